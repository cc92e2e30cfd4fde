"""The library's questions on the embedded store, at the bundled size and at ten times that.

The copies have ids of their own and share only movements, ecosystems and frameworks. Every question
is asked once the rules have run; what the rules take is told apart. Two questions are also asked of
rdflib, which needs no second engine, on the same triples and with the same rows. All times are
this process's own processor time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bench.clocks import best, timed
from bench.copies import AS_OF, MOVEMENT, bundled, collaborations, copies
from bench.tables import print_table
from rdflib import Graph
from rdflib.query import ResultRow

from pfgraph.namespaces import new_graph
from pfgraph.rules import derive
from pfgraph.sparql.binding import bind
from pfgraph.sparql.library import Question, library
from pfgraph.sparql.results import ResultTable
from pfgraph.sparql.store import Store

_TIMES = (1, 10)
_SLOWEST = 5
_BESIDE = ("roles-of", "what-is-lacking")  # a look-up and an aggregate over the whole graph
_ARGUMENTS = {"effort": "effort-wikiafrica", "goal": "goal-know-your-rights"}


@dataclass(frozen=True, slots=True)
class Size:
    """A store of one size, with what the rules took and each question took, in seconds."""

    collaborations: int
    store: Store
    triples: int
    filling: float
    deriving: float
    derived: int
    questions: dict[str, float]


def main() -> None:
    """Print the tables."""
    graph = bundled()
    sizes = [measured(copies(graph, times)) for times in _TIMES]
    print_table(
        "Filling the embedded store and running all rules",
        ("collaborations", "triples", "filling, s", "deriving, s", "derived triples"),
        [(s.collaborations, s.triples, s.filling, s.deriving, s.derived) for s in sizes],
    )
    print_slowest(sizes)
    print_beside(sizes)


def measured(graph: Graph) -> Size:
    """Fill a store with a graph, run the rules and ask every question."""
    store = Store()
    _, filling = timed(lambda: store.add(graph))
    store.load_ontology()
    before = len(store)
    _, deriving = timed(lambda: derive(store, as_of=AS_OF, movement=MOVEMENT))
    took = {name: best(partial(asked, store, name))[1] for name in library().names()}
    derived = len(store) - before
    return Size(
        collaborations(graph), store, before, filling.worked, deriving.worked, derived, took
    )


def print_slowest(sizes: Sequence[Size]) -> None:
    """The questions that take longest at the largest size, and what is in the middle."""
    largest = sizes[-1].questions
    names = sorted(largest, key=lambda name: -largest[name])
    middle = names[len(names) // 2]
    rows = [(name, *_milliseconds(sizes, name)) for name in names[:_SLOWEST]]
    rows.append((f"{middle} (the middle one)", *_milliseconds(sizes, middle)))
    rows.append(("all of them", *(sum(size.questions.values()) * 1000 for size in sizes)))
    print_table(
        f"The slowest {_SLOWEST} of {len(names)} questions, in milliseconds, the best of 3 times",
        ("question", *(f"{size.collaborations:,} collaborations" for size in sizes)),
        rows,
    )


def _milliseconds(sizes: Sequence[Size], name: str) -> list[float]:
    return [size.questions[name] * 1000 for size in sizes]


def print_beside(sizes: Sequence[Size]) -> None:
    """Two questions on rdflib, with the same rows, as multiples of the embedded store."""
    rows = [beside(size, union(size.store), name) for size in sizes for name in _BESIDE]
    print_table(
        "Two questions on rdflib, with the same rows",
        ("question", "collaborations", "rows", "the store, ms", "rdflib, ms", "of the store's"),
        rows,
    )


def beside(size: Size, triples: Graph, name: str) -> tuple[object, ...]:
    """One question on both; a row of the table."""
    ours, took = best(lambda: asked(size.store, name))
    theirs, by_rdflib = best(lambda: on_rdflib(triples, size.store, name), times=2)
    assert sorted(ours.rows, key=str) == sorted(theirs, key=str), name
    ratio = f"{by_rdflib / took:.0f}×"
    return (
        name, size.collaborations, len(theirs), took * 1000, by_rdflib * 1000, ratio,
    )  # fmt: skip


def asked(store: Store, name: str) -> ResultTable:
    """The answer of the embedded store."""
    question = library().get(name)
    return question.run(store, arguments(question), as_of=AS_OF, movement=MOVEMENT, derive=derive)


def on_rdflib(graph: Graph, store: Store, name: str) -> list[tuple[object, ...]]:
    """The same query with the same terms, by rdflib."""
    question = library().get(name)
    terms = question.arguments(store, arguments(question), as_of=AS_OF, movement=MOVEMENT)
    answer = graph.query(bind(question.header.text, terms))
    return [tuple(row) for row in answer if isinstance(row, ResultRow)]


def arguments(question: Question) -> dict[str, str]:
    """A value for each parameter that has to be given."""
    required = (each for each in question.parameters if each.required)
    return {each.name: _ARGUMENTS.get(each.name, each.example) for each in required}


def union(store: Store) -> Graph:
    """All triples of a store as one graph."""
    made = new_graph()
    for name in (None, *store.names()):
        made += store.graph(name)
    return made


if __name__ == "__main__":
    main()
