"""What was found in the ecosystem, in a page of Markdown that reads as plain text too."""

from collections import Counter
from collections.abc import Iterator

from rdflib import URIRef

from pfgraph.demo.road import Road
from pfgraph.findings import Severity
from pfgraph.sparql.names import names
from pfgraph.sparql.results import Node, ResultTable
from pfgraph.sparql.writers import shown

_MOST = 7  # lines of a list


def summary(road: Road) -> str:
    """The summary of a road that was walked."""
    return "\n\n".join(
        "\n".join(part(road)) for part in (_loaded, _classified, _connected, _owed, _open, _checked)
    )


def _loaded(road: Road) -> Iterator[str]:
    left = len(road.intake.left_out)
    items = len({result.key for result in road.first.results if not result.refusal})
    yield "# What is on the wiki"
    yield ""
    yield (
        f"{road.intake.records - left:,} records became {items:,} items with their statements in "
        f"{road.first.edits:,} edits, beside {road.pages:,} pages of the ontology. Loading them a "
        f"second time made {road.again} edits."
    )
    if left:
        yield f"{left} records were left out because they are malformed."


def _classified(road: Road) -> Iterator[str]:
    table = road.answers["count-partnerships"]
    row = dict(zip(table.variables, table.rows[0], strict=True))
    yield "# Collaborations and partnerships"
    yield ""
    yield (
        f"{row['collaborations']} collaborations are on record; {row['partnerships']} are derived "
        f"as partnerships, and {row['current']} are known to be current. Not derived means not "
        "shown, never untrue. What the others lack most:"
    )
    yield ""
    for lacking, collaborations, only in road.answers["what-is-lacking"].rows[:_MOST]:
        alone = f" ({only} lack only that)" if str(only) != "0" else ""
        yield f"- {lacking}: {collaborations}{alone}"


def _connected(road: Road) -> Iterator[str]:
    yield "# Who connects"
    yield ""
    for row in _named(road, road.answers["connectors"])[:_MOST]:
        actor, others, collaborations, fields = row
        yield f"- {actor}: {others} others, {collaborations} collaborations, {fields} fields"


def _owed(road: Road) -> Iterator[str]:
    table = road.answers["overdue-obligations"]
    late = [dict(zip(table.variables, row, strict=True)) for row in _named(road, table)]
    yield "# Overdue"
    yield ""
    yield f"{len(late)} obligations passed their date without word that they were met:"
    yield ""
    for row in late[:_MOST]:
        yield (
            f"- {row['bearer']}: {row['kind']}, due {row['due']} in “{row['in']}” "
            f"({row['reading']})"
        )


def _open(road: Road) -> Iterator[str]:
    yield "# Where nobody works yet"
    yield ""
    never: dict[str, list[str]] = {}
    before: Counter[str] = Counter()
    for dimension, where, ever in _named(road, road.answers["white-spots"]):
        if ever == "0":
            never.setdefault(dimension, []).append(where)
        else:
            before[dimension] += 1
    for dimension, places in never.items():
        more = f" and {len(places) - _MOST} more" if len(places) > _MOST else ""
        yield f"- {dimension}: {', '.join(places[:_MOST])}{more}"
    past = ", ".join(f"{dimension} {count}" for dimension, count in sorted(before.items()))
    if past:
        yield f"- on record, but with nothing known to be current: {past} (answers/white-spots.md)"


def _checked(road: Road) -> Iterator[str]:
    number = Counter(finding.severity for finding in road.findings)
    common = Counter(
        finding.message for finding in road.findings if finding.severity is not Severity.INFO
    )
    yield "# What the framework asks for"
    yield ""
    yield (
        f"Violations: {number[Severity.VIOLATION]}, warnings: {number[Severity.WARNING]:,}, for "
        f"information: {number[Severity.INFO]:,}. Most often:"
    )
    yield ""
    for message, times in common.most_common(4):
        yield f"- {times} times: {message}"
    for finding in road.findings:
        if finding.severity is Severity.VIOLATION:
            yield f"- a violation, on {finding.focus}: {finding.message}"


def _named(road: Road, table: ResultTable) -> list[tuple[str, ...]]:
    called: dict[URIRef, str] = dict(names(road.store, table.iris(), "en"))

    def text(cell: Node | None) -> str:
        return shown(cell, called)

    return [tuple(text(cell) for cell in row) for row in table.rows]
