"""Write the rows of a query as text, CSV, TSV, JSON or Markdown."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from rdflib import BNode, Literal, URIRef

from pfgraph.sparql.binding import term_text
from pfgraph.sparql.results import Node, ResultTable


class Format(StrEnum):
    """What rows can be written as."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    MARKDOWN = "markdown"


def write(table: ResultTable, form: Format, names: Mapping[URIRef, str] | None = None) -> str:
    """The rows in one of the formats, ending in a newline.

    CSV, TSV and JSON are those of the W3C (https://www.w3.org/TR/sparql11-results-csv-tsv/,
    https://www.w3.org/TR/sparql11-results-json/). Text and Markdown are for people: an IRI that
    `names` knows is shown by its name.
    """
    for_people: dict[Format, Callable[[ResultTable, Mapping[URIRef, str]], str]] = {
        Format.TABLE: as_text,
        Format.MARKDOWN: as_markdown,
    }
    if form in for_people:
        return for_people[form](table, names or {})
    return {Format.CSV: as_csv, Format.TSV: as_tsv, Format.JSON: as_json}[form](table)


def shown(cell: Node | None, names: Mapping[URIRef, str]) -> str:
    """What a person reads in a cell: a name, a value or nothing."""
    if cell is None:
        return ""
    return names.get(cell, str(cell)) if isinstance(cell, URIRef) else str(cell)


def as_text(table: ResultTable, names: Mapping[URIRef, str]) -> str:
    """Aligned columns, without colours or line wrapping."""
    lines = [table.variables, *([shown(cell, names) for cell in row] for row in table.rows)]
    widths = [max(len(line[index]) for line in lines) for index in range(len(table.variables))]
    padded = (
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in (lines[0], ["-" * width for width in widths], *lines[1:])
    )
    return "\n".join(padded) + "\n"


def as_markdown(table: ResultTable, names: Mapping[URIRef, str]) -> str:
    """A Markdown table; addresses become links."""
    lines = [table.variables, ["---"] * len(table.variables)]
    lines += [[_markdown(cell, names) for cell in row] for row in table.rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _markdown(cell: Node | None, names: Mapping[URIRef, str]) -> str:
    text = shown(cell, names)
    for sign in "\\`*_[]<>|":
        text = text.replace(sign, "\\" + sign)
    text = " ".join(text.split())
    linkable = isinstance(cell, URIRef) and cell not in names and cell.startswith("http")
    return f"<{cell}>" if linkable else text


def as_csv(table: ResultTable) -> str:
    """Comma-separated values: plain strings, no datatypes; lines end as RFC 4180 says."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.variables)
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def _plain(cell: Node | None) -> str:
    if cell is None:
        return ""
    return f"_:{cell}" if isinstance(cell, BNode) else str(cell)


def as_tsv(table: ResultTable) -> str:
    """Tab-separated RDF terms, with datatypes and languages."""
    lines = ["\t".join(f"?{name}" for name in table.variables)]
    lines += ["\t".join(_term(cell) for cell in row) for row in table.rows]
    return "\n".join(lines) + "\n"


def _term(cell: Node | None) -> str:
    if cell is None:
        return ""
    return f"_:{cell}" if isinstance(cell, BNode) else term_text(cell)


def as_json(table: ResultTable) -> str:
    """The W3C's JSON results, indented by two."""
    rows = [
        {
            name: _json(cell)
            for name, cell in zip(table.variables, row, strict=True)
            if cell is not None
        }
        for row in table.rows
    ]
    document = {"head": {"vars": list(table.variables)}, "results": {"bindings": rows}}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _json(cell: Node) -> dict[str, Any]:
    if isinstance(cell, URIRef):
        return {"type": "uri", "value": str(cell)}
    if isinstance(cell, BNode):
        return {"type": "bnode", "value": str(cell)}
    written = {"type": "literal", "value": str(cell)}
    if cell.language:
        written["xml:lang"] = cell.language
    elif isinstance(cell, Literal) and cell.datatype:
        written["datatype"] = str(cell.datatype)
    return written
