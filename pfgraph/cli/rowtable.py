"""The rows of a run: problems first for people, every row for machines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.markup import escape

from pfgraph.runs.model import RunInfo
from pfgraph.runs.outcomes import RowOutcome
from pfgraph.wikibase.refusals import advice
from pfgraph.wikibase.results import Result
from pfgraph.wikibase.rows import Fate

MOST = 20  # rows of one outcome that are shown where nobody asked for it
ROW_COLUMNS = (
    "run", "record", "file", "line", "item", "revision", "outcome", "code", "reason", "what",
    "wiki", "records",
)  # fmt: skip
_COLOURS = {
    Fate.REFUSED: "red", Fate.OPEN: "yellow", Fate.CONFLICT: "magenta", Fate.LEFT_OUT: "yellow",
    Fate.HELD_BACK: "yellow", Fate.DONE: "green", Fate.UNCHANGED: "dim",
}  # fmt: skip
PROBLEMS = (Fate.REFUSED, Fate.CONFLICT, Fate.LEFT_OUT, Fate.HELD_BACK)


def print_outcomes(
    run: RunInfo, rows: Sequence[RowOutcome], console: Console, whole: bool = False
) -> None:
    """The rows by outcome, the gravest first, and how many there are of each.

    Unless the `whole` is asked for, only the first of each outcome, and none that is unchanged.
    """
    for fate in Fate:
        mine = [row for row in rows if row.fate is fate]
        most = len(mine) if whole else 0 if fate is Fate.UNCHANGED else MOST
        for why, together in _by_reason(mine[:most]):
            _print_rows(fate, why, together, console)
        if 0 < most < len(mine):
            more = f"… and {len(mine) - most:,} more {fate.words}"
            console.print(f"{more}: pfgraph runs {run.id} --outcome {fate}")
    console.print(counted({fate: sum(row.fate is fate for row in rows) for fate in Fate}))


def counted(found: Mapping[Fate, int]) -> str:
    """The counts in words: `1,880 unchanged, 20 done, 2 conflicts`; those that are in order first.

    A run without rows, or an outcome that none has, is `no such row`.
    """
    order = (Fate.UNCHANGED, Fate.DONE, *PROBLEMS, Fate.OPEN)
    return (
        ", ".join(_count(fate, found[fate]) for fate in order if found.get(fate)) or "no such row"
    )


def row_json(run: RunInfo, row: RowOutcome) -> dict[str, Any]:
    """One row for a machine, each conflict by itself."""
    return {**_row(run, row), "conflicts": [asdict(each) for each in row.conflicts]}


def row_csv(run: RunInfo, row: RowOutcome) -> dict[str, Any]:
    """One row as a line; of several conflicts a line each within the cells."""
    sides = {
        name: "\n".join(getattr(each, name) for each in row.conflicts)
        for name in ("what", "wiki", "records")
    }
    return {**_row(run, row), **sides}


def _row(run: RunInfo, row: RowOutcome) -> dict[str, Any]:
    return {
        "run": run.id, "record": row.record, "file": row.file, "line": row.line or "",
        "item": row.item, "revision": row.revision or "", "outcome": str(row.fate),
        "code": row.code, "reason": row.reason,
    }  # fmt: skip


def _count(fate: Fate, number: int) -> str:
    many = "s" if fate is Fate.CONFLICT and number != 1 else ""
    return f"{number:,} {fate.words}{many}"


def _by_reason(rows: Iterable[RowOutcome]) -> Iterable[tuple[tuple[str, ...], list[RowOutcome]]]:
    """The rows for which the same is to be said, together."""
    found: dict[tuple[str, ...], list[RowOutcome]] = {}
    for row in rows:
        found.setdefault(tuple(_why(row)), []).append(row)
    return found.items()


def _print_rows(
    fate: Fate, why: tuple[str, ...], rows: Iterable[RowOutcome], console: Console
) -> None:
    for row in rows:
        place = f"{row.file}:{row.line}" if row.line else row.file
        said = "  ".join(filter(None, (row.record or "(no record id)", row.item, place)))
        console.print(f"[{_COLOURS[fate]}]{fate.words:<9}[/]  {escape(said)}")
    for line in why:
        console.print(f"           {escape(line)}")


def _why(row: RowOutcome) -> Iterator[str]:
    if row.fate is Fate.CONFLICT and row.conflicts:
        for each in row.conflicts:
            yield f"{each.what}: {each.reason}"
            if each.wiki or not row.code:
                yield f"  wiki: {each.wiki or 'nothing'}"
            yield f"  records: {each.records or 'nothing'}"
    elif row.fate is Fate.REFUSED:
        told = advice(Result(row.record, row.item, 0, row.reason, row.code))
        yield f"{row.reason}{told}"
    elif row.reason:
        yield row.reason
