"""pull: the wiki as the ontology graph again."""

from pathlib import Path

import click

from pfgraph.cli.options import open_wiki, say, wiki_option
from pfgraph.cli.progress import Steps
from pfgraph.cli.wiki import WikiSession
from pfgraph.graphfile import HOME, write_graph
from pfgraph.ontology import declaration, ontology
from pfgraph.wikibase.pull import pull_graph


@click.command("pull")
@wiki_option
@click.option(
    "-o",
    "--output",
    default=str(HOME),
    show_default=True,
    help="Where the graph goes: .ttl or .nt; - for N-Triples on stdout.",
)
def pull_command(wiki: str | None, output: str) -> None:
    """Bring the wiki home as the ontology graph, with what people wrote on it.

    \b
    Example:
        pfgraph pull -o ecosystem.ttl
    """
    console = say()
    with Steps(console) as steps:
        session = WikiSession.open(open_wiki(wiki), steps)
        with steps.counting("turning items into the graph"):
            graph = pull_graph(session.state, ontology(), declaration())
    write_graph(graph, None if output == "-" else Path(output))
    if output != "-":
        ask = "pfgraph query" if output == str(HOME) else f"pfgraph query --store {output}"
        console.print(f"{len(graph)} triples in {output}; ask it with `{ask}`")
