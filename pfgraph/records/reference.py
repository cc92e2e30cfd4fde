"""The reference of the record tables, written from their declaration.

`python -m pfgraph.records.reference` writes it, and context.jsonld, anew.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, SKOS

from pfgraph.namespaces import PF
from pfgraph.ontology import Column, Ontology, Table, ontology, tables
from pfgraph.ontology.tables import Kind
from pfgraph.records.cells import ADDRESS_LIMIT, NAME_LIMIT, TEXT_LIMIT
from pfgraph.records.context import context_text
from pfgraph.records.vocabulary import code

_INTRODUCTION = f"""# The record tables

Written from `ontology/tables.yaml` by `pfgraph/records/reference.py`; do not edit it by hand.

A table is one CSV file named after it (`actors.csv`), one row a thing, saved as UTF-8. The same
tables may be written in YAML or JSON: a mapping of tables to rows, with the same column names. A
folder may hold both, and Turtle, N-Triples and JSON-LD beside them; ids are looked up among all.

- **id**: written once, never changed; letters, digits, hyphens and points. Elsewhere a row is
  named by its id (`unesco`), or by table and id (`actors/unesco`) where two tables share one.
- **list**: several values with `;` between them (in YAML a list).
- **date**: as exact as the source: `2017`, `2017-03` or `2017-03-21`.
- **concept**: its code, or its label in any language.
- **text**: in English; another language has a column of its own: `label_fr`, `details_pt_br`.
- **address**: begins with `https://` or `http://`.
- **on_wiki** may stand in every table: the address of the row's item or statement on a wiki.
- An empty cell says that it was not in the source. Columns that nobody fills may be left out, but
  for those marked **always**, which stand in the file even where cells are empty.
- A label has at most {NAME_LIMIT} characters, a text {TEXT_LIMIT}, an address {ADDRESS_LIMIT}.

In YAML, rows may stand within a row; they point back to it by themselves:

```yaml
actors:
  - id: rijksmuseum
    label: Rijksmuseum
    kind: cultural institution
    based_in: NL
    source: https://www.rijksmuseum.nl/
collaborations:
  - id: rijksmuseum-images
    label: {{en: Images of the Rijksmuseum, fr: Images du Rijksmuseum}}
    status: active
    participations:
      - {{id: rijksmuseum-images-museum, participant: rijksmuseum, role: content provider}}
```
"""


def reference_text(declared: dict[str, Table], terms: Ontology) -> str:
    """The reference in Markdown: the tables in the order of their declaration, then all codes."""
    blocks = [_INTRODUCTION, *(_table(table, terms) for table in declared.values())]
    schemes = {column.scheme for table in declared.values() for column in table.columns.values()}
    blocks.append("## Codes\n")
    blocks.extend(_codes(scheme, terms) for scheme in sorted(filter(None, schemes)))
    return "\n".join(blocks)


def _table(table: Table, terms: Ontology) -> str:
    rows = (_column(table, column, terms) for column in table.columns.values())
    head = "| column | holds | meaning |\n| --- | --- | --- |"
    return "\n".join([f"## {table.name}\n", f"{table.about}\n", head, *rows, ""])


def _column(table: Table, column: Column, terms: Ontology) -> str:
    always = " **always**" if column.name in table.required else ""
    several = ", a list" if column.many else ""
    holds = f"{_holds(table, column, terms)}{several}"
    return f"| `{column.name}`{always} | {holds} | {_meaning(column, terms)} |"


def _holds(table: Table, column: Column, terms: Ontology) -> str:
    wanted = " or ".join(sorted(terms.label(cls) for cls in column.classes))
    codes = _scheme(column.scheme, terms) if column.scheme else ""
    match column.kind:
        case Kind.ID:
            return "id of the row"
        case Kind.CLASS:
            return " or ".join(f"`{terms.label(cls)}`" for cls in table.classes)
        case Kind.RECORD:
            return f"id of: {wanted or 'any record'}"
        case Kind.CONCEPT:
            return codes
        case Kind.RECORD_OR_CONCEPT:
            return " or ".join(filter(None, [f"id of: {wanted or 'any record'}", codes]))
        case Kind.RELATION:
            return "name of a relation, such as `belongsTo` or `belongs to movement`"
        case Kind.URL:
            return "address"
        case _:
            return column.kind.value


def _scheme(scheme: URIRef, terms: Ontology) -> str:
    label = terms.label(scheme)
    anchor = re.sub(r"[^\w -]", "", label.casefold()).replace(" ", "-")  # as GitHub makes them
    return f"concept of [{label}](#{anchor})"


_OWN_WORDS = {
    RDF.type: "Which of these it is; the first where the cell is empty.",
    SKOS.prefLabel: "The name that people use.",
    SKOS.altLabel: "Other names.",
    RDF.subject: "The actor that the fact is about.",
    RDF.predicate: "How the actor is related.",
    RDF.object: "What the actor is related to.",
    PF.recordId: "What other rows call this one.",
}


def _meaning(column: Column, terms: Ontology) -> str:
    if column.prop in _OWN_WORDS:
        return _OWN_WORDS[column.prop]
    definitions = terms.graph.objects(column.prop, SKOS.definition)
    found = (each for each in definitions if isinstance(each, Literal) and each.language == "en")
    read = "Read from the other end: " if column.inverse else ""
    return read + str(next(found, terms.label(column.prop)))


def _codes(scheme: URIRef, terms: Ontology) -> str:
    rows = (f"| `{code(terms, each)}` | {terms.label(each)} |" for each in terms.concepts(scheme))
    return "\n".join(
        [f"### {terms.label(scheme)}\n", "| code | label |", "| --- | --- |", *rows, ""]
    )


def written_files() -> Iterator[tuple[str, str]]:
    """The files that are written from the declaration: path in the project and text."""
    yield "docs/reference/records.md", reference_text(tables(), ontology())
    yield "ontology/context.jsonld", context_text()


def write(root: Path) -> None:
    """Write these files into the checkout at `root`."""
    for name, text in written_files():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path.cwd())
