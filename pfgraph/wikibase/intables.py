"""A wiki as the tables that editors keep."""

from dataclasses import replace
from pathlib import Path

from rdflib import URIRef

from pfgraph.namespaces import PF
from pfgraph.ontology import declaration, ontology, tables
from pfgraph.records.writing import Outcome, write_records
from pfgraph.wikibase.pull import pull_graph
from pfgraph.wikibase.state import WikiState


def records_of(state: WikiState, folder: Path, addresses: bool = False) -> Outcome:
    """What the files of a folder have to hold to say what the wiki says; `save` writes them.

    Where a cell takes one value, what the tool wrote goes before what people put beside it.
    `addresses` has every row tell its item or statement on the wiki.
    """
    graph = pull_graph(state, ontology(), declaration(), _in_rows_alone())
    marked = {
        key: replace(item, statements=tuple(each for each in item.statements if each.marker))
        for key, item in state.items.items()
    }
    first = pull_graph(replace(state, items=marked), ontology(), declaration())
    return write_records(graph, folder, set(first), addresses)


def _in_rows_alone() -> frozenset[URIRef]:
    """The relations of actors that no column states: a row of affiliations does."""
    columns = {column.prop for table in tables().values() for column in table.columns.values()}
    return declaration().items[PF.Actor] - columns
