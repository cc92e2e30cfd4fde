"""What `pull --records` tells: files, cells, and what no table can hold."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape

from pfgraph.cli.findings import brief, print_more
from pfgraph.cli.options import print_json
from pfgraph.records.writing import Outcome
from pfgraph.wikibase.leftout import LeftOut

_MOST = 20  # so many of each sort are named


def report(outcome: Outcome, beyond: Sequence[LeftOut], dry_run: bool, console: Console) -> None:
    """All of it in words, each sort with its beginning."""
    for change in outcome.changes[:_MOST]:
        before, after = brief(change.before) or "(empty)", brief(change.after) or "(empty)"
        console.print(
            f"[yellow]~[/] {escape(f'{change.record} {change.column}: {before} → {after}')}"
        )
    print_more(len(outcome.changes) - _MOST, console)
    for record in outcome.added[:_MOST]:
        console.print(f"[green]+[/] {escape(record)}")
    print_more(len(outcome.added) - _MOST, console)
    for record in outcome.only_here[:_MOST]:
        console.print(f"[yellow]only here[/] {escape(record)}: not on the wiki; the row stays")
    print_more(len(outcome.only_here) - _MOST, console)
    if outcome.elsewhere:
        files = ", ".join(sorted(set(outcome.elsewhere.values())))
        told = f"{len(outcome.elsewhere)} records stand in {files}, which is left as it is"
        console.print(escape(told))
    left = [*map(str, outcome.unheld), *map(str, beyond)]
    for said in left[:_MOST]:
        console.print(f"[yellow]stays on the wiki[/] {escape(said)}")
    print_more(len(left) - _MOST, console)
    _count(outcome, dry_run, console)


def _count(outcome: Outcome, dry_run: bool, console: Console) -> None:
    rows = {each.record for each in outcome.changes}
    verb = "would be written" if dry_run else "written"
    console.print(
        f"{len(outcome.files)} files {verb}: {len(outcome.added)} rows new, {len(rows)} changed"
    )


def report_json(outcome: Outcome, beyond: Sequence[LeftOut]) -> None:
    """All of it for a machine."""
    print_json(
        {
            "files": [str(path) for path in outcome.files],
            "added": list(outcome.added),
            "changed": [
                {"record": e.record, "column": e.column, "before": e.before, "after": e.after}
                for e in outcome.changes
            ],
            "only_here": list(outcome.only_here),
            "elsewhere": outcome.elsewhere,
            "unheld": [
                {"record": each.record, "said": each.said, "reason": each.reason}
                for each in outcome.unheld
            ],
            "left_out": [
                {"item": e.item, "record": e.key, "said": e.said, "reason": e.reason}
                for e in beyond
            ],
        }
    )
