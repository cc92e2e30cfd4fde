"""Every row of the records, and what a plan has for it: exactly one fate each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from pfgraph.wikibase.changes import Conflict, ItemChange
from pfgraph.wikibase.datamodel import Statement
from pfgraph.wikibase.load import Load
from pfgraph.wikibase.plan import Plan
from pfgraph.wikibase.rows import Fate, RowPlan, in_conflict, record_in

Teller = Callable[[str, Statement], str]  # the row that says a statement of the item of this key


def by_marker(key: str, statement: Statement) -> str:
    """The row that a statement's marker names; the item's own where it carries none."""
    return statement.marker or key


def with_rows(load: Load, rows: Iterable[RowPlan], teller: Teller = by_marker) -> Load:
    """The load whose plan tells what it has for each of these rows.

    Rows that are left out already stay so. `teller` knows rows that say something on the item of
    another, as a goal does in whose row stands who pursues it.
    """
    desk = _Desk.of(load, teller)
    kept = tuple(desk.judged(row) for row in rows)
    return replace(load, plan=replace(load.plan, rows=kept))


def rows_of(plan: Plan) -> tuple[RowPlan, ...]:
    """The rows that a plan speaks of itself: all that is known of one that was kept without."""
    carriers, told = _carriers(plan, by_marker), dict(_conflicts(plan.changes))
    on = {
        record: change
        for change in reversed(plan.changes)
        for record in (*_carried(change, by_marker), *in_conflict(change))
    }
    rows = {record: on[record] for record in (*carriers, *told)}
    return tuple(
        RowPlan(
            record, plan.sources.get(record), change.key, change.id,
            tuple(carriers.get(record, ())), Fate.CONFLICT if record in told else Fate.DONE,
            told.get(record, ""),
        )
        for record, change in rows.items()
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a load knows, by record id."""

    load: Load
    carriers: dict[str, list[str]]
    reasons: dict[Fate, dict[str, str]]
    ids: dict[str, str]  # of the items that change, by key; also of those that are gone

    @classmethod
    def of(cls, load: Load, teller: Teller) -> "_Desk":
        conflicts = [*_conflicts(load.plan.changes), *_standing_on_lost(load)]
        reasons = {
            Fate.CONFLICT: _joined(conflicts),
            Fate.LEFT_OUT: _joined(load.nowhere),
            Fate.HELD_BACK: _joined(_held(load, teller)),
        }
        ids = {change.key: change.id for change in load.plan.changes}
        return cls(load, _carriers(load.plan, teller), reasons, ids)

    def judged(self, row: RowPlan) -> RowPlan:
        if row.fate is Fate.LEFT_OUT:
            return row
        key = self.load.stands.get(row.record, row.record)
        state = self.load.state
        item_id = (state.item_ids.get(key) if state else "") or self.ids.get(key, "")
        carriers = tuple(self.carriers.get(row.record, ()))
        fate, reason = self._fate(row.record, bool(carriers))
        return replace(row, key=key, id=item_id, carriers=carriers, fate=fate, reason=reason)

    def _fate(self, record: str, carried: bool) -> tuple[Fate, str]:
        for fate, found in self.reasons.items():
            if record in found:
                return fate, found[record]
        return (Fate.DONE if carried else Fate.UNCHANGED), ""


def _carriers(plan: Plan, teller: Teller) -> dict[str, list[str]]:
    """The items whose edits carry a row, by its record id."""
    found: dict[str, list[str]] = {}
    for change in plan.changes:
        if change.writes:
            for record in _carried(change, teller):
                found.setdefault(record, []).append(change.key)
    return found


def _carried(change: ItemChange, teller: Teller) -> Iterator[str]:
    """The rows that an edit of an item carries, each once."""
    own = change.is_new or change.labels or change.descriptions or change.aliases
    found = dict.fromkeys([change.key] if own else [])
    for edit in change.edits:
        statement = edit.after or edit.before
        if statement is not None:
            found[teller(change.key, statement)] = None
    return iter(found)


def _conflicts(changes: Iterable[ItemChange]) -> Iterator[tuple[str, str]]:
    for change in changes:
        reasons: dict[str, dict[str, None]] = {}
        for each in change.conflicts:
            reasons.setdefault(record_in(each, change), {})[str(each.reason)] = None
        yield from ((record, "; ".join(told)) for record, told in reasons.items())


def _held(load: Load, teller: Teller) -> Iterator[tuple[str, str]]:
    """The rows that wait for something, with what they say of it."""
    for each in load.held_back:
        row = teller(each.key, each.statement) if each.statement else each.record
        about = f"what it says of {each.key}: " if row != each.record else ""
        yield row, f"{about}{each.reason}"


def _standing_on_lost(load: Load) -> Iterator[tuple[str, str]]:
    """Rows on an item that could not be compared: what became of it is their fate as well."""
    lost = {
        change.key: conflict
        for change in load.plan.changes
        for conflict in change.conflicts
        if conflict.what == "item" and not change.writes
    }
    compared = load.compared
    for record, key in load.stands.items():
        if key in lost and record != key and key not in compared:
            yield record, f"it stands on {key}: {_why(lost[key])}"


def _why(conflict: Conflict) -> str:
    return str(conflict.reason)


def _joined(told: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for record, reason in told:
        found[record] = f"{found[record]}; {reason}" if record in found else reason
    return found
