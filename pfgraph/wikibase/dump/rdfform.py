"""RDF dumps: the triples are kept in a store on disk, because an entity's parts stand apart."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from pfgraph.errors import DumpError
from pfgraph.wikibase.dump.files import form_of, opened
from pfgraph.wikibase.dump.rdfentity import CLAIMS, KINDS, TYPE, RdfEntities, Term
from pfgraph.wikibase.repository import Entity

_FORMS = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES}


class RdfDump:
    """Entities of RDF files. Reads all of them when it is made; memory does not grow with them."""

    def __init__(self, files: Iterable[Path]) -> None:
        """Raises DumpError where a file is damaged, or holds no statements."""
        self._folder = TemporaryDirectory(prefix="pfgraph-dump-")
        try:
            self._store = ox.Store(self._folder.name)
            for path in files:
                self._take(path)
            self._entities = RdfEntities(self._said, self._items)
        except BaseException:
            self.close()
            raise
        self.concept_base = self._entities.concept_base

    def entities(self, kind: str) -> Iterator[Entity]:
        """The items, or the properties, in the order of their IRIs."""
        return self._entities.of_kind(kind)

    def close(self) -> None:
        """Delete what was kept on disk; safe to call again."""
        self._folder.cleanup()

    def _take(self, path: Path) -> None:
        try:
            with opened(path) as stream:
                triples = ox.parse(stream, format=_FORMS[form_of(path)], lenient=True)
                self._store.bulk_extend(triple for triple in triples if _counts(triple))
        except (SyntaxError, ValueError, EOFError, OSError) as error:
            raise DumpError(f"{path}: this is no dump in RDF, or damaged: {error}") from error
        if not any(self._store.quads_for_pattern(None, ox.NamedNode(CLAIMS), None)):
            raise DumpError(
                f"{path}: it describes no properties; take a full dump (dumpRdf.php without "
                "--flavor truthy-dump), which holds statements with their references"
            )

    def _said(self, subject: Term) -> Iterator[tuple[str, Term]]:
        node = ox.BlankNode(subject.text) if subject.is_blank else ox.NamedNode(subject.text)
        for quad in self._store.quads_for_pattern(node, None, None):
            yield quad.predicate.value, _term(quad.object)

    def _items(self, kind: str) -> Iterator[str]:
        named = ox.NamedNode(KINDS[kind])
        found = self._store.quads_for_pattern(None, ox.NamedNode(TYPE), named)
        yield from sorted(
            quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)
        )


def _counts(quad: ox.Quad) -> bool:
    """Whether a triple is needed: direct values and those of data sets say nothing more."""
    predicate = quad.predicate.value
    return "/prop/direct" not in predicate and not isinstance(quad.subject, ox.Triple)


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    if isinstance(term, ox.Literal):
        return Term(term.value, term.language or "", is_literal=True)
    if not isinstance(term, ox.NamedNode):
        return Term(str(term).removeprefix("_:"), is_blank=True)
    return Term(term.value, is_blank="/.well-known/genid/" in term.value)
