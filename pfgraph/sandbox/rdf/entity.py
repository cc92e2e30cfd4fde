"""An entity in the Wikibase RDF form, as lines of N-Triples."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pfgraph.sandbox.model.languagetags import rdf_language_tag
from pfgraph.sandbox.rdf.names import OWL, PROV, RDF, RDFS, SCHEMA, SKOS, WIKIBASE, local_names
from pfgraph.sandbox.rdf.ntriples import date_time, integer, literal
from pfgraph.sandbox.rdf.values import simple, value_node
from pfgraph.sandbox.store.storage import Entity, Revision

A = f"<{RDF}type>"
RANKS = {"normal": "NormalRank", "preferred": "PreferredRank", "deprecated": "DeprecatedRank"}
Snak = Mapping[str, Any]


@dataclass(slots=True)
class Writer:
    """Collects the lines of one entity; `names` are the prefixes that depend on the address."""

    names: Mapping[str, str]
    lines: list[str] = field(default_factory=list)
    described: set[str] = field(default_factory=set)

    @classmethod
    def on(cls, server: str) -> Writer:
        return cls(local_names(server))

    def node(self, prefix: str, name: str) -> str:
        return f"<{self.names[prefix]}{name}>"

    def add(self, subject: str, predicate: str, term: str) -> None:
        self.lines.append(f"{subject} {predicate} {term} .")

    def blank(self, *parts: str) -> str:
        """A blank node that is the same for the same place in the same entity."""
        digest = hashlib.md5("\0".join(parts).encode(), usedforsecurity=False).hexdigest()
        return f"_:b{digest}"

    def snak(self, subject: str, prefix: str, snak: Snak) -> None:
        """What a snak says of a subject: value and value node, unknown, or none."""
        name = snak["property"]
        if snak["snaktype"] == "novalue":
            self.add(subject, A, self.node("wdno", name))
        elif snak["snaktype"] == "somevalue":
            blank = self.blank(subject, prefix, snak["hash"])
            self.add(subject, self.node(prefix, name), blank)
        else:
            self.add(subject, self.node(prefix, name), simple(snak, self.names["wd"]))
            if prefix != "wdt":
                self.value(subject, prefix, snak)

    def value(self, subject: str, prefix: str, snak: Snak) -> None:
        """The full-value node of a snak, described once."""
        found = value_node(snak, self.names["wdv"])
        if found is None:
            return
        node, lines = found
        self.add(subject, self.node(f"{prefix}v", snak["property"]), node)
        if node not in self.described:
            self.described.add(node)
            self.lines += lines


def best(statements: Iterable[Any]) -> list[Any]:
    """The preferred statements, or where there are none the normal ones."""
    held = list(statements)
    preferred = [each for each in held if each["rank"] == "preferred"]
    return preferred or [each for each in held if each["rank"] == "normal"]


def write_truthy(out: Writer, subject: str, entity: Entity) -> None:
    """`wdt:` of the best statements."""
    for group in entity["claims"].values():
        for snak in {each["mainsnak"]["hash"]: each["mainsnak"] for each in best(group)}.values():
            out.snak(subject, "wdt", snak)


def write_statements(out: Writer, subject: str, entity: Entity) -> None:
    """Every statement as a node with rank, qualifiers and references."""
    for property_id, group in entity["claims"].items():
        best_ids = {each["id"] for each in best(group)}
        for statement in group:
            node = out.node("wds", statement["id"].replace("$", "-", 1))
            out.add(subject, out.node("p", property_id), node)
            _write_statement(out, node, statement, statement["id"] in best_ids)


def _write_statement(out: Writer, node: str, statement: Any, is_best: bool) -> None:
    out.add(node, A, f"<{WIKIBASE}Statement>")
    if is_best:
        out.add(node, A, f"<{WIKIBASE}BestRank>")
    out.add(node, f"<{WIKIBASE}rank>", f"<{WIKIBASE}{RANKS[statement['rank']]}>")
    out.snak(node, "ps", statement["mainsnak"])
    for group in statement.get("qualifiers", {}).values():
        for snak in group:
            out.snak(node, "pq", snak)
    for reference in statement.get("references", []):
        source = out.node("wdref", reference["hash"])
        out.add(node, f"<{PROV}wasDerivedFrom>", source)
        if source not in out.described:
            out.described.add(source)
            _write_reference(out, source, reference)


def _write_reference(out: Writer, node: str, reference: Any) -> None:
    out.add(node, A, f"<{WIKIBASE}Reference>")
    for group in reference["snaks"].values():
        for snak in group:
            out.snak(node, "pr", snak)


def write_stub_terms(out: Writer, subject: str, entity: Entity, language: str) -> None:
    """Label and description in one language, for entities that are only mentioned."""
    kept = {
        kind: {code: term for code, term in entity[kind].items() if code == language}
        for kind in ("labels", "descriptions")
    }
    write_terms(out, subject, {**kept, "aliases": {}})


def write_terms(out: Writer, subject: str, entity: Entity) -> None:
    """Labels under three predicates, descriptions and aliases."""
    for language, term in entity["labels"].items():
        text = literal(term["value"], language=rdf_language_tag(language))
        for predicate in (f"{RDFS}label", f"{SKOS}prefLabel", f"{SCHEMA}name"):
            out.add(subject, f"<{predicate}>", text)
    for language, term in entity["descriptions"].items():
        text = literal(term["value"], language=rdf_language_tag(language))
        out.add(subject, f"<{SCHEMA}description>", text)
    for language, group in entity["aliases"].items():
        for alias in group:
            text = literal(alias["value"], language=rdf_language_tag(language))
            out.add(subject, f"<{SKOS}altLabel>", text)


def write_dataset(out: Writer, revision: Revision, asked: str, counts: bool) -> None:
    """What is known of the description itself: version, time, and numbers of statements."""
    data = out.node("data", asked)
    out.add(data, A, f"<{SCHEMA}Dataset>")
    out.add(data, f"<{SCHEMA}about>", out.node("wd", asked))
    out.add(data, f"<{SCHEMA}version>", integer(revision.revision_id))
    out.add(data, f"<{SCHEMA}dateModified>", date_time(revision.timestamp))
    entity = revision.content
    if not counts or "claims" not in entity:
        return
    groups = list(entity["claims"].values())
    out.add(data, f"<{WIKIBASE}statements>", integer(sum(map(len, groups))))
    if entity["type"] == "item":
        identifiers = [g for g in groups if g[0]["mainsnak"]["datatype"] == "external-id"]
        out.add(data, f"<{WIKIBASE}sitelinks>", integer(0))
        out.add(data, f"<{WIKIBASE}identifiers>", integer(sum(map(len, identifiers))))


def write_redirect(out: Writer, source: str, target: str) -> None:
    out.add(out.node("wd", source), f"<{OWL}sameAs>", out.node("wd", target))
