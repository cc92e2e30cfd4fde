"""What terms, shapes, rules and questions say of the requirements they serve.

`python -m tests.ontology.traceability` writes what they say today into traceability.csv; read the
diff before you commit it: a line that loses a name is a requirement that lost a servant.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, SKOS

from pfgraph.namespaces import PF, PFS, PFV, SH
from pfgraph.ontology import ontology
from pfgraph.ontology.terms import local_name
from pfgraph.resources import folder
from pfgraph.sparql.header import read_header

TABLE = Path(__file__).parents[1] / "traceability.csv"
KINDS = ("terms", "shapes", "rules", "questions")
COLUMNS = ("requirement", "asks", *KINDS, "carried_by")
REQUIREMENTS = tuple(f"R{number}" for number in range(1, 83))

Claims = dict[str, frozenset[str]]  # name → requirements


def claims(kind: str) -> Claims:
    """Every term, shape, rule or question by name, with the requirements it says it serves."""
    readers = {"terms": _terms, "shapes": _shapes, "rules": _rules, "questions": _questions}
    return dict(readers[kind]())


def read_table() -> dict[str, dict[str, str]]:
    """The rows of traceability.csv by requirement."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["requirement"]: row for row in csv.DictReader(file)}


def names(cell: str) -> frozenset[str]:
    """The names in a cell, which stand with a semicolon between them."""
    return frozenset(filter(None, cell.split(";")))


def served() -> dict[str, dict[str, frozenset[str]]]:
    """For each requirement and kind, the names that claim it."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for kind in KINDS:
        for name, requirements in claims(kind).items():
            for requirement in requirements:
                found[requirement][kind].add(name)
    return {
        requirement: {kind: frozenset(found[requirement][kind]) for kind in KINDS}
        for requirement in (*REQUIREMENTS, *sorted(set(found) - set(REQUIREMENTS)))
    }


def _terms() -> Iterator[tuple[str, frozenset[str]]]:
    graph = ontology().graph
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    vocabulary = (SKOS.ConceptScheme, PF.AlignmentCriterion, PF.AlignmentStandard)
    for kind in (*kinds, *vocabulary):
        for term in graph.subjects(RDF.type, kind):
            if isinstance(term, URIRef) and str(term).startswith((str(PF), str(PFV))):
                prefix = "pf" if kind in kinds else "pfv"
                yield f"{prefix}:{local_name(term)}", _clauses(graph, term)


def _shapes() -> Iterator[tuple[str, frozenset[str]]]:
    """Named shapes that report something: those are the ones with a message or a severity."""
    for path in sorted(folder("shapes").glob("*.ttl")):
        graph = Graph().parse(path, format="turtle")
        reporting = {*graph.objects(None, SH.property), *graph.subjects(SH.severity)}
        for shape in {*reporting, *graph.subjects(PF.clause)}:
            if isinstance(shape, URIRef) and str(shape).startswith(str(PFS)):
                yield local_name(shape), _clauses(graph, shape)


def _rules() -> Iterator[tuple[str, frozenset[str]]]:
    for path in sorted((folder("queries") / "rules").glob("*.rq")):
        yield path.stem, frozenset(read_header(path).requirements)


def _questions() -> Iterator[tuple[str, frozenset[str]]]:
    for path in sorted(folder("queries").glob("*.rq")):
        yield path.stem, frozenset(read_header(path).requirements)


def _clauses(graph: Graph, subject: URIRef) -> frozenset[str]:
    return frozenset(str(clause) for clause in graph.objects(subject, PF.clause))


def write_table() -> None:
    """Write the names that claim each requirement; what it asks and what else carries it stays."""
    before = read_table()
    rows = [
        {**before[requirement], **{kind: ";".join(sorted(kinds[kind])) for kind in KINDS}}
        for requirement, kinds in served().items()
    ]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    write_table()
