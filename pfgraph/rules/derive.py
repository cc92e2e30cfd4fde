"""Run the rules in a store: each fills a graph named by its version and by what it depends on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from rdflib import RDF, XSD, Graph, Literal, URIRef

from pfgraph.errors import QueryError
from pfgraph.namespaces import PF, PFD, new_graph
from pfgraph.rules.files import Rule, rules
from pfgraph.rules.order import closure, sources
from pfgraph.sparql.binding import Term
from pfgraph.sparql.store import DERIVED, Store

YEARS = 3  # for how long dated evidence shows that a collaboration goes on
READING = URIRef(PFD.reading)


@dataclass(frozen=True, slots=True)
class Derived:
    """What the rules gave for one reading: the triples of each rule file, in the order they ran."""

    store: Store
    graphs: Mapping[str, URIRef]
    reading: Mapping[str, Term]

    @property
    def counts(self) -> dict[str, int]:
        """How many triples each rule file gave."""
        return {name: len(self.store.graph(graph)) for name, graph in self.graphs.items()}

    def graph(self) -> Graph:
        """All derived triples, and the reading that they hold for as a pf:Derivation."""
        made = new_graph()
        for name in self.graphs.values():
            made += self.store.graph(name)
        made.add((READING, RDF.type, PF.Derivation))
        made.add((READING, PF.asOf, self.reading["asOf"]))
        made.add((READING, PF.referenceMovement, self.reading["movement"]))
        return made


def derive(
    store: Store,
    *,
    as_of: date,
    movement: URIRef,
    needs: Sequence[str] | None = None,
    years: int = YEARS,
) -> Derived:
    """Run the rules numbered in `needs` and those that they rest on, or all rules.

    A rule whose graph is there already does not run again. What depends on the reference date or
    the movement is dropped from the store when another reading is asked for, so that queries over
    all graphs see one reading only. QueryError for an unknown rule.
    """
    store.load_ontology()
    reading: dict[str, Term] = {
        "asOf": Literal(as_of.isoformat(), datatype=XSD.date),
        "movement": movement,
        "years": Literal(str(years), datatype=XSD.integer),
    }
    wanted = _wanted(rules(), needs)
    names = _graph_names(rules(), reading)
    _drop_others(store, set(names.values()))
    there = set(store.names())
    for rule in wanted:
        if names[rule.name] not in there:
            bindings = {each.name: reading[each.name] for each in rule.header.parameters}
            store.construct(rule.header.text, bindings, names[rule.name])
    return Derived(store, {rule.name: names[rule.name] for rule in wanted}, reading)


def _before(known: Sequence[Rule]) -> dict[str, frozenset[str]]:
    return sources(
        {rule.name: rule.header.reads for rule in known},
        {rule.name: rule.header.produces for rule in known},
    )


def _wanted(known: Sequence[Rule], needs: Sequence[str] | None) -> list[Rule]:
    if needs is None:
        return list(known)
    unknown = sorted(set(needs) - {rule.number for rule in known})
    if unknown:
        raise QueryError(f"there is no rule {', '.join(unknown)}")
    named = closure([rule.name for rule in known if rule.number in needs], _before(known))
    return [rule for rule in known if rule.name in named]


def _graph_names(known: Sequence[Rule], reading: Mapping[str, Term]) -> dict[str, URIRef]:
    """A name that tells the rule, its version and those of its sources, and what it depends on."""
    before = _before(known)
    by_name = {rule.name: rule for rule in known}
    named: dict[str, URIRef] = {}
    for rule in known:
        resting = sorted(closure([rule.name], before))
        version = "".join(by_name[name].version[:3] for name in resting)
        depends = {each.name for name in resting for each in by_name[name].header.parameters}
        said = "&".join(f"{name}={quote(str(reading[name]), safe='')}" for name in sorted(depends))
        named[rule.name] = URIRef(f"{DERIVED}{rule.name}/{version}" + (f"?{said}" if said else ""))
    return named


def _drop_others(store: Store, current: set[URIRef]) -> None:
    for name in store.names():
        if name.startswith(DERIVED) and name not in current:
            store.drop(name)
