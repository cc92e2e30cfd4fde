"""The records that a wiki holds already."""

from rdflib import URIRef
from rdflib.namespace import RDF

from pfgraph.ontology.terms import Ontology
from pfgraph.wikibase.keys import is_term, term_iri
from pfgraph.wikibase.state import WikiState
from pfgraph.wikibase.values import ItemValue


def known_records(state: WikiState, terms: Ontology) -> dict[str, URIRef]:
    """Each record that has an item on the wiki, by record id, with its class."""
    known: dict[str, URIRef] = {}
    for item in state.items.values():
        for statement in item.statements:
            value = statement.main.value
            if statement.main.prop == str(RDF.type) and isinstance(value, ItemValue):
                cls = term_iri(value.key) if is_term(value.key) else None
                if cls in terms.classes and not is_term(item.key):
                    known[item.key] = cls
    return known | {key: known[first] for key, first in state.merged.items() if first in known}
