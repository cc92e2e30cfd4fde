"""The client's own cost: processor time for planning and serialising 10,000 records.

No wiki is asked: the state is made in memory, so that what is measured is pfgraph alone. A record
is an item, or a row that becomes a statement. The bar is 2 ms. The last table tells what the
plan takes in memory, and whether that grows as the records do.
"""

import gc
import json
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from bench.clocks import timed
from bench.copies import bundled, copies
from bench.tables import print_table
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS

from pfgraph.namespaces import PF, PFD, PFV, new_graph
from pfgraph.ontology import declaration, ontology, tables
from pfgraph.wikibase.editdata import edit_data
from pfgraph.wikibase.future import future
from pfgraph.wikibase.load import Load, plan_load
from pfgraph.wikibase.planfile import plan_text
from pfgraph.wikibase.repository import Identity
from pfgraph.wikibase.state import WikiProperty, WikiState, names_of

RECORDS = 10_000  # half of them items
BAR = 2.0  # ms a record


class Untouched:
    """What is asked of a wiki on which nothing was ever merged or deleted."""

    def redirects(self) -> dict[str, str]:
        """None."""
        return {}

    def deleted_edits(self) -> tuple[()]:
        """None."""
        return ()

    def page_log(self, since: str) -> tuple[()]:
        """Nothing."""
        return ()


IDENTITY = Identity("http://wiki.test", "http://wiki.test/entity/", "Bot", 500)


def main() -> None:
    """Print the tables."""
    costs("made-up records", records(RECORDS))
    costs("bundled records, four times over", copies(bundled(), 4))
    growth()


def costs(name: str, graph: Graph) -> None:
    """Each step on a first load, and on one that finds nothing to do."""
    empty = bare()
    rows = []
    first, took = timed(lambda: planned(graph, empty))
    items, number = len(first.plan.changes), len(set(graph.objects(None, PF.recordId)))
    rows.append(("plan, all new", took.worked))
    data, kept = timed(lambda: written(first))
    rows.append(("write the plan file", kept.worked))
    _, sent = timed(lambda: serialised(first, empty))
    rows.append(("data of all edits", sent.worked))
    state = future(empty, first.plan.changes)
    again, second = timed(lambda: planned(graph, state))
    assert again.plan.unchanged == items, "loading again is not empty"
    rows.append(("plan again, all unchanged", second.worked))
    whole = took.worked + kept.worked + sent.worked
    rows.append(("a first load in all", whole))
    print_table(
        f"Planning and serialising {number:,} {name} as {items:,} items ({len(graph):,} triples, "
        f"{len(data):,} characters of plan)",
        ("step", "processor s", "ms a record", "of the bar of 2 ms"),
        [(step, s, s / number * 1000, f"{s / number * 1000 / BAR:.2f}×") for step, s in rows],
    )


def growth() -> None:
    """Memory of the plan, and time a record, for more and more records."""
    rows = []
    for number in (1_250, 2_500, 5_000, 10_000):
        graph, empty = records(number), bare()
        _, took = timed(partial(planned, graph, empty))
        held, most = memory(partial(planned, graph, empty))
        rows.append((number, took.worked / number * 1000, held / number, most / number))
    print_table(
        "As the records grow",
        ("records", "ms a record", "KB a record kept", "KB a record at most"),
        rows,
    )


def memory(work: Callable[[], object]) -> tuple[float, float]:
    """What the work leaves and what it takes at most, in KB."""
    gc.collect()
    tracemalloc.start()
    kept = work()
    gc.collect()
    held, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return held / 1024, most / 1024


def planned(graph: Graph, state: WikiState) -> Load:
    """The plan; the repository is not asked, as nothing that changes is on the wiki."""
    asked: Any = Untouched()
    return plan_load(graph, state, asked, ontology(), declaration(), tables())


def written(load: Load) -> str:
    """The text of the plan file."""
    return plan_text(load.plan)


def serialised(load: Load, state: WikiState) -> int:
    """The data of every edit as it is sent; returns how many characters."""
    ids = {change.key: f"Q{number}" for number, change in enumerate(load.plan.changes, 1)}
    names = names_of(state.properties, {**state.item_ids, **ids})
    return sum(len(json.dumps(edit_data(change, names))) for change in load.plan.changes)


def bare() -> WikiState:
    """A wiki that holds the ontology's properties and vocabulary, and no records."""
    wiki = declaration()
    properties = {
        str(iri): WikiProperty(f"P{number}", str(iri), str(prop.datatype), prop.labels)
        for number, (iri, prop) in enumerate(wiki.properties.items(), 1)
    }
    terms = [term for term in ontology().graph.subjects() if isinstance(term, URIRef)]
    keys = {str(term).rsplit("framework/", 1)[-1] for term in terms}
    ids = {key: f"Q{number}" for number, key in enumerate(sorted(keys), 900_000)}
    return replace(WikiState(IDENTITY, properties, {}, {}), item_ids=ids)


def records(number: int) -> Graph:
    """Actors, as many collaborations of two of them, and a row for each that takes part."""
    graph = new_graph()
    for each in range(number // 4):
        actor = node(graph, f"actors/a{each}", PF.Organisation, PF.Actor)
        graph.add((actor, SKOS.prefLabel, Literal(f"Actor {each}", lang="en")))
        graph.add((actor, PF.homepage, URIRef(f"https://a{each}.example.org/")))
        graph.add((actor, PF.documentedAt, URIRef(f"https://a{each}.example.org/about")))
        whole = node(graph, f"collaborations/c{each}", PF.Collaboration)
        graph.add((whole, SKOS.prefLabel, Literal(f"Collaboration {each}", lang="en")))
        graph.add((whole, PF.lifecycleStatus, PFV["lifecycle-active"]))
        for letter, other in (("a", each), ("b", (each + 1) % (number // 4))):
            row = node(graph, f"participations/p{each}{letter}", PF.Participation)
            graph.add((row, PF.within, whole))
            graph.add((row, PF.participant, PFD[f"actors/a{other}"]))
            graph.add((row, PF.role, PFV["role-lead"]))
            graph.add((row, PF.evidence, URIRef(f"https://c{each}.example.org/{letter}")))
    return graph


def node(graph: Graph, record_id: str, *classes: URIRef) -> URIRef:
    """A record of these classes."""
    made = PFD[record_id]
    for cls in classes:
        graph.add((made, RDF.type, cls))
    graph.add((made, PF.recordId, Literal(record_id)))
    return made


if __name__ == "__main__":
    main()
