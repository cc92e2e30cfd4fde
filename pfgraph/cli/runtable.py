"""Runs as a table that fits on a screen; everything is in CSV and JSON."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console
from rich.table import Table

from pfgraph.runs.journal import Journal
from pfgraph.runs.model import RunInfo
from pfgraph.runs.outcomes import counts
from pfgraph.wikibase.rows import Fate

WIDTH = 100  # characters; what is written to a pipe is as wide
Row = dict[str, Any]
_COUNTED = {  # the columns, and of which outcomes each is the sum
    "=": ("unchanged",), "done": ("done",), "refused": ("refused",), "conflict": ("conflict",),
    "out": ("left-out", "held-back"), "open": ("open",),
}  # fmt: skip


def run_row(run: RunInfo, journal: Journal) -> Row:
    """A run and how many of its rows ended how."""
    found = counts(journal, run)
    known = {str(fate): found.get(fate, 0) for fate in Fate}
    known["unchanged"] = known["unchanged"] or run.unchanged
    return {
        "run": run.id, "wiki": run.wiki, "user": run.user, "kind": str(run.kind),
        "undoes": run.undoes, "started": run.started,
        "ended": run.ended or ("open" if known["open"] else ""), "allowed": run.allowed, **known,
    }  # fmt: skip


def print_runs(rows: Sequence[Row], console: Console) -> None:
    """A line a run, newest first, with the outcomes that any of them has."""
    counted = [{name: sum(row[each] for each in of) for name, of in _COUNTED.items()}
               for row in rows]  # fmt: skip
    shown = [name for name in _COUNTED if any(each[name] for each in counted)]
    table = Table(box=None, pad_edge=False, collapse_padding=True)
    for name in ("run", "kind", "wiki", "started", *shown):
        table.add_column(name, justify="right" if name in shown else "left", no_wrap=True)
    for row, numbers in zip(rows, counted, strict=True):
        wiki = _short(urlsplit(str(row["wiki"])).netloc, 16)
        told = (row["run"], row["kind"], wiki, _moment(str(row["started"])))
        table.add_row(*told, *(_some(numbers[name]) for name in shown))
    _print(table, console)


def _print(table: Table, console: Console) -> None:
    wide = Console(file=console.file, highlight=False, width=max(WIDTH, console.width))
    wide.print(table)


def _moment(timestamp: str) -> str:
    return timestamp[:16].replace("T", " ")


def _some(number: object) -> str:
    return str(number) if number else ""


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
