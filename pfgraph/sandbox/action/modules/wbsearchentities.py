"""`action=wbsearchentities`: finding entities by the beginning of a label or an alias."""

from __future__ import annotations

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.entitysearch import Found, found_entities
from pfgraph.sandbox.action.parameters import read_parameters
from pfgraph.sandbox.model.entityjson import text_in
from pfgraph.sandbox.model.ids import title_of
from pfgraph.sandbox.store.storage import Entity
from pfgraph.sandbox.store.termindex import Match


def search_entities(call: Call) -> Answer:
    """Matches by id first, then by label and alias in `language` and its fallbacks."""
    values = read_parameters(call, "wbsearchentities")
    text, limit, start = values["search"], values["limit"], values["continue"] or 0
    found = found_entities(
        call.wiki, text, values["language"], values["type"], start + limit + 1,
        strict=values["strictlanguage"],
    )  # fmt: skip
    page = found[start : start + limit]
    answer: Answer = {"searchinfo": {"search": text}}
    answer["search"] = [_hit(call, each, values["props"] or []) for each in page]
    if len(found) > start + limit:
        answer["search-continue"] = start + limit
    if call.limits:
        answer["limits"] = call.limits
    return answer | {"success": 1}


def _hit(call: Call, found: Found, props: list[str]) -> Entity:
    revision = found.revision
    entity, title = revision.content, title_of(revision.entity_id)
    hit: Entity = {"id": revision.entity_id, "title": title, "pageid": revision.page_id}
    if "datatype" in entity:
        hit["datatype"] = entity["datatype"]
    hit |= {"concepturi": call.wiki.concepts + revision.entity_id, "repository": "local"}
    if "url" in props:
        hit["url"] = call.wiki.page(title)
    shown = {
        name: text_in(entity, kind, call.language)
        for name, kind in (("label", "labels"), ("description", "descriptions"))
    }
    hit["display"] = {
        name: {"value": text[0], "language": text[1]} for name, text in shown.items() if text
    }
    hit |= {name: text[0] for name, text in shown.items() if text}
    return hit | _why(found.match, hit.get("label"))


def _why(match: Match, label: str | None) -> Entity:
    kind = {"labels": "label", "aliases": "alias"}.get(match.kind, match.kind)
    reason: Entity = {"match": {"type": kind}}
    if match.language:
        reason["match"]["language"] = match.language
    reason["match"]["text"] = match.text
    if match.text != label:
        reason["aliases"] = [match.text]
    return reason
