"""Writes the reference pages that follow from commands, questions, shapes, faults and the like.

`make docs` runs it; a test holds each page to what it would write.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH

from pfgraph.cli.main import cli
from pfgraph.namespaces import PF
from pfgraph.ontology import declaration, ontology
from pfgraph.ontology.declaration import Cardinality, StatementClass
from pfgraph.ontology.places import standing
from pfgraph.ontology.terms import local_name
from pfgraph.rules.files import rules
from pfgraph.sparql.header import Header
from pfgraph.sparql.library import Question, describe, library
from pfgraph.validation.profiles import PROFILES, shapes
from scripts.faultspage import faults_page
from scripts.markdown import page, table
from scripts.planpage import plan_page

ROOT = Path(__file__).parent.parent
REFERENCE = "docs/reference"
SHAPE_FILES = {
    "record": "A violation here keeps a record, and what hangs on it, from being loaded.",
    "framework": "What the framework asks for. These report and never block.",
    "alignment": "The criteria of alignment and the two standards. These report and never block.",
    "ontology": "What the ontology asks of itself; the project's own tests run them.",
}


def pages() -> Mapping[str, str]:
    """The text of each generated page, by its path in the project."""
    return {
        f"{REFERENCE}/commands.md": commands_page(),
        f"{REFERENCE}/wikibase-mapping.md": mapping_page(),
        f"{REFERENCE}/questions.md": questions_page(),
        f"{REFERENCE}/rules.md": rules_page(),
        f"{REFERENCE}/shapes.md": shapes_page(),
        f"{REFERENCE}/sandbox-faults.md": faults_page(),
        f"{REFERENCE}/plan-file.md": plan_page(),
    }


def commands() -> Iterator[tuple[str, click.Command]]:
    """Each command with its full name, groups before what is in them."""
    yield from _below(cli, "pfgraph")


def _below(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group, info_name=name)
    for part in group.list_commands(context):
        command = group.get_command(context, part)
        if command is not None:
            yield f"{name} {part}", command
            if isinstance(command, click.Group):
                yield from _below(command, f"{name} {part}")


def commands_page() -> str:
    """Each command with its help, examples, arguments and options."""
    start = page(
        "Commands",
        "the commands' own help",
        "Results go to standard output, everything else to standard error; `-` stands for standard "
        "input or output. Exit code **0**: done. **1**: done, but the data is at fault (a "
        "violation, a refused edit, a conflict). **2**: used wrongly, or failed; the message says "
        "what to do. `PFGRAPH_DEBUG=1` shows where in the code a failure arose.",
    )
    return "\n".join([start, *(_command(name, command) for name, command in commands())])


def _command(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name)
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    words, examples = _help(command)
    parts = [f"## {name}\n", f"`{usage}`\n", *words]
    if examples:
        parts += ["```sh", *examples, "```\n"]
    rows = [_option(each, context) for each in command.get_params(context)]
    listed = [row for row in rows if row and "`--help`" not in row[0]]
    if listed:
        parts += [table(("option", "meaning"), listed)]
    return "\n".join(parts)


def _help(command: click.Command) -> tuple[list[str], list[str]]:
    """The paragraphs of a command's help, and the lines of its examples."""
    words, examples = [], []
    for paragraph in (command.help or "").replace("\b\n", "").split("\n\n"):
        lines = paragraph.strip().splitlines()
        if lines and lines[0].strip() in ("Example:", "Examples:"):
            examples += [line.strip() for line in lines[1:]]
        elif lines:
            words.append(" ".join(" ".join(lines).split()) + "\n")
    return words, examples


def _option(parameter: click.Parameter, context: click.Context) -> tuple[str, str] | None:
    record = parameter.get_help_record(context)
    if record is None or not record[1]:
        return None  # an argument tells its name only, and the usage has that
    names, meaning = record
    return ", ".join(f"`{each.strip()}`" for each in names.split(", ")), meaning


def questions_page() -> str:
    """Each question of the library, by tag."""
    start = page(
        "Questions",
        "the headers of `queries/*.rq`",
        "Ask one with `pfgraph query NAME -p PARAMETER=VALUE`. A record is given by its id, its "
        "table and id, its IRI or its Wikidata item; a concept by its code or label; a date as "
        "2025, 2025-12 or 2025-12-31. Labels are added to the answer.",
    )
    sections = [
        "\n".join([f"## {tag}\n", *map(_question, questions)])
        for tag, questions in library().by_tag().items()
    ]
    return "\n".join([start, *sections])


def _question(question: Question) -> str:
    parts = [f"### {question.name}\n", f"*{question.header.summary}* {question.header.description}"]
    parts.append(f"\n```sh\n{question.example}\n```\n")
    rows = [(f"`{each.name}`", describe(each), each.help) for each in question.parameters]
    if rows:
        parts.append(table(("parameter", "takes", "meaning"), rows))
    needs = question.header.needs
    rests = f" Rests on the rules {', '.join(needs)}." if needs else ""
    parts.append(f"Serves {_listed(question.header.requirements)}.{rests}\n")
    return "\n".join(parts)


