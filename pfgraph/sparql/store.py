"""The embedded store: Oxigraph, in memory."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph, URIRef

from pfgraph.errors import QueryError
from pfgraph.namespaces import BASE, new_graph
from pfgraph.ontology.terms import term_files
from pfgraph.sparql.binding import Term, bind
from pfgraph.sparql.results import Node, ResultTable
from pfgraph.turtle import node_of

ONTOLOGY = URIRef(BASE + "graph/ontology")
DERIVED = BASE + "graph/derived/"  # what the names of all derived graphs begin with

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
}


class Store:
    """Triples in named graphs, which queries see as one.

    Every triple stands in one graph only: adding it again under another name changes nothing, so
    that no query counts it twice. Adding or dropping what is not derived drops what was derived
    from it.
    """

    def __init__(self) -> None:
        self._data = ox.Store()

    def add(self, graph: Graph, name: URIRef | None = None) -> None:
        """Add an rdflib graph's triples to the graph `name`, or to the unnamed one."""
        text = graph.serialize(format="nt", encoding="utf-8")
        self._extend(ox.parse(text, format=ox.RdfFormat.N_TRIPLES), name)

    def load(self, path: Path, name: URIRef | None = None) -> None:
        """Add a file (.ttl, .nt, .nq, .trig) without going through rdflib.

        Raises QueryError when the file cannot be read or is not what its ending says.
        """
        form = _FORMATS.get(path.suffix)
        if form is None:
            raise QueryError(f"{path}: the store reads {', '.join(_FORMATS)}")
        try:
            self._extend(ox.parse(path=path, format=form), name)
        except (OSError, SyntaxError, ValueError) as problem:
            raise QueryError(f"{path}: {problem}") from problem

    def load_ontology(self) -> None:
        """Add the ontology's terms, concepts and criteria, unless they are there."""
        if _name(ONTOLOGY) in set(self._data.named_graphs()):
            return
        self._data.add_graph(_name(ONTOLOGY))
        for path in term_files():
            self.load(path, ONTOLOGY)

    def _extend(self, quads: Iterable[ox.Quad], name: URIRef | None) -> int:
        if name is None or not name.startswith(DERIVED):
            self.drop_derived()
        target = _name(name)
        if self._is_empty():  # the first load may be large: nothing has to be looked up
            self._data.extend(_quad(each, target) for each in quads)
            return len(self._data)
        new = {_quad(each, target) for each in quads if not self._holds(each)}
        self._data.extend(new)
        return len(new)

    def _is_empty(self) -> bool:
        # the length is counted triple by triple, so it is not asked for
        return next(self._data.quads_for_pattern(None, None, None, None), None) is None

    def _holds(self, quad: ox.Quad) -> bool:
        found = self._data.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        return next(found, None) is not None

    def construct(self, text: str, bindings: Mapping[str, Term], name: URIRef) -> int:
        """Run a CONSTRUCT and keep what it gives in the graph `name`; the number of new triples.

        The graph is there afterwards even when it is empty.
        """
        target = _name(name)
        self._data.add_graph(target)
        triples = self._run(text, bindings)
        if not isinstance(triples, ox.QueryTriples):
            raise QueryError("a rule has to be a CONSTRUCT query")
        return self._extend([_quad(triple, target) for triple in triples], name)

    def drop(self, name: URIRef) -> None:
        """Remove a named graph; nothing happens when there is none."""
        self._data.remove_graph(_name(name))

    def drop_derived(self) -> None:
        """Remove all derived graphs."""
        for name in self.names():
            if name.startswith(DERIVED):
                self.drop(name)

    def names(self) -> tuple[URIRef, ...]:
        """The names of all named graphs, empty ones too, in order."""
        return tuple(sorted(URIRef(name.value) for name in self._data.named_graphs()))

    def graph(self, name: URIRef | None = None) -> Graph:
        """A copy of one graph, or of the unnamed one."""
        made = new_graph()
        for quad in self._data.quads_for_pattern(None, None, None, _name(name)):
            made.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
        return made

    def __len__(self) -> int:
        """The number of triples."""
        return len(self._data)

    def query(
        self, text: str, bindings: Mapping[str, Term] | None = None
    ) -> ResultTable | bool | Graph:
        """What a SPARQL 1.1 query gives over all graphs together.

        `bindings` are put in as terms (pfgraph.sparql.binding). QueryError for what is no query.
        """
        answer = self._run(text, bindings or {})
        if isinstance(answer, ox.QuerySolutions):
            return _table(answer)
        if isinstance(answer, ox.QueryBoolean):
            return bool(answer)
        made = new_graph()
        for triple in answer:
            made.add((_node(triple.subject), _node(triple.predicate), _node(triple.object)))
        return made

    def select(self, text: str, bindings: Mapping[str, Term] | None = None) -> ResultTable:
        """The rows of a SELECT; QueryError when the query is of another form."""
        answer = self.query(text, bindings)
        if not isinstance(answer, ResultTable):
            raise QueryError("the query has to be a SELECT")
        return answer

    def _run(
        self, text: str, bindings: Mapping[str, Term]
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        try:
            return self._data.query(bind(text, bindings), use_default_graph_as_union=True)
        except (SyntaxError, ValueError, RuntimeError, OSError) as problem:
            raise QueryError(f"the query cannot be run: {_first_line(problem)}") from problem


def _quad(triple: ox.Triple | ox.Quad, target: ox.NamedNode | ox.DefaultGraph) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, target)


def _table(solutions: ox.QuerySolutions) -> ResultTable:
    names = tuple(variable.value for variable in solutions.variables)
    rows = tuple(
        tuple(None if row[name] is None else _node(row[name]) for name in names)
        for row in solutions
    )
    return ResultTable(names, rows)


def _node(term: object) -> Node:
    try:
        return node_of(term)
    except TypeError as error:
        raise QueryError(f"{error}; quoted triples are not kept") from error


def _name(name: URIRef | None) -> ox.NamedNode | ox.DefaultGraph:
    return ox.DefaultGraph() if name is None else ox.NamedNode(name)


def _first_line(problem: BaseException) -> str:
    return str(problem).split(", [", 1)[0].splitlines()[0]
