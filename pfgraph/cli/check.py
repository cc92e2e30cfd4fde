"""check: records against the shapes, told to an editor."""

import datetime
from collections.abc import Sequence

import click
from rdflib import Graph, URIRef
from rich.console import Console
from rich.markup import escape

from pfgraph.cli.findings import COLOURS, brief, counts
from pfgraph.cli.options import as_of_option, json_option, print_json, say, settings, show
from pfgraph.cli.stdin import STDIN, named_stdin, paths_with_stdin
from pfgraph.findings import Finding, Severity, in_order
from pfgraph.movement import movement_in
from pfgraph.namespaces import PF, PFD, PFV
from pfgraph.ontology import ontology
from pfgraph.ontology.terms import LANGUAGES
from pfgraph.records import Records, read_records
from pfgraph.validation import blocked, check, in_groups, located, with_what_hangs

_ALL = ("record", "framework", "alignment")
_AT_FIRST = 3  # how many places a message names before it says how many more


@click.command("check")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "--profile", "profiles", multiple=True, type=click.Choice([*_ALL, "all"]),
    help="What to check against: record (what keeps a record from being loaded) unless given.",
)  # fmt: skip
@click.option("--language", type=click.Choice(LANGUAGES), default="en", help="Of the messages.")
@as_of_option
@click.option("--movement", metavar="ID", help="The reference movement, as movements/ID.")
@click.option(
    "--severity", type=click.Choice([str(each) for each in Severity]), default="info",
    help="The least grave that is shown.",
)  # fmt: skip
@click.option(
    "--limit", metavar="N", type=click.IntRange(1), default=_AT_FIRST, show_default=True,
    help="How many places to name for a message.",
)  # fmt: skip
@click.option("--all", "every", is_flag=True, help="Name every place.")
@json_option
@click.pass_context
def check_command(
    ctx: click.Context,
    paths: tuple[str, ...],
    profiles: tuple[str, ...],
    language: str,
    as_of: datetime.date,
    movement: str | None,
    severity: str,
    limit: int,
    every: bool,
    as_json: bool,
) -> None:
    """Check the records in PATH..., folders or files, against the shapes.

    `-` reads Turtle from standard input. Messages that say the same are told once. Exit code 1
    says that there is a violation; warnings and information never fail.

    \b
    Examples:
        pfgraph check records/
        pfgraph check records/ --profile all --language fr
        pfgraph pull -o - | pfgraph check - --severity warning
    """
    chosen = _ALL if "all" in profiles else tuple(dict.fromkeys(profiles)) or ("record",)
    with paths_with_stdin(paths) as files:
        records = read_records(files)
    about = movement or settings().movement
    findings = named_stdin(_checked(records, chosen, language, as_of, about), paths, files)
    shown = [each for each in findings if each.severity.rank <= Severity(severity).rank]
    if as_json:
        print_json([_as_json(finding) for finding in shown])
    else:
        _print(shown, language, None if every else limit, show())
        _sum_up(findings, records.graph, chosen, paths, say())
    ctx.exit(1 if any(each.severity is Severity.VIOLATION for each in findings) else 0)


def _checked(
    records: Records, profiles: Sequence[str], language: str, as_of: datetime.date, movement: str
) -> tuple[Finding, ...]:
    about = movement_in(records.graph, movement)
    derived = _derived(records.graph, as_of, about) if set(profiles) - {"record"} else None
    found = check(
        records.graph, profiles, as_of=as_of, movement=about, language=language, derived=derived
    )
    return in_order([*records.findings, *located(found, records.origins, records.graph)])


def _derived(graph: Graph, as_of: datetime.date, movement: URIRef) -> Graph:
    from pfgraph.rules import derive
    from pfgraph.sparql.store import Store

    store = Store()
    store.add(graph)
    return derive(store, as_of=as_of, movement=movement).graph()


def _print(findings: Sequence[Finding], language: str, limit: int | None, out: Console) -> None:
    for group in in_groups(findings):
        colour = COLOURS[group.severity]
        how_many = _how_many(len(group.findings), group.records)
        out.print(f"[{colour}]{group.severity}[/] {how_many}: {escape(group.message)}")
        for finding in group.findings[:limit]:
            out.print(f"    {escape(_place(finding, language))}")
        if limit is not None and len(group.findings) > limit:
            out.print(f"    [dim]… and {len(group.findings) - limit:,} more (--all)[/]")


def _how_many(findings: int, records: int) -> str:
    number = _records(records)
    return number if findings == records else f"{number}, {findings:,} times"


def _records(number: int) -> str:
    return f"{number:,} record{'' if number == 1 else 's'}"


def _place(finding: Finding, language: str) -> str:
    parts = [str(finding.location or ""), _shown(finding.focus, language)]
    value = f"({brief(_shown(finding.value, language))})" if finding.value else ""
    return "  ".join(part for part in [*parts, value] if part)


def _shown(name: str, language: str) -> str:
    """A concept by its label, anything else as it is."""
    return ontology().label(URIRef(name), language) if name.startswith(str(PFV)) else name


def _sum_up(
    findings: Sequence[Finding],
    graph: Graph,
    profiles: Sequence[str],
    paths: Sequence[str],
    out: Console,
) -> None:
    records = len(set(graph.objects(None, PF.recordId)))
    out.print(f"{counts(findings)} in {_records(records)}.")
    out.print(_next_step(findings, graph, " ".join(paths)))
    if tuple(profiles) == ("record",):
        out.print(
            f"What the framework asks for as well: pfgraph check {' '.join(paths)} --profile all"
        )


def _next_step(findings: Sequence[Finding], graph: Graph, paths: str) -> str:
    kept_out = with_what_hangs(graph, blocked(findings))
    if _is_from_a_wiki(graph):
        mend = "Mend them on the wiki, on the items named, and pull again."
        return mend if kept_out else "Nothing that is on this wiki is malformed."
    if kept_out:
        return (
            f"{_records(len(kept_out))} cannot be loaded: those with a violation and what hangs "
            "on them. Correct the violations and check again; the others can be loaded."
        )
    grave = [finding for finding in findings if finding.severity is Severity.VIOLATION]
    if any(not finding.focus for finding in grave):
        return "Some of this could not be read. Correct the violations and check again."
    if grave:
        return "No violation keeps a record from being loaded; look at those above."
    nothing = "Nothing keeps these records from being loaded."
    return nothing if paths == STDIN else f"{nothing} See what would change: pfgraph plan {paths}"


def _is_from_a_wiki(graph: Graph) -> bool:
    """Whether these are no rows of files: a pulled graph keeps the wiki's own IRIs."""
    nodes = list(graph.subjects(PF.recordId))
    return bool(nodes) and not any(str(node).startswith(str(PFD)) for node in nodes)


def _as_json(finding: Finding) -> dict[str, str | int | None]:
    place = finding.location
    return {
        "severity": str(finding.severity),
        "message": finding.message,
        "file": place.path if place else None,
        "line": place.line or None if place else None,
        "column": place.column or None if place else None,
        "record": finding.focus or None,
        "property": finding.path or None,
        "value": finding.value or None,
        "shape": finding.shape or None,
    }
