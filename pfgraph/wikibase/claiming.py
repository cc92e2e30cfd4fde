"""Items and statements that rows name by their address on the wiki."""

import re
from collections.abc import Mapping
from dataclasses import replace

from rdflib import Graph

from pfgraph.namespaces import PF
from pfgraph.wikibase.datamodel import Item, Snak, Statement
from pfgraph.wikibase.keys import is_wiki_id
from pfgraph.wikibase.state import WikiState
from pfgraph.wikibase.values import ItemValue

_STATEMENT = re.compile(r"statement/(?P<item>[Qq][1-9]\d*)-(?P<rest>[0-9A-Za-z-]+)")


def claimed(state: WikiState, graph: Graph) -> WikiState:
    """The state with each such item under the record id that `graph` gives it.

    So a row that stands for an item which people made adds its id there, instead of making the
    item a second time. An item that carries an id keeps that.
    """
    names = {
        item_id: key
        for key, item_id in addresses(graph, state.identity.concept_base).items()
        if item_id in state.items and key not in state.item_ids
    }
    if not names:
        return state
    items = {names.get(key, key): _renamed(item, names) for key, item in state.items.items()}
    ids = {names.get(key, key): item_id for key, item_id in state.item_ids.items()}
    return replace(state, items=items, item_ids=ids)


def _renamed(item: Item, names: Mapping[str, str]) -> Item:
    return replace(with_names(item, names), key=names.get(item.key, item.key))


def with_names(item: Item, names: Mapping[str, str]) -> Item:
    """The item with other keys for those that its statements refer to; its own stays."""
    statements = tuple(_statement(each, names) for each in item.statements)
    return replace(item, statements=statements)


def addresses(graph: Graph, base: str) -> dict[str, str]:
    """The ids, by key, of the items that rows name by their address on the wiki."""
    named = (
        (str(record_id), str(node).removeprefix(base))
        for node, record_id in graph.subject_objects(PF.recordId)
    )
    return {key: item_id for key, item_id in named if is_wiki_id(item_id)}


def statement_guids(graph: Graph, base: str) -> dict[str, str]:
    """The GUIDs, by record id, of the statements that rows name by their address on the wiki.

    https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format#Full_statements
    """
    named = (
        (str(record_id), _STATEMENT.fullmatch(str(node).removeprefix(base)))
        for node, record_id in graph.subject_objects(PF.recordId)
    )
    return {key: f"{found['item']}${found['rest']}" for key, found in named if found}


def _statement(statement: Statement, names: Mapping[str, str]) -> Statement:
    return replace(
        statement,
        main=_snak(statement.main, names),
        qualifiers=frozenset(_snak(each, names) for each in statement.qualifiers),
        references=frozenset(
            frozenset(_snak(each, names) for each in group) for group in statement.references
        ),
    )


def _snak(snak: Snak, names: Mapping[str, str]) -> Snak:
    if isinstance(snak.value, ItemValue) and snak.value.key in names:
        return replace(snak, value=ItemValue(names[snak.value.key]))
    return snak
