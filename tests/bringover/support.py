"""Raw tables to bring over, whole or with something done to them."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

from pfgraph.findings import Finding, Location

TABLES = Path(__file__).with_name("tables")


def raw_copy(folder: Path) -> Path:
    """A copy of the raw tables that a test may change."""
    return Path(shutil.copytree(TABLES, folder / "raw"))


def change(raw: Path, table: str, how: Callable[[str], str]) -> None:
    """Changes the text of one raw table."""
    path = raw / f"{table}.csv"
    path.write_text(how(path.read_text(encoding="utf-8")), encoding="utf-8")


def add(raw: Path, table: str, *lines: str) -> None:
    """Adds lines at the end of one raw table."""
    change(raw, table, lambda text: text + "".join(f"{line}\n" for line in lines))


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    """The rows of a table."""
    csv.field_size_limit(20_000_000)
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def row(folder: Path, table: str, row_id: str) -> dict[str, str]:
    """The row of that id, without its empty cells."""
    found = next(each for each in rows(folder, table) if each["id"] == row_id)
    return {column: cell for column, cell in found.items() if cell}


def texts(folder: Path) -> dict[str, bytes]:
    """Each file of the folder, byte by byte."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.csv"))}


def at(findings: tuple[Finding, ...], file: str, line: int) -> list[Finding]:
    """The findings at a line of a file."""
    return [
        finding
        for finding in findings
        if Path((finding.location or Location("")).path).name == file
        and (finding.location or Location("")).line == line
    ]
