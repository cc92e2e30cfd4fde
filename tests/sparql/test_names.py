"""Things in results are called by their label, in the language that was asked for."""

from pathlib import Path

from rdflib import URIRef

from pfgraph.namespaces import PFD, PFV
from pfgraph.sparql.names import ids, labels, names
from pfgraph.sparql.store import Store

STORE = Store()
STORE.load(Path(__file__).parent.parent / "fixtures" / "01-museum-content.ttl")
STORE.load_ontology()
THINGS = [
    PFD["actors/city-museum"],
    PFD["participations/01-1"],
    PFV["role-lead"],
    URIRef("https://example.org/elsewhere"),
]


def test_labels_prefer_the_language_then_english() -> None:
    """A French reader gets French where there is some."""
    found = labels(STORE, THINGS, "fr")
    assert found[PFV["role-lead"]].language == "fr"
    assert str(found[PFD["actors/city-museum"]]) == "City Museum"


def test_a_thing_without_a_label_is_called_by_its_id() -> None:
    """Statements have no label; addresses elsewhere stay as they are."""
    found = names(STORE, THINGS)
    assert found[PFD["participations/01-1"]] == "participations/01-1"
    assert THINGS[-1] not in found


def test_ids_are_those_that_parameters_take() -> None:
    """What stands beside a name can be given to -p."""
    assert ids(STORE, THINGS)[PFD["actors/city-museum"]] == "city-museum"
