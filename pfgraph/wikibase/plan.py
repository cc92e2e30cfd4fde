"""The plan: what a load would change on a wiki, as data that can be read, kept and applied."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pfgraph.findings import Location
from pfgraph.ontology.declaration import Declaration
from pfgraph.wikibase.changes import ItemChange
from pfgraph.wikibase.datamodel import Item, Snak, Statement
from pfgraph.wikibase.diff import diff, trusting
from pfgraph.wikibase.outlook import Outlook
from pfgraph.wikibase.rows import RowPlan
from pfgraph.wikibase.state import WikiState
from pfgraph.wikibase.termdiff import Scope
from pfgraph.wikibase.values import ItemValue
from pfgraph.wikibase.wishes import NONE, Wishes


@dataclass(frozen=True, slots=True)
class Plan:
    """What would change, item by item, new items in the order in which they can be made.

    `ids` gives the wiki's ids of all items that the changes speak of, as far as they are
    there; `labels` what to call keys and properties when the plan is shown; `sources` the file and
    row of each record that it writes or takes away, as far as they are known. `outlook` is what
    the shapes say of the wiki as it would be, and `allowed` whether it may be applied even so.
    `rows` are all rows of the records, with what the plan has for each; none where nobody asked.
    """

    wiki: str
    changes: tuple[ItemChange, ...] = ()
    unchanged: int = 0
    ids: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Location] = field(default_factory=dict)
    outlook: Outlook = field(default_factory=Outlook)
    allowed: bool = False
    rows: tuple[RowPlan, ...] = ()

    @property
    def new(self) -> tuple[ItemChange, ...]:
        """The items that would be made."""
        return tuple(change for change in self.changes if change.is_new)

    @property
    def changed(self) -> tuple[ItemChange, ...]:
        """The items on the wiki that would be edited."""
        return tuple(each for each in self.changes if each.writes and not each.is_new)

    @property
    def conflicts(self) -> tuple[ItemChange, ...]:
        """The items on which something stays because people did it."""
        return tuple(change for change in self.changes if change.conflicts)

    @property
    def is_stopped(self) -> bool:
        """Whether it would bring a new violation and nobody allowed that."""
        return bool(self.outlook.stops) and not self.allowed

    @property
    def is_empty(self) -> bool:
        """Whether applying it would write nothing."""
        return not any(change.writes for change in self.changes)


def make_plan(
    desired: Mapping[str, Item],
    state: WikiState,
    bases: Mapping[str, Item] | None,
    scope: Scope,
    wiki: Declaration,
    wishes: Wishes = NONE,
) -> Plan:
    """Compare what the records want with what the wiki holds. Pure: nothing is read or written.

    `bases` hold, by key, what of the items is the tool's own; where an item is missing there the
    tool counts as never having written it. Without any, what carries a marker is trusted to be
    as the tool left it: a plan that is only a first look.
    """
    compared = []
    for key, item in sorted(desired.items()):
        live = state.items.get(key)
        base = bases.get(key) if bases is not None else live and trusting(live)
        compared.append(diff(item, live, base, scope, wiki, wishes))
    changes = [each for each in compared if each.writes or each.conflicts or each.settled]
    ids = {key: state.item_ids[key] for key in mentioned_keys(changes) if key in state.item_ids}
    return Plan(state.identity.url, in_order(changes), len(compared) - len(changes), ids)


def needs_base(plan: Plan) -> tuple[str, ...]:
    """The keys of items whose history has to be read before the plan can be trusted."""
    return tuple(change.key for change in plan.changes if not change.is_new)


def in_order(changes: Iterable[ItemChange]) -> tuple[ItemChange, ...]:
    """The changes with new items before those that refer to them, as far as there is no circle.

    Within that, the order of the keys: the same changes always come in the same order.
    """
    waiting = {change.key: change for change in changes}
    done: dict[str, ItemChange] = {}
    for key in sorted(waiting):
        _place(key, waiting, done)
    return tuple(done.values())


def _place(start: str, waiting: dict[str, ItemChange], done: dict[str, ItemChange]) -> None:
    """Depth first, without recursion: chains of references can be long."""
    under_way = {start}
    stack: list[tuple[str, Iterator[str]]] = [(start, _needs(start, waiting))]
    while stack:
        key, needs = stack[-1]
        for need in needs:
            if need not in done and need not in under_way:
                under_way.add(need)
                stack.append((need, _needs(need, waiting)))
                break
        else:
            stack.pop()
            done.setdefault(key, waiting[key])


def _needs(key: str, waiting: Mapping[str, ItemChange]) -> Iterator[str]:
    mentioned = sorted(mentioned_keys([waiting[key]]))
    return iter([need for need in mentioned if need in waiting and waiting[need].is_new])


def mentioned_keys(changes: Iterable[ItemChange]) -> frozenset[str]:
    """The keys of all items that the added and changed statements refer to."""
    return frozenset(
        key
        for change in changes
        for edit in change.edits
        if edit.after
        for key in referred(edit.after)
    )


def referred(statement: Statement) -> Iterator[str]:
    """The keys of the items that a statement refers to, in any of its snaks."""
    snaks: list[Snak] = [statement.main, *statement.qualifiers]
    snaks += [snak for reference in statement.references for snak in reference]
    return (snak.value.key for snak in snaks if isinstance(snak.value, ItemValue))
