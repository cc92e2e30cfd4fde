"""Records → items → wiki → pull gives the same graph, for any records at all."""

from dataclasses import replace
from itertools import count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph

from pfgraph.ontology import declaration, ontology
from pfgraph.wikibase.changes import Action, ItemChange, StatementEdit
from pfgraph.wikibase.datamodel import Item, Statement
from pfgraph.wikibase.descriptions import described
from pfgraph.wikibase.desired import desired_items
from pfgraph.wikibase.editdata import edit_data
from pfgraph.wikibase.entityjson import item_from_json
from pfgraph.wikibase.pull import by_record_id, pull_graph
from pfgraph.wikibase.repository import Identity
from pfgraph.wikibase.state import WikiProperty, WikiState, names_of
from pfgraph.wikibase.vocabulary import vocabulary_items
from tests.wikibase.rows import Drawn, graph_of, row
from tests.wikibase.strategies import statements

IDENTITY = Identity("http://wiki.example", "http://wiki.example/entity/", "Bot", 50)
PROPERTIES = {
    str(iri): WikiProperty(f"P{number}", str(iri), str(prop.datatype), prop.labels)
    for number, (iri, prop) in enumerate(declaration().properties.items(), 1)
}
TERMS = {
    key: f"Q{number}" for number, key in enumerate(vocabulary_items(ontology(), declaration()), 1)
}
OTHERS = {"actors/a": "Q9001", "actors/b": "Q9002", "goals/c": "Q9003"}  # that people refer to
few = settings(max_examples=25)


def on_a_wiki(graph: Graph, theirs: list[Statement]) -> WikiState:
    """A wiki, read from its own JSON, on which these records stand beside people's statements."""
    items = described(desired_items(graph, ontology(), declaration()).items, ontology())
    ids = OTHERS | TERMS | {key: f"Q{number}" for number, key in enumerate(items, len(TERMS) + 1)}
    names, guids = names_of(PROPERTIES, ids), count(1)
    held: dict[str, Item] = {}
    for key, item in items.items():
        said = (*item.statements, *theirs)
        edits = tuple(StatementEdit(Action.ADD, None, each) for each in said)
        labels = {code: ("", text) for code, text in item.labels.items()}
        entity = edit_data(ItemChange(key, labels=labels, aliases=item.aliases, edits=edits), names)
        claims: dict[str, list[Any]] = {}
        for claim in entity.get("claims", []):
            claim["id"] = f"{ids[key]}${next(guids)}"
            claims.setdefault(claim["mainsnak"]["property"], []).append(claim)
        aliases: dict[str, list[Any]] = {}
        for alias in entity.get("aliases", []):
            aliases.setdefault(alias["language"], []).append(alias)
        read = {**entity, "id": ids[key], "claims": claims, "aliases": aliases}
        held[key] = item_from_json(read, names)
    return WikiState(IDENTITY, PROPERTIES, held, ids)


@few
@given(st.lists(row(), min_size=1, max_size=6))
def test_any_records_come_back_as_they_were(rows: list[Drawn]) -> None:
    """The pulled graph equals the records', after naming nodes by record id."""
    graph = graph_of(rows)
    pulled = pull_graph(on_a_wiki(graph, []), ontology(), declaration())
    assert set(by_record_id(pulled)) == set(by_record_id(graph))


@few
@given(st.lists(row(), min_size=1, max_size=4))
def test_every_triple_of_a_record_has_a_place_on_a_wiki(rows: list[Drawn]) -> None:
    """What a table can say, a wiki can hold."""
    assert desired_items(graph_of(rows), ontology(), declaration()).unplaced == ()


@few
@given(st.lists(row(), min_size=1, max_size=3), st.lists(statements(st.just("")), max_size=3))
def test_what_people_wrote_takes_nothing_away(rows: list[Drawn], theirs: list[Statement]) -> None:
    """Records come back whole, whatever people put beside them."""
    graph = graph_of(rows)
    guided = [replace(each, marker="") for each in theirs]
    pulled = by_record_id(pull_graph(on_a_wiki(graph, guided), ontology(), declaration()))
    assert set(by_record_id(graph)) <= set(pulled)
