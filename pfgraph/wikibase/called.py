"""What to call the keys and properties of a wiki, in English where there is a choice."""

from rdflib import URIRef

from pfgraph.ontology.declaration import Declaration
from pfgraph.ontology.terms import Ontology
from pfgraph.wikibase.datamodel import Item
from pfgraph.wikibase.keys import is_term, term_iri
from pfgraph.wikibase.state import WikiState


def labels_of(state: WikiState, terms: Ontology, wiki: Declaration) -> dict[str, str]:
    """Labels by key, by the IRI of a property, or by the id of one that carries none."""
    items = {key: called(item, terms) for key, item in state.items.items()}
    theirs = {iri: _english(each.labels) or iri for iri, each in state.properties.items()}
    ours = {
        str(prop.iri): prop.labels.get("en", str(prop.iri)) for prop in wiki.properties.values()
    }
    return {**items, **theirs, **ours}


def called(item: Item, terms: Ontology) -> str:
    """What an item is called; its key where it has no label."""
    if is_term(item.key):
        return terms.label(URIRef(term_iri(item.key)))
    return _english(item.labels) or item.key


def _english(labels: dict[str, str]) -> str:
    return labels.get("en") or next(iter(labels.values()), "")
