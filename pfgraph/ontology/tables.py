"""tables.yaml: which tables editors keep, and what each of their columns says."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

import yaml
from rdflib import URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from pfgraph.namespaces import PF
from pfgraph.ontology.declaration import Cardinality, Datatype, Declaration, declaration
from pfgraph.ontology.terms import Ontology, ontology
from pfgraph.resources import folder

_PREFIXES = {"rdf": RDF, "rdfs": RDFS, "skos": SKOS, "owl": OWL}


class Kind(StrEnum):
    """What a cell holds."""

    ID = "id"
    CLASS = "class"
    RELATION = "relation"  # the property that an affiliation states, by its label or name
    RECORD = "record"  # another row, by its id
    CONCEPT = "concept"  # a term of a scheme, by its code or a label
    RECORD_OR_CONCEPT = "record or concept"
    TEXT = "text"  # in one language
    STRING = "string"
    URL = "url"
    DATE = "date"
    NUMBER = "number"


_KINDS = {
    Datatype.URL: Kind.URL,
    Datatype.EXTERNAL_ID: Kind.STRING,
    Datatype.STRING: Kind.STRING,
    Datatype.MONOLINGUAL_TEXT: Kind.TEXT,
    Datatype.TIME: Kind.DATE,
    Datatype.QUANTITY: Kind.NUMBER,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `inverse` columns state the triple from the value to the row's own node.

    `classes` are those that a RECORD may be of (empty: any), `scheme` is where a CONCEPT
    comes from.
    """

    name: str
    prop: URIRef
    kind: Kind
    many: bool = False
    inverse: bool = False
    scheme: URIRef | None = None
    classes: frozenset[URIRef] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """One table; the first of `classes` holds where a row does not say its class.

    `required` are the columns that a file must have; a cell of theirs may still be empty.
    """

    name: str
    about: str
    classes: tuple[URIRef, ...]
    columns: dict[str, Column]
    required: tuple[str, ...]


def read_tables(text: str, terms: Ontology, wiki: Declaration) -> dict[str, Table]:
    """The tables that the YAML text declares, by name, in its order."""
    source: dict[str, Any] = yaml.safe_load(text)
    made: dict[str, Table] = {}
    for name, entry in source["tables"].items():
        classes = tuple(_iri(cls) for cls in entry["class"])
        columns = {
            **source["common"]["columns"],
            **(source["named"]["columns"] if classes[0] in wiki.items else {}),
            **entry["columns"],
        }
        made[name] = _table(
            name,
            entry["about"],
            classes,
            {column: _column(column, said, terms, wiki) for column, said in columns.items()},
            wiki,
        )
    return made


def _table(
    name: str,
    about: str,
    classes: tuple[URIRef, ...],
    columns: dict[str, Column],
    wiki: Declaration,
) -> Table:
    needed = {PF.recordId, PF.evidence, SKOS.prefLabel}
    statement = wiki.statements.get(classes[0])
    if classes[0] == RDF.Statement:
        needed |= {RDF.subject, RDF.predicate, RDF.object}
    elif statement is not None and statement.on_item is not None:
        needed.add(statement.on_item)
    required = tuple(column.name for column in columns.values() if column.prop in needed)
    return Table(name, about, classes, columns, required)


def _iri(said: str) -> URIRef:
    prefix, _, name = said.rpartition(":")
    return URIRef(_PREFIXES[prefix][name]) if prefix else PF[name]


def _column(name: str, said: str | dict[str, Any], terms: Ontology, wiki: Declaration) -> Column:
    if isinstance(said, dict):
        of = frozenset(_iri(cls) for cls in said["of"])
        return replace(_column(name, said["property"], terms, wiki), classes=of)
    prop = _iri(said.removeprefix("^"))
    inverse = said.startswith("^")
    kind = _kind(prop, terms, wiki)
    return Column(
        name,
        prop,
        kind,
        _many(prop, kind, inverse, wiki),
        inverse,
        terms.scheme_of(prop),
        _classes(prop, inverse, terms),
    )


_SPECIAL = {
    PF.recordId: Kind.ID,
    RDF.type: Kind.CLASS,
    RDF.predicate: Kind.RELATION,
    RDF.subject: Kind.RECORD,
    RDF.object: Kind.RECORD_OR_CONCEPT,
    SKOS.prefLabel: Kind.TEXT,
    SKOS.altLabel: Kind.TEXT,
}
_CONCEPT_RANGES = frozenset({SKOS.Concept, PF.AlignmentCriterion, PF.AlignmentStandard})


def _kind(prop: URIRef, terms: Ontology, wiki: Declaration) -> Kind:
    if prop in _SPECIAL:
        return _SPECIAL[prop]
    if terms.scheme_of(prop) is not None:
        closed = _CONCEPT_RANGES.intersection(terms.graph.objects(prop, RDFS.range))
        return Kind.CONCEPT if closed else Kind.RECORD_OR_CONCEPT
    declared = wiki.properties.get(prop)
    return _KINDS.get(declared.datatype, Kind.RECORD) if declared else Kind.RECORD


def _many(prop: URIRef, kind: Kind, inverse: bool, wiki: Declaration) -> bool:
    declared = wiki.properties.get(prop)
    several = declared is not None and declared.cardinality is Cardinality.MANY
    if prop == SKOS.altLabel:
        return True
    if kind in (Kind.TEXT, Kind.CLASS):  # a text may itself hold a semicolon
        return False
    return several or inverse


def _classes(prop: URIRef, inverse: bool, terms: Ontology) -> frozenset[URIRef]:
    ends = terms.graph.objects(prop, RDFS.domain if inverse else RDFS.range)
    return frozenset(cls for cls in ends if isinstance(cls, URIRef) and cls in terms.classes)


@cache
def tables() -> dict[str, Table]:
    """The tables that came with pfgraph, by name; read once."""
    text = (folder("ontology") / "tables.yaml").read_text(encoding="utf-8")
    return read_tables(text, ontology(), declaration())


@cache
def positions() -> dict[str, int]:
    """The order in which editors meet properties: that of the tables and their columns."""
    columns = [column for table in tables().values() for column in table.columns.values()]
    listed = [RDF.type, *(column.prop for column in columns if column.name not in _LAST)]
    return {str(prop): place for place, prop in enumerate(dict.fromkeys(listed))}


_LAST = frozenset({"id", "details", "wikidata", "also_named", "note", "source"})
