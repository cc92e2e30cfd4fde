"""The shapes on a wiki as a plan would make it: what it brings, leaves and mends."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from rdflib import Graph, URIRef
from rdflib.term import Node

from pfgraph.findings import Finding, Severity
from pfgraph.namespaces import PF
from pfgraph.ontology.declaration import Declaration
from pfgraph.ontology.terms import Ontology
from pfgraph.rules import derive
from pfgraph.sparql.store import Store
from pfgraph.validation import Origins, check, located
from pfgraph.validation.profiles import texts
from pfgraph.validation.reach import reach
from pfgraph.wikibase.changes import ItemChange
from pfgraph.wikibase.future import future
from pfgraph.wikibase.outlook import Outlook, compared
from pfgraph.wikibase.pull import pull_graph
from pfgraph.wikibase.state import WikiState

Triple = tuple[Node, Node, Node]
RECORD = "record"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the shapes are asked: for which date, movement and language, with which profiles."""

    as_of: datetime.date
    movement: URIRef
    profiles: tuple[str, ...] = (RECORD,)
    language: str = "en"


def foresee(
    changes: Iterable[ItemChange],
    state: WikiState,
    asked: Asked,
    terms: Ontology,
    wiki: Declaration,
    told: Callable[[str], None] = lambda step: None,
) -> Outlook:
    """The findings on the wiki as these changes would make it, beside those on it as it is.

    Of the record shapes only what a change can reach is looked at, which finds the same; the
    other profiles follow paths without end and look at the whole wiki. `old` holds what stays of
    what was looked at. `told` is called with the name of each step before it begins.
    """
    writing = [change for change in changes if change.writes]
    profiles = tuple(dict.fromkeys((RECORD, *asked.profiles)))
    if not writing:
        return Outlook(profiles=profiles)
    both = _Both.of(state, future(state, writing), {each.key for each in writing}, terms, wiki)
    before, after = _records(both, asked, told)
    whole = tuple(each for each in profiles if each != RECORD)
    if whole:
        told("checking the wiki as it is")
        before += _whole(both.before(), whole, asked)
        told("checking the wiki as it would be")
        after += _whole(both.after(), whole, asked)
    return compared(both.named(before), both.named(after), profiles, _blocking())


def placed(outlook: Outlook, origins: Origins, graph: Graph) -> Outlook:
    """The same with the file and row of each finding, where records that were read are at fault.

    `graph` is what was read, and `origins` tell where.
    """
    return replace(
        outlook,
        new=located(outlook.new, origins, graph),
        old=located(outlook.old, origins, graph),
        fixed=located(outlook.fixed, origins, graph),
    )


@dataclass(frozen=True, slots=True)
class _Both:
    """Two states in one graph, with what only one of them holds."""

    graph: Graph
    gone: frozenset[Triple]
    come: frozenset[Triple]

    @classmethod
    def of(
        cls,
        state: WikiState,
        then: WikiState,
        keys: Iterable[str],
        terms: Ontology,
        wiki: Declaration,
    ) -> "_Both":
        """The state now and then, where only the items of these keys differ."""
        listed = list(keys)

        def part(of: WikiState) -> set[Triple]:
            items = {key: of.items[key] for key in listed if key in of.items}
            return set(pull_graph(replace(of, items=items), terms, wiki))

        now, later = part(state), part(then)
        graph = pull_graph(state, terms, wiki)
        for triple in later - now:
            graph.add(triple)
        return cls(graph, frozenset(now - later), frozenset(later - now))

    def before(self) -> Graph:
        """The whole of the state now."""
        return _graph(triple for triple in self.graph if triple not in self.come)

    def after(self) -> Graph:
        """The whole of the state then."""
        return _graph(triple for triple in self.graph if triple not in self.gone)

    def named(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings under record ids, also where a thing gets its id by the change."""
        names = {str(node): str(said) for node, said in self.graph.subject_objects(PF.recordId)}
        return tuple(replace(each, focus=names.get(each.focus, each.focus)) for each in findings)


def _records(
    both: _Both, asked: Asked, told: Callable[[str], None]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """What the record shapes find in both states, as far as the changes reach."""
    reached = reach(both.graph, both.gone | both.come)
    names = {str(node) for node in reached.nodes}
    names |= {str(said) for node in reached.nodes for said in both.graph.objects(node, PF.recordId)}

    def found(step: str, triples: frozenset[Triple]) -> tuple[Finding, ...]:
        told(f"checking {step}: {len(reached.nodes):,} records and statements")
        graph = _graph(triples)
        findings = check(
            graph, (RECORD,), as_of=asked.as_of, movement=asked.movement, language=asked.language
        )
        return tuple(each for each in findings if each.focus in names)

    return (
        found("the wiki as it is", reached.triples - both.come),
        found("the wiki as it would be", reached.triples - both.gone),
    )


def _whole(graph: Graph, profiles: tuple[str, ...], asked: Asked) -> tuple[Finding, ...]:
    store = Store()
    store.add(graph)
    derived = derive(store, as_of=asked.as_of, movement=asked.movement).graph()
    return check(
        graph,
        profiles,
        as_of=asked.as_of,
        movement=asked.movement,
        language=asked.language,
        derived=derived,
    )


def _graph(triples: Iterable[Triple]) -> Graph:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    return graph


def _blocking() -> frozenset[str]:
    """The shapes whose violations keep a record from being loaded."""
    return frozenset(
        str(iri) for iri, text in texts(RECORD).items() if text.severity is Severity.VIOLATION
    )
