"""Where the records of a plan stand: the file and row of each, kept with it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from pfgraph.findings import Location
from pfgraph.wikibase.changes import ItemChange
from pfgraph.wikibase.plan import Plan


def with_sources(plan: Plan, place_of: Callable[[str], Location | None]) -> Plan:
    """The plan with the place of each record that it speaks of; `place_of` takes a record id."""
    speaking = sorted({record for change in plan.changes for record in records_of(change)})
    places = {record: place_of(record) for record in speaking}
    return replace(plan, sources={record: place for record, place in places.items() if place})


def records_of(change: ItemChange) -> Iterator[str]:
    """The item's own record id, then those of the rows whose statements change."""
    yield change.key
    for edit in change.edits:
        statement = edit.after or edit.before
        if statement and statement.marker:
            yield statement.marker


def sources_by_key(plan: Plan) -> dict[str, str]:
    """For each item, in words, where its record stands: `records/partners.csv:12`.

    For an item that the records only add to it is the place of the first row that does.
    """
    found: dict[str, str] = {}
    for change in plan.changes:
        places = (plan.sources[each] for each in records_of(change) if each in plan.sources)
        if place := next(places, None):
            found[change.key] = str(place)
    return found
