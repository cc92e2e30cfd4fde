"""demo: the whole road on the bundled records."""

import datetime
from pathlib import Path

import click
from rich.markdown import Markdown

from pfgraph.cli.options import as_of_option, say, settings, show
from pfgraph.cli.progress import Steps
from pfgraph.demo import summary, walk
from pfgraph.demo.folder import MARK
from pfgraph.resources import folder as resource

_NEXT = """\
Everything is in {folder}/: {mark}, graph.nt, derived.ttl, first.plan, answers/, the wiki itself.
Look at it next:
  pfgraph sandbox --data {folder}/wiki.sqlite        # the pages, in a browser
  pfgraph query --store {folder}/graph.nt why-not-a-partnership -p collaboration=big-open
  pfgraph query                                # the other questions"""


@click.command("demo")
@click.argument("folder", metavar="[DIR]", default="demo", type=click.Path(path_type=Path))
@as_of_option
@click.option(
    "--records",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Records of your own instead of the bundled ones.",
)
def demo_command(folder: Path, as_of: datetime.date, records: tuple[Path, ...]) -> None:
    """Walk the whole road: an embedded Wikibase, the ontology, real records, five questions.

    \b
    Example:
        pfgraph demo
    """
    console = say()
    with Steps(console) as steps:
        road = walk(folder, records or (resource("records"),), as_of, settings().movement, steps)
    text = summary(road)
    (folder / MARK).write_text(text + "\n", encoding="utf-8")
    out = show()
    if out.is_terminal:
        out.print(Markdown(text))
    else:
        click.echo(text)
    console.print(_NEXT.format(folder=folder, mark=MARK), markup=False)
    raise SystemExit(1 if road.first.refused or road.again else 0)
