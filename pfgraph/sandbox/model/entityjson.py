"""An entity as the API and EntityData give it out."""

from __future__ import annotations

from collections.abc import Collection

from pfgraph.sandbox.model.ids import NAMESPACES, title_of, type_of
from pfgraph.sandbox.model.jsonwriting import Ready, written
from pfgraph.sandbox.model.languages import fallbacks
from pfgraph.sandbox.store.storage import Entity, Revision

PROPS = ("info", "labels", "descriptions", "aliases", "claims", "datatype", "sitelinks")
_TERMS = ("labels", "descriptions")


def page_facts(revision: Revision, asked: str | None = None) -> Entity:
    """Page id, namespace, title, revision and time; `redirects` if another id was asked for."""
    facts: Entity = {
        "pageid": revision.page_id,
        "ns": NAMESPACES[type_of(revision.entity_id)],
        "title": title_of(revision.entity_id),
        "lastrevid": revision.revision_id,
        "modified": revision.timestamp,
    }
    if asked and asked != revision.entity_id:
        facts["redirects"] = {"from": asked, "to": revision.entity_id}
    return facts


def full_entity(revision: Revision, asked: str | None = None) -> Entity:
    """Everything there is."""
    return page_facts(revision, asked) | revision.content


def full_text(revision: Revision, asked: str | None = None) -> Ready:
    """The same as JSON, put together from texts; most of what is read is read this way."""
    return Ready(f"{written(page_facts(revision, asked))[:-1]},{revision.text[1:]}")


def chosen(revision: Revision, props: Collection[str], asked: str) -> Entity:
    """The parts of an entity that were asked for."""
    content = revision.content
    entity: Entity = page_facts(revision, asked) if "info" in props else {}
    if "info" not in props and asked != revision.entity_id and props:
        entity["redirects"] = {"from": asked, "to": revision.entity_id}
    for key in ("type", "datatype", "id"):
        if key in content and (key != "datatype" or props):
            entity[key] = content[key]
    for key in ("labels", "descriptions", "aliases", "claims", "sitelinks"):
        if key in content and key in props:
            entity[key] = content[key]
    return entity


def in_languages(entity: Entity, languages: list[str], fallback: bool) -> Entity:
    """A copy with terms in these languages alone; with `fallback`, the nearest text for each."""
    narrowed = dict(entity)
    for kind in (*_TERMS, "aliases"):
        if kind not in entity:
            continue
        terms = entity[kind]
        if fallback and kind != "aliases":
            found = {code: _nearest(terms, code) for code in languages}
            narrowed[kind] = {code: term for code, term in found.items() if term}
        else:
            narrowed[kind] = {code: terms[code] for code in languages if code in terms}
    return narrowed


def _nearest(terms: Entity, language: str) -> Entity | None:
    for code in fallbacks(language):
        if code in terms:
            term: Entity = terms[code]
            if code == language:
                return term
            return {"value": term["value"], "language": code, "for-language": language}
    return None


def text_in(entity: Entity, kind: str, language: str) -> tuple[str, str] | None:
    """Text and language of the label or description that a reader of `language` is shown."""
    term = _nearest(entity.get(kind, {}), language)
    return (term["value"], term["language"]) if term else None
