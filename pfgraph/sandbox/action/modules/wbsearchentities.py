"""`action=wbsearchentities`: finding entities by the beginning of a label or an alias."""

from __future__ import annotations

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.model.entityjson import text_in
from pfgraph.sandbox.model.ids import id_of_title, normal_id, title_of, type_of
from pfgraph.sandbox.model.languages import fallbacks
from pfgraph.sandbox.store.storage import Entity, Revision
from pfgraph.sandbox.store.termindex import Match, search


def search_entities(call: Call) -> Answer:
    """Matches by id first, then by label and alias in `language` and its fallbacks."""
    text, language = call.text("search"), call.text("language")
    kind = call.text("type", "item")
    limit, start = call.limit("limit", 7), call.number("continue", 0) or 0
    matches = _matches(call, text, language, kind, start + limit + 1)
    page = matches[start : start + limit]
    shown = call.text("uselang", "en") if call.text("uselang") != "user" else "en"
    answer: Answer = {"searchinfo": {"search": text}, "search": []}
    for match in page:
        revision = call.wiki.storage.latest(match.entity_id)
        if revision is not None:
            answer["search"].append(_hit(call, match, revision, shown))
    if len(matches) > start + limit:
        answer["search-continue"] = start + limit
    if call.text("limit") == "max":
        answer["limits"] = {"wbsearchentities": 500}
    return answer | {"success": 1}


def _matches(call: Call, text: str, language: str, kind: str, limit: int) -> list[Match]:
    languages = (language,) if call.flag("strictlanguage") else fallbacks(language)
    found = [] if kind not in ("item", "property") else search(
        call.wiki.storage, text, languages, kind, limit
    )  # fmt: skip
    local = text.strip().removeprefix(call.wiki.concepts)
    entity_id = normal_id(local) or id_of_title(local)
    if entity_id and type_of(entity_id) == kind and call.wiki.exists(entity_id):
        by_id = Match(entity_id, "entityId", "", entity_id)
        found = [by_id, *(match for match in found if match.entity_id != entity_id)]
    return found


def _hit(call: Call, match: Match, revision: Revision, language: str) -> Entity:
    entity, title = revision.content, title_of(match.entity_id)
    hit: Entity = {"id": match.entity_id, "title": title, "pageid": revision.page_id}
    if "datatype" in entity:
        hit["datatype"] = entity["datatype"]
    hit |= {"concepturi": call.wiki.concepts + match.entity_id, "repository": "local"}
    if "url" in call.values("props", "url"):
        hit["url"] = call.wiki.page(title)
    shown = {
        name: text_in(entity, kind, language)
        for name, kind in (("label", "labels"), ("description", "descriptions"))
    }
    hit["display"] = {
        name: {"value": text[0], "language": text[1]} for name, text in shown.items() if text
    }
    hit |= {name: text[0] for name, text in shown.items() if text}
    return hit | _why(match, hit.get("label"))


def _why(match: Match, label: str | None) -> Entity:
    kind = {"labels": "label", "aliases": "alias"}.get(match.kind, match.kind)
    reason: Entity = {"match": {"type": kind}}
    if match.language:
        reason["match"]["language"] = match.language
    reason["match"]["text"] = match.text
    if match.text != label:
        reason["aliases"] = [match.text]
    return reason
