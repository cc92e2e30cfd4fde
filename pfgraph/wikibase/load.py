"""A load from end to end: records → desired items → plan. The wiki is read, never written here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from rdflib import Graph, URIRef

from pfgraph.ontology.declaration import Declaration
from pfgraph.ontology.tables import Table
from pfgraph.ontology.terms import Ontology
from pfgraph.wikibase.bases import read_bases
from pfgraph.wikibase.changes import ItemChange
from pfgraph.wikibase.claiming import addresses, claimed
from pfgraph.wikibase.datamodel import Item, Statement
from pfgraph.wikibase.descriptions import described
from pfgraph.wikibase.desired import Triple, desired_items
from pfgraph.wikibase.fate import Fates, follow
from pfgraph.wikibase.keys import is_term, is_wiki_id, key_of, key_of_iri, term_iri
from pfgraph.wikibase.plan import Plan, make_plan, needs_base, referred
from pfgraph.wikibase.repository import Repository
from pfgraph.wikibase.state import WikiState
from pfgraph.wikibase.termdiff import Scope
from pfgraph.wikibase.wishes import NONE, Wishes

_BRIEF = 80  # characters of a value that has no place on a wiki


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A record, or one statement of it, that waits for a thing that is nowhere to be found.

    `key` is of the item on which the statement would stand.
    """

    record: str
    missing: str
    key: str = field(default="", compare=False)
    statement: Statement | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.record} {self.reason.removeprefix('it ')}"

    @property
    def reason(self) -> str:
        """What it waits for, in words."""
        return f"it waits for {self.missing}, which is neither here nor on the wiki"


@dataclass(frozen=True, slots=True)
class Load:
    """A plan, with what did not get into it.

    `without_row` are record ids of statements on the wiki that no row says any longer, though
    their item and their table are in the load; they stay until somebody takes them away.
    `nowhere` are the record ids of what is unplaced, each with the reason; `stands` gives the key
    of the item on which the statements of a row stand, and `compared` are the items that could be.
    """

    plan: Plan
    unplaced: tuple[tuple[Triple, str], ...]
    held_back: tuple[HeldBack, ...]
    without_row: tuple[str, ...] = ()
    note: str = ""  # what nobody could find out about items that are gone
    state: WikiState | None = None  # the wiki as it was compared, with items that were followed
    nowhere: tuple[tuple[str, str], ...] = ()
    stands: Mapping[str, str] = field(default_factory=dict)
    compared: frozenset[str] = frozenset()


def plan_load(
    graph: Graph,
    state: WikiState,
    repository: Repository,
    terms: Ontology,
    wiki: Declaration,
    tables: dict[str, Table],
    wishes: Wishes = NONE,
    known: Mapping[str, str] | None = None,
) -> Load:
    """What loading `graph` would change on the wiki.

    The history is read only of items that would change, to tell what the tool wrote from
    what people did. Statements that refer to nothing are held back and listed. `known` are the
    ids, by key, of items that the journal remembers: one that is gone is not made again.
    """
    state = claimed(state, graph)
    wanted = desired_items(graph, terms, wiki)
    known = {**(known or {}), **addresses(graph, state.identity.concept_base)}
    fates = follow(described(wanted.items, terms), state, repository, wishes, known)
    state = fates.state
    items, held_back = _without_dangling(fates.items, state)
    scope = Scope(_rows(items), _inverse(tables))
    plan = make_plan(items, state, None, scope, wiki, wishes)
    suspects = needs_base(plan)
    if suspects:
        bases = read_bases(suspects, state, repository)
        plan = make_plan(items, state, bases, scope, wiki, wishes)
    plan = _with_fates(plan, fates)
    plan = replace(plan, labels=_labels(plan, {**wanted.items, **items}, state, terms, wiki))
    without_row = _without_row(items, state, scope, held_back)
    return Load(
        plan, wanted.unplaced, held_back, without_row, fates.note, state,
        tuple(_nowhere(graph, wanted.unplaced)), _stands(wanted.items), frozenset(items),
    )  # fmt: skip


def _stands(items: Mapping[str, Item]) -> dict[str, str]:
    """The item of each row: where its statements stand."""
    return {each.marker: key for key, item in items.items() for each in item.statements}


