"""bring-over: raw research tables into record tables."""

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from pfgraph.bringover import Report, bring_over
from pfgraph.bringover.page import page
from pfgraph.bringover.report import WordUse
from pfgraph.cli.findings import counts, print_findings
from pfgraph.cli.options import json_option, print_json, say

FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("bring-over")
@click.argument("raw", metavar="RAW_DIR", type=click.Path(path_type=Path, exists=True))
@click.option(
    "-o", "--output", "out", metavar="RECORDS_DIR", required=True, type=FOLDER,
    help="The folder of record tables that new rows are added to.",
)  # fmt: skip
@click.option(
    "--report", "kept", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
    help="Keep the report as a page of Markdown.",
)  # fmt: skip
@json_option
@click.pass_context
def bring_over_command(
    ctx: click.Context, raw: Path, out: Path, kept: Path | None, as_json: bool
) -> None:
    """Turn the raw research tables in RAW_DIR into record tables.

    Rows that RECORDS_DIR holds already are never changed. Whatever is left out, stays text or
    names nobody is reported with its file and line. Exit code 1 says that there is such a thing.

    \b
    Example:
        pfgraph bring-over research/ -o records/
    """
    report = bring_over(raw, out)
    if kept is not None:
        kept.write_text(page(report, f"What was brought over from {raw.name}"), encoding="utf-8")
    if as_json:
        print_json(report.as_json())
    else:
        _print(report, say())
    ctx.exit(0 if report.whole else 1)


def _print(report: Report, console: Console) -> None:
    table = Table("raw table", "rows", "brought over", "gave", title="Brought over")
    for each in report.brought:
        gave = ", ".join(f"{count} {name}" for name, count in each.gave.items())
        table.add_row(each.table, str(each.rows), str(each.brought), gave)
    console.print(table)
    table = Table("record table", "new", "there already", "there otherwise", title="Records")
    for now in report.written:
        table.add_row(now.table, str(now.added), str(now.unchanged), str(now.differing))
    console.print(table)
    _print_uses("Words without a concept, kept as text", report.unmapped, console)
    _print_uses("Names without a row", report.dangling, console)
    print_findings(report.findings, console, places=8)
    every = "; --json gives each with its place" if report.findings else ""
    console.print(f"{counts(report.findings)}{every}.")


def _print_uses(title: str, uses: tuple[WordUse, ...], console: Console) -> None:
    if not uses:
        return
    table = Table("column", "word", "count", title=title)
    for use in uses:
        table.add_row(use.column, use.word, str(use.count))
    console.print(table)
