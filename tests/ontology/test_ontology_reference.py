"""The page about the ontology says what the ontology says today."""

from pathlib import Path

from rdflib.namespace import OWL, RDF

from pfgraph.namespaces import PF
from pfgraph.ontology import ontology
from pfgraph.ontology.reference import PAGE, written_files
from pfgraph.ontology.terms import local_name

ROOT = Path(__file__).parents[2]


def test_the_page_is_fresh() -> None:
    """Whoever changes a term writes the page anew."""
    for name, text in written_files():
        assert (ROOT / name).read_text(encoding="utf-8") == text, (
            f"{name} is stale: run python -m pfgraph.ontology.reference"
        )


def test_the_page_names_every_class() -> None:
    """A group that is forgotten in the page's plan would drop out silently."""
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    assert [cls for cls in ontology().classes if f"`pf:{local_name(cls)}`" not in page] == []


def test_countries_are_counted_and_not_listed() -> None:
    """A reader is spared 249 rows."""
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    assert "249 codes, not listed here." in page
    assert "Zimbabwe" not in page


def test_the_page_names_every_property() -> None:
    """Two files of one name, or a new file, would leave a group empty."""
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    properties = {
        str(each)
        for kind in kinds
        for each in ontology().graph.subjects(RDF.type, kind)
        if str(each).startswith(str(PF))
    }
    assert [each for each in properties if f"`pf:{each.removeprefix(str(PF))}`" not in page] == []
