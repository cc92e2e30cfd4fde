"""Records against the shapes: what is wrong or missing, in an editor's language."""

import datetime
from collections.abc import Iterable, Sequence
from functools import cache

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS
from rdflib.term import Node

from pfgraph.dates import PartialDate
from pfgraph.findings import Finding, in_order
from pfgraph.namespaces import PF, PFD
from pfgraph.ontology import ontology
from pfgraph.validation.engine import Verdict, verdicts
from pfgraph.validation.profiles import ShapeText, bare_shapes, texts

ON_ASSERTED = frozenset({"record", "ontology"})  # the others see what was derived as well
_READING = PFD.reading
_FACTS_OF_CONCEPTS = (
    SKOS.inScheme,
    PF.appliesToActivity,
    PF.appliesToSubject,
    PF.entails,
    PF.includesCriterion,
    PF.partialSuffices,
    PF.requiresEvidence,
)


def check(
    graph: Graph,
    profiles: Sequence[str] = ("record",),
    *,
    as_of: PartialDate | datetime.date,
    movement: URIRef,
    language: str = "en",
    derived: Graph | None = None,
) -> tuple[Finding, ...]:
    """What the shapes of the profiles find in an ontology graph, gravest first.

    `record` and `ontology` look at `graph` alone, `framework` and `alignment` also at what
    rules `derived` from it for the same date and movement. A finding's focus is the record
    id, or the IRI of what has none. No location is set: see `located`. Neither graph is
    changed. Raises PfgraphError for an unknown profile, or when the engine fails.
    """
    found: list[Finding] = []
    for profile in dict.fromkeys(profiles):
        data = _data(graph, profile, derived, as_of, movement)
        said = texts(profile)
        results = verdicts(data, bare_shapes(profile))
        found.extend(_findings(graph, results, said, language))
    return in_order(found)


def _data(
    graph: Graph,
    profile: str,
    derived: Graph | None,
    as_of: PartialDate | datetime.date,
    movement: URIRef,
) -> Graph:
    """The triples that a profile looks at; a graph of its own, so that nobody's is changed."""
    data = Graph()
    data += graph
    if profile == "ontology":
        return data
    if derived is not None and profile not in ON_ASSERTED:
        data += derived
    data += facts_of_concepts()
    day = as_of if isinstance(as_of, PartialDate) else PartialDate(as_of.isoformat())
    data.add((_READING, RDF.type, PF.Derivation))
    data.set((_READING, PF.asOf, day.literal()))
    data.set((_READING, PF.referenceMovement, movement))
    return data


@cache
def facts_of_concepts() -> Graph:
    """What shapes need to know of the ontology's own concepts, criteria and standards."""
    facts = Graph()
    for predicate in _FACTS_OF_CONCEPTS:
        for subject, value in ontology().graph.subject_objects(predicate):
            facts.add((subject, predicate, value))
    return facts


def _findings(
    graph: Graph,
    results: Iterable[Verdict],
    said: dict[URIRef, ShapeText],
    language: str,
) -> Iterable[Finding]:
    for verdict in results:
        text = said[URIRef(str(verdict.shape))]
        yield Finding(
            severity=text.severity,
            message=text.message(language),
            value=_name(graph, verdict.value),
            focus=_name(graph, verdict.focus),
            path=str(text.path or ""),
            shape=str(text.iri),
        )


def _name(graph: Graph, node: Node | None) -> str:
    if node is None:
        return ""
    if isinstance(node, Literal):
        return str(node)
    return str(graph.value(node, PF.recordId, default=node))