def _nowhere(graph: Graph, unplaced: tuple[tuple[Triple, str], ...]) -> Iterator[tuple[str, str]]:
    for (subject, prop, value), reason in unplaced:
        said = key_of_iri(str(prop)).removeprefix("ns#")
        yield key_of(graph, subject), f"{said} {str(value)[:_BRIEF]}: {reason}"


def _with_fates(plan: Plan, fates: Fates) -> Plan:
    """The plan with the conflicts about whole items, on top of what else they have."""
    changes = {change.key: change for change in plan.changes}
    for key, (item_id, conflict) in fates.conflicts.items():
        change = changes.get(key) or ItemChange(key, item_id)
        changes[key] = replace(change, conflicts=(conflict, *change.conflicts))
    compared = plan.unchanged + len(plan.changes)
    unchanged = compared - sum(key in fates.items for key in changes)
    return replace(plan, changes=tuple(changes.values()), unchanged=unchanged)


def _rows(items: dict[str, Item]) -> frozenset[str]:
    """The record ids that the load holds: of complete items, and of rows on any item."""
    complete = {key for key, item in items.items() if item.complete}
    return frozenset(complete | {each.marker for i in items.values() for each in i.statements})


def _inverse(tables: dict[str, Table]) -> frozenset[str]:
    columns = [column for table in tables.values() for column in table.columns.values()]
    return frozenset(str(column.prop) for column in columns if column.inverse)


def _without_row(
    items: dict[str, Item], state: WikiState, scope: Scope, held_back: tuple[HeldBack, ...]
) -> tuple[str, ...]:
    tables = {row.split("/")[0] for row in scope.rows}
    waiting = {held.record for held in held_back}
    said = {
        statement.marker
        for key, item in items.items()
        if item.complete and key in state.items
        for statement in state.items[key].statements
    }
    unsaid = said - scope.rows - waiting
    return tuple(sorted(row for row in unsaid if "/" in row and row.split("/")[0] in tables))


def _without_dangling(
    items: dict[str, Item], state: WikiState
) -> tuple[dict[str, Item], tuple[HeldBack, ...]]:
    there = {key for key, item in items.items() if item.complete} | set(state.item_ids)
    kept: dict[str, Item] = {}
    held: list[HeldBack] = []
    for key, item in items.items():
        good: list[Statement] = []
        for statement in item.statements:
            missing = _first_missing(key, statement, there)
            if missing:
                held.append(HeldBack(statement.marker or key, missing, key, statement))
            else:
                good.append(statement)
        if key in there:
            kept[key] = replace(item, statements=tuple(good))
    return kept, tuple(dict.fromkeys(held))


def _first_missing(key: str, statement: Statement, there: set[str]) -> str:
    needed = [key, *sorted(referred(statement))]
    return next((each for each in needed if each not in there and not is_wiki_id(each)), "")


def _labels(
    plan: Plan, items: dict[str, Item], state: WikiState, terms: Ontology, wiki: Declaration
) -> dict[str, str]:
    """What to call everything that the plan speaks of, in English where there is a choice."""
    keys = {change.key for change in plan.changes} | set(plan.ids)
    for change in plan.changes:
        sides: list[Statement | str | None] = []
        sides += [side for edit in change.edits for side in (edit.before, edit.after)]
        sides += [
            side
            for conflict in (*change.conflicts, *(each.conflict for each in change.settled))
            for side in (conflict.ours, conflict.theirs)
        ]
        for side in sides:
            keys |= set(referred(side)) if isinstance(side, Statement) else set()
    named = {key: _label(key, items, state, terms) for key in sorted(keys)}
    used = {
        str(prop.iri): prop.labels.get("en", str(prop.iri)) for prop in wiki.properties.values()
    }
    return {**named, **used}


def _label(key: str, items: dict[str, Item], state: WikiState, terms: Ontology) -> str:
    if is_term(key):
        return terms.label(URIRef(term_iri(key)))
    for item in (items.get(key), state.items.get(key)):
        if item and item.labels:
            return item.labels.get("en") or next(iter(item.labels.values()))
    return key
