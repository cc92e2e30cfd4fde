"""query: ask a question of the library, or one of your own."""

import sys
from datetime import date
from pathlib import Path

import click

from pfgraph.cli.answers import list_questions, print_answer, print_question
from pfgraph.cli.options import as_of_option, say, settings
from pfgraph.errors import QueryError

FORMATS = ("table", "csv", "tsv", "json", "markdown")


class Pair(click.ParamType[tuple[str, str]]):
    """NAME=VALUE."""

    name = "name=value"

    def convert(
        self,
        value: str | tuple[str, str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        name, sign, said = value.partition("=")
        if not sign:
            self.fail(f"{value!r} has no equals sign; write it as actor=unesco", param, ctx)
        return name.strip(), said


@click.command("query")
@click.argument("name", required=False)
@click.option("-p", "pairs", type=Pair(), multiple=True, help="A parameter: NAME=VALUE.")
@click.option("--records", multiple=True, help="Ask files or folders of records.")
@click.option("--store", help="Ask a graph: a .nt or .ttl file.")
@click.option("--on", help="Ask a SPARQL endpoint at this address.", metavar="URL")
@as_of_option
@click.option("--movement", help="The reference movement; else PFGRAPH_MOVEMENT.")
@click.option("--file", "source", help="Your own SPARQL: a file, or - for stdin.", metavar="Q.rq|-")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True,
    help="The form of the answer.",
)  # fmt: skip
@click.option("--language", default="en", show_default=True, help="The language of labels.")
@click.option("--labels/--no-labels", default=True, help="Add what things are called (csv … json).")
@click.option(
    "--explain",
    "--help-question",
    "explain",
    is_flag=True,
    help="Show the question's parameters and its SPARQL; ask nothing.",
)
def query_command(
    name: str | None,
    pairs: tuple[tuple[str, str], ...],
    records: tuple[str, ...],
    store: str | None,
    on: str | None,
    as_of: date,
    movement: str | None,
    source: str | None,
    form: str,
    language: str,
    labels: bool,
    explain: bool,
) -> None:
    """Ask a question of the library, or your own; without NAME, list the questions.

    Records come from --records or --store; else from the graph that `pfgraph pull` left in this
    folder; else from the bundled records.

    \b
    Examples:
        pfgraph query
        pfgraph query obligations-of -p actor=unesco
        pfgraph query overdue-obligations --as-of 2024-12-31 --format csv
        pfgraph query why-not-a-partnership --explain
        echo 'SELECT ?s WHERE { ?s ?p ?o } LIMIT 3' | pfgraph query --file -
    """
    from pfgraph.cli.asking import Asking
    from pfgraph.sparql.library import library

    if name and source:
        raise QueryError("give the name of a question or --file, not both")
    if explain and name:
        print_question(library().get(name))
        return
    if not name and not source:
        list_questions(library())
        return
    question = library().get(name) if name else None
    asking = Asking.open(records, store, on, as_of, movement or settings().movement, say())
    given = dict(pairs)
    answer = asking.question(question, given) if question else asking.raw(_text(source), given)
    print_answer(answer, asking.endpoint, form, language, labels)


def _text(source: str | None) -> str:
    if source is None:
        raise QueryError("give the name of a question, or --file")
    return sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
