"""A CSV file with some of its rows written anew; all other lines stay as they are, to the byte."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pfgraph.ontology import Table
from pfgraph.records.columns import ON_WIKI, Columns, UnknownColumn
from pfgraph.records.csv_tables import delimiter_of
from pfgraph.records.files import read_text
from pfgraph.records.rows import Written

Cells = Mapping[str, Written]


def csv_text(
    path: Path, table: Table, columns: Columns, rows: Mapping[int, Cells], new: Sequence[Cells]
) -> str:
    """The file with the rows that begin on the given lines replaced, and `new` ones at its end.

    Columns that are not in the file and are needed come last.
    """
    text = read_text(path).text
    lines = list(io.StringIO(text, newline=""))
    divider = delimiter_of(text)
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    blocks = list(_blocks(text, divider))
    header = blocks[0][2] if blocks else []
    names = [_name(table, columns, each) for each in header]
    more = _missing(table, columns, names, [*rows.values(), *new])
    made: list[str] = []
    for number, (start, end, cells) in enumerate(blocks):
        raw = "".join(lines[start - 1 : end])
        if number == 0:
            made.append(_added(raw, [*cells, *more], more, divider, ending))
        elif start in rows:
            made.append(_line(rows[start], [*names, *more], divider, ending, cells))
        else:
            made.append(_added(raw, [*cells, *("" for _ in more)], more, divider, ending))
    if made and not made[-1].endswith(("\n", "\r")):
        made[-1] += ending
    made += [_line(each, [*names, *more], divider, ending, ()) for each in new]
    return "".join(made)


def new_csv(table: Table, columns: Columns, rows: Sequence[Cells]) -> str:
    """A file of its own: the columns that the table must have and those that the rows fill."""
    used = {name for row in rows for name in row} | set(table.required) | {"id"}
    names = in_order(table, columns, used)
    lines = [_line(dict(zip(names, names, strict=True)), names, ",", "\n", ())]
    return "".join([*lines, *(_line(each, names, ",", "\n", ()) for each in rows)])


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all; a byte order mark that was there stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    marked = path.is_file() and path.read_bytes().startswith(codecs.BOM_UTF8)
    beside = path.with_name(f".{path.name}.new")
    octets = text.encode("utf-8", "surrogateescape")
    beside.write_bytes((codecs.BOM_UTF8 if marked else b"") + octets)
    beside.replace(path)


def in_order(table: Table, columns: Columns, names: Iterable[str]) -> list[str]:
    """Columns in the order of the table, each language behind English, the address last."""
    listed = ["id", "class", *table.columns, ON_WIKI.name]

    def place(name: str) -> tuple[int, str]:
        return listed.index(columns.find(table, name).column.name), name

    return sorted(names, key=place)


def _blocks(text: str, divider: str) -> Iterator[tuple[int, int, list[str]]]:
    """Each record with its first and last line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider)
    start = 1
    for cells in reader:
        yield start, reader.line_num, cells
        start = reader.line_num + 1


def _name(table: Table, columns: Columns, header: str) -> str:
    try:
        return columns.find(table, header).name if header.strip() else ""
    except UnknownColumn:
        return ""


def _missing(
    table: Table, columns: Columns, names: Sequence[str], rows: Iterable[Cells]
) -> list[str]:
    used = {name for row in rows for name in row}
    return in_order(table, columns, used - set(names))


def _added(raw: str, cells: Sequence[str], more: Sequence[str], divider: str, ending: str) -> str:
    """A line as it was, with room for the columns that are new."""
    if not more or not raw.strip():
        return raw
    bare = raw.rstrip("\r\n")
    return bare + divider + divider.join(cells[-len(more) :]) + (raw[len(bare) :] or ending)


def _line(
    cells: Cells, names: Sequence[str], divider: str, ending: str, before: Sequence[str]
) -> str:
    """A row as text; what stands in columns that are not read stays."""
    texts = []
    for place, name in enumerate(names):
        written = cells.get(name, "") if name else (before[place] if place < len(before) else "")
        texts.append(written if isinstance(written, str) else "; ".join(written))
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=divider, lineterminator=ending).writerow(texts)
    return made.getvalue()
