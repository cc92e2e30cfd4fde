"""`list=search` and `list=wbsearch`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pfgraph.sandbox.action.calls import Answer
from pfgraph.sandbox.action.entitysearch import Found, found_entities
from pfgraph.sandbox.action.query.parts import Listing, Part, title_facts
from pfgraph.sandbox.action.query.records import Record, newest, text_of
from pfgraph.sandbox.action.query.revisionfacts import size_of
from pfgraph.sandbox.model.entityjson import text_in
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.pagetitles import Title

_WORD = re.compile(r"\w+")


def _hits(part: Part) -> tuple[list[Record], int]:
    """Pages of wikitext with all the words; the text of entities is not searched by the wiki."""
    values = part.values
    words = [each.lower() for each in _WORD.findall(values["search"])]
    spaces = [each for each in values["namespace"] or [0] if each not in (120, 122)]
    if not words or not spaces:
        return [], 0
    condition = f"namespace IN ({', '.join('?' * len(spaces))})"
    found = [
        record
        for record in newest(part.storage, condition, spaces, 10_000)
        if _matches(part, record, words, values["what"] or "text")
    ]
    return found, len(found)


def _matches(part: Part, record: Record, words: Sequence[str], what: str) -> bool:
    text = str(record.title) if what in ("title", "nearmatch") else text_of(part.storage, record)
    held = {each.lower() for each in _WORD.findall(f"{text} {record.title}")}
    return all(word in held for word in words)


def _searched(part: Part) -> list[Record]:
    if not part.values["search"].strip():
        raise ApiError("missingparam", f'The "{part.prefix}search" parameter must be set.')
    hits, _ = _hits(part)
    offset, limit = part.values["offset"] or 0, part.values["limit"]
    if len(hits) > offset + limit:
        part.go_on(offset + limit, "offset")
    return hits[offset : offset + limit]


def _info(part: Part) -> Answer:
    total = _hits(part)[1]
    return {"searchinfo": {"totalhits": total} if "totalhits" in part.values["info"] else {}}


def _hit(part: Part, record: Record) -> Answer:
    wanted, facts = part.values["prop"], {**title_facts(record.title), "pageid": record.page_id}
    text = text_of(part.storage, record)
    known = {
        "size": size_of(part.storage, record),
        "wordcount": len(_WORD.findall(text)),
        "snippet": text[:200],
        "timestamp": record.timestamp,
    }
    return facts | {name: value for name, value in known.items() if name in wanted}


def _entities(part: Part) -> list[Found]:
    values = part.values
    rows = found_entities(
        part.call.wiki,
        values["search"],
        values["language"] or part.call.language,
        values["type"],
        values["limit"],
        strict=values["strictlanguage"],
    )
    return rows[: values["limit"]]


def _entity_shown(part: Part, found: Found) -> Answer:
    revision = found.revision
    shown = text_in(revision.content, "labels", part.call.language)
    facts = {**title_facts(_title(found)), "pageid": revision.page_id}
    return facts | {"displaytext": shown[0] if shown else revision.entity_id}


def _title(found: Found) -> Title:
    entity_id = found.revision.entity_id
    return Title(120 if entity_id.startswith("Q") else 122, entity_id)


SEARCH = Listing(_searched, _hit, lambda record: record.title, _info)
ENTITY_SEARCH = Listing(_entities, _entity_shown, _title)
