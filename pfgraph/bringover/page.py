"""A report as a page of Markdown, to keep beside the records."""

from collections.abc import Iterable, Sequence

from pfgraph.bringover.report import Report, WordUse
from pfgraph.findings import Severity


def page(report: Report, title: str) -> str:
    """The counts in and out, the words and the names, as Markdown; the same report always gives
    the same text. Findings that the tables of words and names tell already are left out."""
    parts = [
        f"# {title}",
        "Written by `pfgraph bring-over`; each count says how many rows or cells it is about.",
        "## Raw tables",
        _table(("raw table", "rows", "brought over", "gave"), _brought(report)),
        "## Record tables",
        _table(
            ("record table", "new", "there already", "there otherwise", "rows now"),
            (
                (w.table, str(w.added), str(w.unchanged), str(w.differing), str(w.rows))
                for w in report.written
            ),
        ),
        "## Words without a concept",
        "They stay as text in the records.",
        _table(("column", "word", "count"), _uses(report.unmapped)),
        "## Names without a row",
        "They stay by name, or a row was made from the name where a relation needed one.",
        _table(("column", "name", "count"), _uses(report.dangling)),
        "## Words and the concepts they became",
        _table(
            ("column", "word", "concept", "count"),
            (
                (use.column, use.word, use.concept, str(use.count))
                for use in report.words
                if use.concept
            ),
        ),
        "## What has to be put right",
        _findings(report),
    ]
    return "\n\n".join(parts) + "\n"


def _brought(report: Report) -> Iterable[tuple[str, ...]]:
    for each in report.brought:
        gave = ", ".join(f"{count} {table}" for table, count in sorted(each.gave.items()))
        yield each.table, str(each.rows), str(each.brought), gave


def _uses(uses: Iterable[WordUse]) -> Iterable[tuple[str, ...]]:
    return ((use.column, use.word, str(use.count)) for use in uses)


def _findings(report: Report) -> str:
    grave = [f for f in report.findings if f.severity is Severity.VIOLATION]
    return "\n".join(f"- {finding} ({finding.value})" for finding in grave) or "Nothing."


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    cells = ([cell.replace("|", "\\|") for cell in line] for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in cells)
