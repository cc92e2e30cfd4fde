"""`titles`, `pageids` and `revids` of `action=query`, with `prop=info|revisions`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pfgraph.sandbox.action.calls import ANNOUNCE, Answer, Call
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.ids import NAMESPACES, id_of_title, title_of, type_of
from pfgraph.sandbox.store.storage import Revision

_OLD_FORM = (
    'Because "rvslots" was not specified, a legacy format has been used for the output. '
    "This format is deprecated, and in the future the new format will always be used."
)
Prop = Callable[[Call, Revision], Answer]


def pages_asked(call: Call, props: Sequence[Prop], generated: list[str] | None) -> Answer:
    """The pages of a query, each with the facts of every prop."""
    answer: Answer = {}
    for name in ("pageids", "revids"):
        for value in call.values(name):
            if not (value.isdecimal() and len(value) < 19):
                text = f'Invalid value "{value}" for integer parameter "{name}".'
                raise ApiError("badinteger", text)
    found: list[Revision] = []
    missing: list[Answer] = []
    for title in [title_of(each) for each in generated or []] + call.values("titles"):
        _by_title(call, title, found, missing, answer)
    for number in call.values("pageids"):
        rows = call.wiki.storage.revisions(
            "r.revision_id = p.latest AND p.page_id = ? AND NOT p.deleted", [number], 1
        )
        found += rows
        if not rows:
            missing.append({"pageid": int(number)} | _missing(call))
    for number in call.values("revids"):
        revision = call.wiki.storage.revision(int(number))
        if revision:
            found.append(revision)
        else:
            bad = {"revid": int(number)} | _missing(call)
            answer.setdefault("badrevids", {})[number] = bad
    unique = {revision.page_id: revision for revision in found}
    pages = [_page(call, revision, props) for _, revision in sorted(unique.items())]
    answer["pages"] = _as_pages(call, pages, missing)
    return answer


def _missing(call: Call) -> Answer:
    return call.flagged(True, "missing")


def _by_title(
    call: Call, title: str, found: list[Revision], missing: list[Answer], answer: Answer
) -> None:
    entity_id = id_of_title(title)
    if entity_id and title != title_of(entity_id):
        entry = {"from": title, "to": title_of(entity_id)}
        extra = {"fromencoded": False} if call.version == "2" else {}
        answer.setdefault("normalized", []).append(extra | entry)
    revision = call.wiki.storage.latest(entity_id) if entity_id else None
    if revision and revision.target and call.flag("redirects"):
        entry = {"from": title, "to": title_of(revision.target)}
        answer.setdefault("redirects", []).append(entry)
        revision = call.wiki.storage.latest(revision.target)
    if revision:
        found.append(revision)
    else:
        namespace = NAMESPACES[type_of(entity_id)] if entity_id else 0
        shown = title_of(entity_id) if entity_id else title
        missing.append({"ns": namespace, "title": shown} | _missing(call))


def _as_pages(call: Call, pages: list[Answer], missing: list[Answer]) -> object:
    if call.version == "2":
        return missing + pages
    keyed = {str(page.get("pageid", -number)): page for number, page in enumerate(missing, 1)}
    return keyed | {str(page["pageid"]): page for page in pages}


def _page(call: Call, revision: Revision, props: Iterable[Prop]) -> Answer:
    page: Answer = {
        "pageid": revision.page_id,
        "ns": NAMESPACES[type_of(revision.entity_id)],
        "title": title_of(revision.entity_id),
    }
    for prop in props:
        page |= prop(call, revision)
    return page


def info(call: Call, revision: Revision) -> Answer:
    """`prop=info`."""
    facts: Answer = {
        "contentmodel": f"wikibase-{type_of(revision.entity_id)}",
        "pagelanguage": "en",
        "pagelanguagehtmlcode": "en",
        "pagelanguagedir": "ltr",
        "touched": revision.timestamp,
        "lastrevid": revision.revision_id,
        "length": revision.size,
    }
    if revision.target:
        facts |= call.flagged(True, "redirect")
    if not revision.parent_id:
        facts |= call.flagged(True, "new")
    wanted = call.values("inprop")
    if "protection" in wanted:
        facts |= {"protection": [], "restrictiontypes": ["edit"]}
    if "url" in wanted:
        address = call.wiki.page(title_of(revision.entity_id))
        index = f"{call.wiki.server}/w/index.php?title={title_of(revision.entity_id)}"
        facts |= {"fullurl": address, "editurl": f"{index}&action=edit", "canonicalurl": address}
    return facts


def revisions(call: Call, revision: Revision) -> Answer:
    """`prop=revisions`, newest first."""
    wanted = call.values("rvprop", "ids|timestamp|flags|comment|user")
    slots = call.flag("rvslots")
    old = not slots and {"content", "contentmodel"} & set(wanted)
    if old and "revisions" not in call.warnings:
        call.warn("main", ANNOUNCE)
        call.warn("revisions", _OLD_FORM)
    if not call.text("rvlimit"):
        return {"revisions": [revision_facts(call, revision, wanted, slots)]}
    limit = call.limit("rvlimit")
    if call.text("rvlimit") == "max":
        call.limits["revisions"] = limit
    found = _history(call, revision, limit)
    return {"revisions": [revision_facts(call, each, wanted, slots) for each in found]}


def _history(call: Call, revision: Revision, limit: int) -> list[Revision]:
    newer = call.text("rvdir") == "newer"
    condition, values = "r.page_id = ?", [revision.page_id]
    start = call.text("rvcontinue").rpartition("|")[2]
    if start.isdecimal() and len(start) < 19:
        condition += f" AND r.revision_id {'>=' if newer else '<='} ?"
        values.append(int(start))
    found = call.wiki.storage.revisions(condition, values, limit + 1, "ASC" if newer else "DESC")
    if len(found) > limit:
        call.go_on = {"rvcontinue": found[limit].stamp, "continue": "||"}
    return found[:limit]


def revision_facts(call: Call, revision: Revision, wanted: list[str], slots: bool) -> Answer:
    """What is asked of one revision."""
    facts: Answer = {}
    if "ids" in wanted:
        facts |= {"revid": revision.revision_id, "parentid": revision.parent_id}
    if "flags" in wanted:
        facts |= call.flagged(False, "minor")
    for name, value in (
        ("user", revision.user),
        ("timestamp", revision.timestamp),
        ("size", revision.size),
        ("comment", revision.comment),
        ("tags", []),
    ):
        if name in wanted:
            facts[name] = value
    if "content" in wanted:
        facts |= _content(call, revision, slots)
    return facts


def as_stored(content: dict[str, Any]) -> dict[str, Any]:
    """The page's own text: as the API gives an entity, but with no datatype on a snak, and with
    empty maps as empty lists, which is how PHP writes them."""
    return {key: _without_datatypes(value) or [] for key, value in content.items()}


def _without_datatypes(content: Any) -> Any:
    if isinstance(content, dict):
        snak = "snaktype" in content
        return {
            key: _without_datatypes(value)
            for key, value in content.items()
            if not (snak and key == "datatype")
        }
    return [_without_datatypes(each) for each in content] if isinstance(content, list) else content


def _content(call: Call, revision: Revision, slots: bool) -> Answer:
    key = "content" if call.version == "2" else "*"
    content: Answer = {
        "contentmodel": f"wikibase-{type_of(revision.entity_id)}",
        "contentformat": "application/json",
        key: json.dumps(as_stored(revision.content), separators=(",", ":")),
    }
    return {"slots": {"main": content}} if slots else content


PROPS: dict[str, Prop] = {"info": info, "revisions": revisions}
