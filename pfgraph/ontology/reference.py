"""The reference of the ontology, written from its own files.

`python -m pfgraph.ontology.reference` writes it anew into the checkout it is run in.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from pfgraph.namespaces import BASE, PF, PFV
from pfgraph.ontology.declaration import Declaration, declaration
from pfgraph.ontology.mappings import MappingGroup, read_mappings
from pfgraph.ontology.places import standing
from pfgraph.ontology.terms import Ontology, local_name, ontology, term_files
from pfgraph.resources import folder

PAGE = "docs/reference/ontology.md"
_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
_NOT_LISTED = frozenset({PFV.place})  # 249 countries, told by their codes
_MAPPING_FILES = ("axioms.ttl", "matches.ttl")
_GROUPS = {
    "actors": "Actors, movements, ecosystems",
    "collaborations": "Collaborations and what happens in them",
    "goals": "Objectives, goals, values and public statements",
    "efforts": "Collective efforts, frameworks and their steering",
    "alignment": "Alignment",
    "evidence": "Evidence and what every record has",
    "derived": "Derived terms",
}
_INTRODUCTION = f"""# The ontology

Written from `ontology/` by `pfgraph/ontology/reference.py`; do not edit it by hand.

`pf:` stands for `{PF}`,
`pfv:` for `{PFV}`.

An … stands where the ontology leaves an end open (for dates and addresses, see the wiki column).
The last column names the requirements that a term carries; `tests/traceability.csv` tells what
else serves them. Terms that are *derived* are stated by rules and never entered. Why things are
modelled as they are is told in [the model](../explanation/model.md), what the tables of records
hold in [the record tables](records.md).
"""

_MAPPINGS = """## Other vocabularies

