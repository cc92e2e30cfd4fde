"""The endpoints of labels, descriptions and aliases, of items and of properties."""

from __future__ import annotations

from functools import partial
from typing import Any

from pfgraph.sandbox.model.entities import Change
from pfgraph.sandbox.model.languages import fallbacks
from pfgraph.sandbox.model.terms import set_aliases, set_term
from pfgraph.sandbox.rest.calls import Answer, Call, Endpoint, deleted, redirect
from pfgraph.sandbox.rest.editing import read_metadata, require, save_change
from pfgraph.sandbox.rest.errors import not_found
from pfgraph.sandbox.rest.patching import apply_patch, check_patch
from pfgraph.sandbox.rest.refusals import told_of_patch_result, told_of_request
from pfgraph.sandbox.rest.serialising import by_language, part_json
from pfgraph.sandbox.rest.summaries import languages_summary, term_summary
from pfgraph.sandbox.rest.terms import (
    CHECKS,
    changed,
    read_alias_list,
    read_aliases,
    read_terms,
    trimmed,
)
from pfgraph.sandbox.store.storage import Entity

NAMES = {"labels": "label", "descriptions": "description", "aliases": "aliases"}


def get_all(kind: str, call: Call) -> Answer:
    """All terms of a kind."""
    revision = call.entity(call.entity_id())
    return Answer(by_language(part_json(revision.content, kind)), revision)


def get_one(kind: str, call: Call) -> Answer:
    """The term in one language."""
    entity_id, language = call.entity_id(), call.language()
    revision = call.entity(entity_id)
    terms = part_json(revision.content, kind)
    if language not in terms:
        raise not_found(NAMES[kind])
    return Answer(terms[language], revision)


def get_with_fallback(kind: str, call: Call) -> Answer:
    """The term in a language, or the way to the nearest language that has one."""
    entity_id, language = call.entity_id(), call.language()
    revision = call.entity(entity_id)
    terms = part_json(revision.content, kind)
    nearest = next((each for each in fallbacks(language) if each in terms), None)
    if nearest is None:
        raise not_found(NAMES[kind])
    if nearest == language:
        return Answer(terms[language], revision)
    template = call.template.replace("_with_language_fallback", "")
    return redirect(307, call.address(template, **{**call.path, "language_code": nearest}))


def put(kind: str, call: Call) -> Answer:
    """Set a label or a description; the status tells whether there was one before."""
    entity_id, language = call.entity_id(), call.language()
    metadata = read_metadata(call)
    text = trimmed(call.body[NAMES[kind]])
    _check(kind, call, entity_id, language, text)
    revision = call.entity(entity_id)
    require(call, "edit")
    replaces = language in revision.content[kind]
    summary = term_summary(kind, "set" if replaces else "add", language, [text])
    saved = save_change(call, revision, [set_term(kind, language, text)], metadata, summary)
    return Answer(text, saved, 200 if replaces else 201)


def _check(kind: str, call: Call, entity_id: str, language: str, text: str) -> None:
    """Check a text unless it is the present one; of a missing entity there is nothing to check."""
    found = call.wiki.storage.latest(entity_id)
    if found is None or found.target or part_json(found.content, kind).get(language) == text:
        return
    other = part_json(found.content, "descriptions" if kind == "labels" else "labels")
    with told_of_request():
        CHECKS[kind](entity_id, language, text, other, f"/{NAMES[kind]}", call.wiki.storage)


def delete(kind: str, call: Call) -> Answer:
    """Take a label or a description away."""
    entity_id, language = call.entity_id(), call.language()
    metadata = read_metadata(call)
    revision = call.entity(entity_id)
    require(call, "edit")
    term = revision.content[kind].get(language)
    if term is None:
        raise not_found(NAMES[kind])
    summary = term_summary(kind, "remove", language, [term["value"]])
    save_change(call, revision, [set_term(kind, language, "")], metadata, summary)
    return deleted(NAMES[kind].capitalize())


def patch(kind: str, call: Call) -> Answer:
    """Change the terms of a kind by a JSON Patch of their map by language."""
    entity_id = call.entity_id()
    metadata, operations = read_metadata(call), check_patch(call.body["patch"])
    revision = call.entity(entity_id)
    require(call, "edit")
    before = part_json(revision.content, kind)
    patched = apply_patch(by_language(before), operations)
    with told_of_patch_result():
        after = _read_patched(kind, call, revision.content, patched)
    summary = languages_summary([before], [after])
    saved = save_change(call, revision, [replace_part(kind, after)], metadata, summary)
    return Answer(part_json(saved.content, kind), saved)


def _read_patched(kind: str, call: Call, entity: Entity, patched: Any) -> dict[str, Any]:
    if kind == "aliases":
        return read_aliases(patched, "")
    terms = read_terms(patched, "")
    other = part_json(entity, "descriptions" if kind == "labels" else "labels")
    for language in changed(terms, part_json(entity, kind)):
        text, place = terms[language], f"/{language}"
        CHECKS[kind](entity["id"], language, text, other, place, call.wiki.storage)
    return terms


def replace_part(kind: str, texts: dict[str, Any]) -> Change:
    """A change that makes these the only terms of a kind, in this order."""

    def change(entity: Entity) -> None:
        entity[kind] = {}
        for language, text in texts.items():
            step = set_aliases(language, text) if kind == "aliases" else None
            (step or set_term(kind, language, text))(entity)

    return change


def add_aliases(call: Call) -> Answer:
    """Add aliases in a language; answers with all of them."""
    entity_id, language = call.entity_id(), call.language()
    metadata = read_metadata(call)
    with told_of_request():
        added = read_alias_list(call.body["aliases"], "/aliases")
    revision = call.entity(entity_id)
    require(call, "edit")
    present = part_json(revision.content, "aliases").get(language, [])
    aliases = list(dict.fromkeys([*present, *added]))
    summary = term_summary("aliases", "add", language, aliases[len(present) :])
    saved = save_change(call, revision, [set_aliases(language, aliases)], metadata, summary)
    return Answer(aliases, saved, 200 if present else 201)


GET_ALL: dict[str, Endpoint] = {kind: partial(get_all, kind) for kind in NAMES}
GET_ONE: dict[str, Endpoint] = {kind: partial(get_one, kind) for kind in NAMES}
PATCH: dict[str, Endpoint] = {kind: partial(patch, kind) for kind in NAMES}
