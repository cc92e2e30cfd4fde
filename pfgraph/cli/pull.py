"""pull: the wiki as the ontology graph again, or as tables."""

from pathlib import Path

import click
from rich.console import Console

from pfgraph.cli.options import json_option, open_wiki, say, settings, wiki_option
from pfgraph.cli.progress import Steps
from pfgraph.cli.pulled import report, report_json
from pfgraph.errors import SettingsError
from pfgraph.graphfile import HOME, write_graph
from pfgraph.ontology import declaration, ontology
from pfgraph.records.writing import Outcome
from pfgraph.wikibase.called import labels_of
from pfgraph.wikibase.dump import read_dump
from pfgraph.wikibase.intables import records_of
from pfgraph.wikibase.leftout import left_out
from pfgraph.wikibase.mirror import Mirror, mirror_path
from pfgraph.wikibase.pull import pull_graph
from pfgraph.wikibase.refresh import Way, copied_state, refresh
from pfgraph.wikibase.repository import Repository
from pfgraph.wikibase.state import WikiState


@click.command("pull")
@wiki_option
@click.option(
    "-o",
    "--output",
    help=f"Where the graph goes: .ttl or .nt; - for N-Triples on stdout. {HOME} unless given.",
)
@click.option("--whole", is_flag=True, help="Read the whole wiki, though a copy of it is here.")
@click.option(
    "--dump",
    type=click.Path(exists=True, path_type=Path),
    help="Read a dump (.json, .ttl, .nt, also .gz, .bz2, .xz) or a folder of entity data instead.",
)
@click.option(
    "--concept-base",
    metavar="URL",
    help="What an id stands behind in the wiki's IRIs; only a dump in JSON needs it.",
)
@click.option(
    "--records",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the tables and YAML of this folder instead of a graph.",
)
@click.option(
    "--item-ids",
    is_flag=True,
    help="With --records: give every row the address of its item in the column on_wiki.",
)
@click.option("--dry-run", is_flag=True, help="With --records: only tell what would be written.")
@json_option
def pull_command(
    wiki: str | None,
    output: str | None,
    whole: bool,
    dump: Path | None,
    concept_base: str | None,
    records: Path | None,
    item_ids: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Bring the wiki home as the ontology graph, with what people wrote on it.

    The first time the wiki is read whole and a copy of it is kept in .pfgraph/; later only what
    has changed since is read. --records brings it home as tables, with what is there kept in its
    order.

    \b
    Example:
        pfgraph pull -o ecosystem.ttl
        pfgraph pull --records records/
        pfgraph pull --dump wiki.json.gz --concept-base https://wiki.example.org/entity/
    """
    console = say()
    with Steps(console) as steps:
        if dump is not None:
            with steps.counting(f"reading {dump}"):
                state = read_dump(dump, _base(concept_base, wiki))
        else:
            repository = open_wiki(wiki)
            with steps.counting(f"reading {repository.identity.url}"):
                state, told = _brought(repository, whole)
            console.print(told)
        if records is not None:
            with steps.counting(f"comparing with {records}"):
                outcome = records_of(state, records, item_ids)
    if records is not None:
        if not dry_run:
            outcome.save()
        _tell(state, outcome, dry_run, as_json, console)
    if records is None or output:
        _write_graph(state, output or str(HOME), console)


def _brought(repository: Repository, whole: bool) -> tuple[WikiState, str]:
    """The wiki as it is, by way of the copy that is kept here."""
    url = repository.identity.url
    mirror = Mirror(mirror_path(url))
    try:
        done = refresh(mirror, repository, whole)
        counts = f"{done.read} pages" if done.way is Way.WHOLE else _counts(done.read, done.gone)
        return copied_state(mirror, repository), f"{done.way}: {counts}"
    finally:
        mirror.close()


def _counts(read: int, gone: int) -> str:
    return f"{read} pages changed, {gone} gone" if read or gone else "nothing has changed"


def _base(said: str | None, wiki: str | None) -> str:
    """The concept base that is given, or the usual one of the wiki that is named."""
    if said:
        return said if said.endswith(("/", "#")) else f"{said}/"
    try:
        return f"{settings().wiki(wiki).url}/entity/"
    except SettingsError:
        return ""


def _tell(
    state: WikiState, outcome: Outcome, dry_run: bool, as_json: bool, console: Console
) -> None:
    beyond = list(
        left_out(state, ontology(), declaration(), labels_of(state, ontology(), declaration()))
    )
    report(outcome, beyond, dry_run, console)
    if as_json:
        report_json(outcome, beyond)


def _write_graph(state: WikiState, output: str, console: Console) -> None:
    graph = pull_graph(state, ontology(), declaration())
    write_graph(graph, None if output == "-" else Path(output))
    if output != "-":
        ask = "pfgraph query" if output == str(HOME) else f"pfgraph query --store {output}"
        console.print(f"{len(graph)} triples in {output}; ask it with `{ask}`")
