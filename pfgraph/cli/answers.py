"""Print questions and answers."""

import sys

import click
from rdflib import Graph, URIRef
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from pfgraph.cli.options import show
from pfgraph.sparql.library import Library, Question
from pfgraph.sparql.names import ids, labels, names
from pfgraph.sparql.records import Endpoint
from pfgraph.sparql.results import Node, ResultTable
from pfgraph.sparql.writers import Format, shown, write


def list_questions(library: Library) -> None:
    """All questions under their tags, one line each."""
    width = max(map(len, library.names()))
    for tag, questions in library.by_tag().items():
        click.secho(tag, bold=True)
        for question in questions:
            click.echo(f"  {question.name:<{width}}  {question.header.summary}")
    click.echo("\nAsk one: pfgraph query NAME -p PARAMETER=VALUE; its parameters: --explain")


def print_question(question: Question) -> None:
    """What a question asks, its parameters, what it rests on, and its SPARQL."""
    click.secho(question.header.summary, bold=True)
    click.echo(f"{question.header.description}\n\n{question.usage}")
    if question.header.needs:
        click.echo(f"rests on the rules: {', '.join(question.header.needs)}")
    click.echo(f"requirements: {', '.join(question.header.requirements)}\n")
    click.echo(question.header.text, nl=False)


def print_answer(
    answer: ResultTable | bool | Graph,
    endpoint: Endpoint,
    form: str,
    language: str,
    with_labels: bool,
) -> None:
    """Rows in the wanted form; a graph as Turtle; yes or no as the W3C's words true and false."""
    if isinstance(answer, Graph):
        click.echo(answer.serialize(format="turtle"), nl=False)
    elif isinstance(answer, bool):
        click.echo(str(answer).lower())
    elif form in (Format.TABLE, Format.MARKDOWN):
        _for_people(answer, endpoint, Format(form), language)
    else:
        called = labels(endpoint, answer.iris(), language) if with_labels else {}
        _out(write(answer.with_labels(called), Format(form)))


def _for_people(answer: ResultTable, endpoint: Endpoint, form: Format, language: str) -> None:
    called = names(endpoint, answer.iris(), language)
    if form is Format.TABLE and sys.stdout.isatty():
        _rich(answer, called, ids(endpoint, answer.iris()))
    elif form is Format.TABLE and not answer.rows:
        click.echo("no rows")
    else:
        _out(write(answer, form, called))


def _rich(answer: ResultTable, called: dict[URIRef, str], known: dict[URIRef, str]) -> None:
    if not answer.rows:
        click.echo("no rows")
        return
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name in answer.variables:
        table.add_column(name, overflow="fold")
    for row in answer.rows:
        table.add_row(*(_cell(cell, called, known) for cell in row))
    show().print(table)
    rows = len(answer.rows)
    click.echo(f"{rows} row{'' if rows == 1 else 's'}", err=True)


def _cell(cell: Node | None, called: dict[URIRef, str], known: dict[URIRef, str]) -> str:
    """A name, with the id under which the thing can be asked about below it."""
    text = escape(shown(cell, called))
    id_ = known.get(cell) if isinstance(cell, URIRef) else None
    if id_ is None:
        return text
    dim = f"[dim]{escape(id_)}[/dim]"
    return dim if text.endswith(f"/{id_}") else f"{text}\n{dim}"


def _out(text: str) -> None:
    """Bytes, so that line endings stay those of the format."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()