The ontology imports none. Axioms that follow safely stand in `ontology/mappings/axioms.ttl`, weaker
matches in `ontology/mappings/matches.ttl`; nothing is called an exact match.
"""


def reference_text(
    terms: Ontology,
    wiki: Declaration,
    files: Iterable[Path],
    mappings: Iterable[MappingGroup],
) -> str:
    """The reference in Markdown: terms by group, then concept schemes, then mappings."""
    graphs = {
        path.stem: Graph().parse(path, format="turtle")
        for path in files
        if path.parent.name != "schemes"
    }
    groups = [
        _group(heading, graphs[name], terms, wiki)
        for name, heading in _GROUPS.items()
        if name in graphs
    ]
    schemes = [
        _scheme(each, terms) for each in _ours(terms.graph.subjects(RDF.type, SKOS.ConceptScheme))
    ]
    related = [_mapping_group(each, terms) for each in mappings]
    parts = [*groups, "## Concept schemes\n", *schemes, _MAPPINGS, *related]
    return "\n".join([_INTRODUCTION, *parts])


def _group(heading: str, graph: Graph, terms: Ontology, wiki: Declaration) -> str:
    classes = _ours(graph.subjects(RDF.type, OWL.Class))
    properties = _ours(each for kind in _PROPERTIES for each in graph.subjects(RDF.type, kind))
    lines = [f"## {heading}\n"]
    if classes:
        lines += ["| class | means | on a wiki | carries |", "| --- | --- | --- | --- |"]
        lines += [_class_row(each, terms, wiki) for each in classes] + [""]
    if properties:
        lines += ["| property | means | from → to | on a wiki | carries |"]
        lines += ["| --- | --- | --- | --- | --- |"]
        lines += [_property_row(each, terms, wiki) for each in properties] + [""]
    return "\n".join(lines)


def _class_row(cls: URIRef, terms: Ontology, wiki: Declaration) -> str:
    above = [_named(wider, terms) for wider in _objects(terms, cls, RDFS.subClassOf)]
    means = [_text(terms, cls, SKOS.definition)]
    means += [f"*A kind of:* {', '.join(above)}"] if above else []
    means += [f"*Such as:* {_text(terms, cls, SKOS.example)}"]
    cells = (
        _term(cls, terms),
        "<br>".join(means),
        standing(cls, terms, wiki),
        _clauses(cls, terms),
    )
    return f"| {' | '.join(cells)} |"


def _property_row(prop: URIRef, terms: Ontology, wiki: Declaration) -> str:
    cells = (
        _term(prop, terms),
        _text(terms, prop, SKOS.definition),
        f"{_ends(prop, RDFS.domain, terms)} → {_ends(prop, RDFS.range, terms)}",
        standing(prop, terms, wiki),
        _clauses(prop, terms),
    )
    return f"| {' | '.join(cells)} |"


def _ends(prop: URIRef, end: URIRef, terms: Ontology) -> str:
    scheme = terms.scheme_of(prop) if end == RDFS.range else None
    if scheme is not None:
        return f"[{terms.label(scheme)}](#{local_name(scheme)})"
    return ", ".join(_named(each, terms) for each in _objects(terms, prop, end)) or "…"


def _scheme(scheme: URIRef, terms: Ontology) -> str:
    name = local_name(scheme)
    heading = f'### <a id="{name}"></a>{terms.label(scheme)} (`pfv:{name}`)\n'
    about = f"{_text(terms, scheme, SKOS.definition)} Carries {_clauses(scheme, terms)}.\n"
    concepts = terms.concepts(scheme)
    if scheme in _NOT_LISTED:
        return f"{heading}\n{about}\n{len(concepts)} codes, not listed here.\n"
    rows = [_concept_row(each, terms) for each in concepts]
    return "\n".join([heading, about, "| code | label | means |", "| --- | --- | --- |", *rows, ""])


def _concept_row(concept: URIRef, terms: Ontology) -> str:
    code = terms.graph.value(concept, SKOS.notation) or local_name(concept)
    included = [terms.label(each) for each in _objects(terms, concept, PF.includesCriterion)]
    means = _text(terms, concept, SKOS.definition)
    shown = f"{means} Includes: {'; '.join(included)}." if included else means
    return f"| `{code}` | {terms.label(concept)} | {shown} |"


def _mapping_group(group: MappingGroup, terms: Ontology) -> str:
    rows = [
        f"| {terms.label(each.term)} | {each.relation} | {each.target_label} |"
        for each in group.mappings
    ]
    heading = f"### {group.title} (`{group.namespace}`)\n"
    head = ["| our term | how | theirs |", "| --- | --- | --- |"]
    return "\n".join([heading, f"{group.reason}\n", *head, *rows, ""])


def _term(term: URIRef, terms: Ontology) -> str:
    return f"**{terms.label(term)}**<br>`pf:{local_name(term)}`"


def _named(node: URIRef, terms: Ontology) -> str:
    return terms.label(node) if node.startswith(BASE) else local_name(node)


def _clauses(term: URIRef, terms: Ontology) -> str:
    numbers = sorted(int(str(each)[1:]) for each in terms.graph.objects(term, PF.clause))
    return ", ".join(f"R{number}" for number in numbers)


def _text(terms: Ontology, term: URIRef, predicate: URIRef) -> str:
    texts = (each for each in terms.graph.objects(term, predicate) if isinstance(each, Literal))
    return next((str(text) for text in texts if text.language == "en"), "").replace("|", "\\|")


def _objects(terms: Ontology, subject: URIRef, predicate: URIRef) -> list[URIRef]:
    return _sorted(terms.graph.objects(subject, predicate))


def _ours(nodes: Iterable[object]) -> list[URIRef]:
    return [node for node in _sorted(nodes) if node.startswith(BASE)]


def _sorted(nodes: Iterable[object]) -> list[URIRef]:
    return sorted({node for node in nodes if isinstance(node, URIRef)})


def written_files() -> Iterator[tuple[str, str]]:
    """The page that is written from the ontology: its path in the project and its text."""
    home = folder("ontology") / "mappings"
    mappings = [group for name in _MAPPING_FILES for group in read_mappings(home / name)]
    yield PAGE, reference_text(ontology(), declaration(), term_files(), mappings)


if __name__ == "__main__":
    for name, text in written_files():
        (Path.cwd() / name).write_text(text, encoding="utf-8")