def rules_page() -> str:
    """Each rule in the order in which they run."""
    start = page(
        "Rules",
        "the headers of `queries/rules/*.rq`",
        "Each file is one CONSTRUCT. They run in this order, which is computed from what they read "
        "and state, into graphs of their own; what a rule states never stands in records.",
    )
    rows = [(f"`{rule.name}`", _told(rule.header), _terms(rule.header)) for rule in rules()]
    return "\n".join([start, table(("rule", "means", "states"), rows)])


def _told(header: Header) -> str:
    return f"**{header.summary}.** {header.description} Serves {_listed(header.requirements)}."


def _terms(header: Header) -> str:
    return ", ".join(f"`{term}`" for term in header.produces)


def shapes_page() -> str:
    """Each property shape by file: what it says and which requirements it serves."""
    start = page(
        "Shapes",
        "`shapes/*.ttl`",
        "`pfgraph check PATH` runs the record shapes, `--profile all` also those of the framework "
        "and of alignment. Each message exists in English, French, German and Spanish.",
    )
    sections = [_shape_file(profile) for profile in PROFILES]
    return "\n".join([start, *sections])


def _shape_file(profile: str) -> str:
    graph = shapes(profile)
    rows = [_shape(graph, shape) for shape in _with_message(graph)]
    listed = table(("shape", "severity", "message", "serves"), rows)
    return f"## {profile}.ttl\n\n{SHAPE_FILES[profile]}\n\n{listed}"


def _with_message(graph: Graph) -> list[URIRef]:
    return sorted({each for each in graph.subjects(SH.message) if isinstance(each, URIRef)})


def _shape(graph: Graph, shape: URIRef) -> tuple[str, ...]:
    texts = (each for each in graph.objects(shape, SH.message) if isinstance(each, Literal))
    message = next((str(text) for text in texts if text.language == "en"), "")
    severity = graph.value(shape, SH.severity) or SH.Violation
    clauses = map(str, graph.objects(shape, PF.clause))
    return (
        f"`{local_name(shape)}`",
        local_name(URIRef(str(severity))).lower(),
        message,
        _listed(sorted(clauses, key=lambda clause: int(clause[1:]))),
    )


def mapping_page() -> str:
    """Each property, item class and statement class of the declaration."""
    wiki, terms = declaration(), ontology()
    start = page(
        "How the ontology stands on a Wikibase",
        "`ontology/wikibase.ttl`",
        "`pfgraph schema apply` makes each of these properties, an item for each class and one for "
        "each vocabulary term. No number is fixed: a page is found by the ontology IRI that it "
        "carries, and the property that holds such IRIs is the one that carries its own. Labels "
        "and help for editors exist in English, French, German and Spanish. Why some things are "
        "items and others statements is told in [the model](../explanation/model.md).",
    )
    properties = [
        (
            prop.labels["en"],
            prop.datatype.value,
            "one" if prop.cardinality is Cardinality.ONE else "several",
            standing(iri, terms, wiki).partition("): ")[2],
            f"`{_short(iri)}`",
        )
        for iri, prop in sorted(wiki.properties.items(), key=lambda each: each[1].labels["en"])
    ]
    items = [(_class(iri), ", ".join(_labels(props))) for iri, props in sorted(wiki.items.items())]
    statements = [_statement(each) for _, each in sorted(wiki.statements.items())]
    return "\n".join(
        [
            start,
            "## Properties\n",
            table(("label", "datatype", "values", "stands", "term"), properties),
            "## Items\n",
            "A thing of these classes has a page of its own. Its label and aliases are the names "
            "in the record; its description is written once and then belongs to people.\n",
            table(("class", "statements"), items),
            "## Statements\n",
            "A thing of these classes is one statement on the page of another, found again by its "
            "record id, which stands in a reference group of its own.\n",
            table(("class", "on the item of", "main value", "qualifiers", "refs"), statements),
        ]
    )


def _statement(each: StatementClass) -> tuple[str, ...]:
    terms = ontology()
    return (
        _class(each.iri),
        terms.label(each.on_item) if each.on_item else "its subject",
        *(_labels([each.main]) if each.main else ["its object, by its own property"]),
        ", ".join(_labels(each.qualifiers)),
        ", ".join(_labels(each.references)),
    )


def _labels(props: Iterable[URIRef]) -> list[str]:
    known = declaration().properties
    return sorted(known[prop].labels["en"] if prop in known else _short(prop) for prop in props)


def _class(iri: URIRef) -> str:
    label = ontology().label(iri) if iri.startswith(str(PF)) else _short(iri)
    return f"{label} (`{_short(iri)}`)" if label != _short(iri) else f"`{label}`"


_PREFIXES = {
    str(PF): "pf:",
    str(RDF): "rdf:",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs:",
    "http://www.w3.org/2002/07/owl#": "owl:",
    "http://www.w3.org/2004/02/skos/core#": "skos:",
}


def _short(iri: URIRef) -> str:
    return next(
        (str(iri).replace(base, prefix) for base, prefix in _PREFIXES.items() if base in iri), iri
    )


def _listed(requirements: Sequence[str]) -> str:
    return ", ".join(requirements) or "the house"


if __name__ == "__main__":
    for name, text in pages().items():
        (ROOT / name).write_text(text, encoding="utf-8")
