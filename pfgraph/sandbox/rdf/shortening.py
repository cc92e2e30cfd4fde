"""IRIs in their short forms with a prefix, as Turtle and JSON-LD write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pfgraph.sandbox.rdf.names import prefixes

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_-])?")
# the names that a Wikibase gives these prefixes, unless it is told to call them as Wikidata does
_CALLED = {"wds": "s", "wdref": "ref", "wdv": "v"}


def file_prefixes(server: str) -> dict[str, str]:
    """Every prefix of a file of RDF, in the order in which a wiki declares them."""
    return {_CALLED.get(name, name): iri for name, iri in prefixes(server).items()}


@dataclass(frozen=True, slots=True)
class Shortener:
    """Finds the prefix of an IRI; `by_iri` maps namespaces to prefixes."""

    by_iri: dict[str, str]

    @classmethod
    def on(cls, server: str) -> Shortener:
        return cls({iri: name for name, iri in file_prefixes(server).items()})

    def split(self, iri: str) -> tuple[str, str] | None:
        """Prefix and local name, None where no prefix fits."""
        at = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self.by_iri.get(iri[:at])
        if prefix is None or not _LOCAL.fullmatch(iri[at:]):
            return None
        return prefix, iri[at:]
