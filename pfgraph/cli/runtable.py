"""Runs and their rows as tables that fit on a screen; everything is in CSV and JSON."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pfgraph.runs.model import Entry, State

WIDTH = 100  # characters; what is written to a pipe is as wide
Row = dict[str, object]


def print_runs(rows: Sequence[Row], console: Console) -> None:
    """A line a run, newest first."""
    table = _table("run", "kind", "wiki", "started", "=", "done", "refused", "conflict", "open")
    for row in rows:
        wiki = urlsplit(str(row["wiki"])).netloc
        table.add_row(
            str(row["run"]), str(row["kind"]), _short(wiki, 22), _moment(str(row["started"])),
            *(_some(row[name]) for name in ("unchanged", "done", "refused", "conflict", "open")),
        )  # fmt: skip
    _print(table, console)


def print_entries(rows: Sequence[Row], console: Console) -> None:
    """Two lines for a row that was refused: what became of it, and the wiki's reason."""
    for row in rows:
        place = f"  {row['source']}" if row["source"] else ""
        item = f" {row['item']}" if row["item"] else ""
        line = f"{row['number']:>5}  {row['outcome']:<8}  {row['record']}{item}{place}"
        console.print(escape(line))
        if row["reason"]:
            console.print(f"       {escape(str(row['reason']))}")
    console.print(_counted(rows))


def with_outcome(entries: Iterable[Entry], outcomes: Sequence[str]) -> list[Entry]:
    """The entries with one of these outcomes; `open` is what is not settled. None means all."""
    wanted = set(outcomes)
    if "open" in wanted:
        wanted |= {str(State.INTENDED), str(State.SENT)}
    return [entry for entry in entries if not wanted or str(entry.state) in wanted]


def _counted(rows: Sequence[Row]) -> str:
    outcomes = [str(row["outcome"]) for row in rows]
    words = [f"{outcomes.count(each)} {each}" for each in dict.fromkeys(outcomes)]
    return ", ".join(words) if words else "no such row"


def _table(*names: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in names:
        right = name in ("=", "done", "refused", "conflict", "open")
        table.add_column(name, justify="right" if right else "left", no_wrap=True)
    return table


def _print(table: Table, console: Console) -> None:
    wide = Console(file=console.file, highlight=False, width=max(WIDTH, console.width))
    wide.print(table)


def _moment(timestamp: str) -> str:
    return timestamp[:16].replace("T", " ")


def _some(number: object) -> str:
    return str(number) if number else ""


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
