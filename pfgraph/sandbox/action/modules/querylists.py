"""`list=allpages|recentchanges|usercontribs|search` of `action=query`."""

from __future__ import annotations

from collections.abc import Callable

from pfgraph.sandbox.accounts import ACCOUNTS
from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.ids import NAMESPACES, title_of, type_of
from pfgraph.sandbox.store.storage import Revision
from pfgraph.sandbox.store.termindex import search

_REDIRECTS = {
    "all": "",
    "redirects": "AND target IS NOT NULL",
    "nonredirects": "AND target IS NULL",
}
_KINDS = {number: kind for kind, number in NAMESPACES.items()}


def _go_on(answer: Answer, name: str, value: str, rest: str = "-||") -> None:
    answer["continue"] = {name: value, "continue": rest}


def all_page_ids(call: Call, answer: Answer, prefix: str = "") -> list[str]:
    """Entity ids of a namespace in the order of their titles."""
    number = call.number(f"{prefix}apnamespace", 0)
    if number not in range(16) and number not in (*_KINDS, 121, 123, 640, 641):
        text = f'Unrecognized value for parameter "{prefix}apnamespace": {number}.'
        raise ApiError("badvalue", text)
    wanted = call.text(f"{prefix}apfilterredir") or "all"
    if wanted not in _REDIRECTS:
        text = f'Unrecognized value for parameter "{prefix}apfilterredir": {wanted}.'
        raise ApiError("badvalue", text)
    limit = call.limit(f"{prefix}aplimit")
    if call.text(f"{prefix}aplimit") == "max" and not prefix:
        call.limits["allpages"] = limit
    rows = call.wiki.storage.rows(
        "SELECT entity_id FROM page WHERE kind = ? AND entity_id >= ? AND NOT deleted "
        f"{_REDIRECTS[wanted]} ORDER BY entity_id LIMIT ?",
        _KINDS.get(number or 0, ""),
        call.text(f"{prefix}apcontinue"),
        limit + 1,
    )
    if len(rows) > limit:
        rest = "gapcontinue||" if prefix else "-||"
        _go_on(answer, f"{prefix}apcontinue", rows[limit][0], rest)
    return [row[0] for row in rows[:limit]]


def all_pages(call: Call, answer: Answer) -> Answer:
    """`list=allpages`."""
    found = [call.wiki.storage.latest(each) for each in all_page_ids(call, answer)]
    return {"allpages": [_facts(each) for each in found if each]}


def _facts(revision: Revision) -> Answer:
    return {
        "pageid": revision.page_id,
        "ns": NAMESPACES[type_of(revision.entity_id)],
        "title": title_of(revision.entity_id),
    }


def _listed(
    call: Call, answer: Answer, prefix: str, conditions: list[str], values: list[object]
) -> list[Revision]:
    newer = call.text(f"{prefix}dir") == "newer"
    limit = call.limit(f"{prefix}limit")
    start = call.text(f"{prefix}continue").rpartition("|")[2]
    if start.isdecimal() and len(start) < 19:
        conditions = [*conditions, f"r.revision_id {'>=' if newer else '<='} ?"]
        values = [*values, int(start)]
    namespaces = [_KINDS.get(int(n), "") for n in call.values(f"{prefix}namespace") if n.isdigit()]
    if namespaces:
        conditions = [*conditions, f"p.kind IN ({', '.join('?' * len(namespaces))})"]
        values = [*values, *namespaces]
    found = call.wiki.storage.revisions(
        " AND ".join(conditions or ["1"]), values, limit + 1, "ASC" if newer else "DESC"
    )
    if len(found) > limit:
        _go_on(answer, f"{prefix}continue", found[limit].stamp)
    return found[:limit]


def recent_changes(call: Call, answer: Answer) -> Answer:
    """`list=recentchanges`; `rcshow` may be `bot` or `!bot`."""
    shown = call.values("rcshow")
    conditions = [f"r.bot = {int(each == 'bot')}" for each in shown if each in ("bot", "!bot")]
    if call.text("rcuser"):
        found = _listed(call, answer, "rc", [*conditions, "r.user = ?"], [call.text("rcuser")])
    else:
        found = _listed(call, answer, "rc", conditions, [])
    wanted = call.values("rcprop", "title|timestamp|ids")
    return {"recentchanges": [_change(call, each, wanted) for each in found]}


def _change(call: Call, revision: Revision, wanted: list[str]) -> Answer:
    facts: Answer = {"type": "edit" if revision.parent_id else "new"}
    if "title" in wanted:
        facts |= {key: value for key, value in _facts(revision).items() if key != "pageid"}
    if "ids" in wanted:
        facts |= {
            "pageid": revision.page_id,
            "revid": revision.revision_id,
            "old_revid": revision.parent_id,
            "rcid": revision.revision_id,
        }
    if "flags" in wanted:
        facts |= call.flagged(revision.bot, "bot")
        facts |= call.flagged(not revision.parent_id, "new") | call.flagged(False, "minor")
    if "sizes" in wanted:
        parent = call.wiki.storage.revision(revision.parent_id) if revision.parent_id else None
        facts |= {"oldlen": parent.size if parent else 0, "newlen": revision.size}
    if "tags" in wanted:
        facts["tags"] = []
    for name in ("user", "timestamp", "comment"):
        if name in wanted:
            facts[name] = getattr(revision, name)
    return facts


def user_contributions(call: Call, answer: Answer) -> Answer:
    """`list=usercontribs`."""
    found = _listed(call, answer, "uc", ["r.user = ?"], [call.text("ucuser")])
    wanted = call.values("ucprop", "ids|title|timestamp|comment|size|flags")
    return {"usercontribs": [_contribution(call, each, wanted) for each in found]}


def _contribution(call: Call, revision: Revision, wanted: list[str]) -> Answer:
    account = ACCOUNTS.get(revision.user)
    facts: Answer = {"userid": account.number if account else 0, "user": revision.user}
    facts |= _facts(revision)
    if "tags" in wanted:
        facts["tags"] = []
    if "ids" in wanted:
        facts |= {"revid": revision.revision_id, "parentid": revision.parent_id}
    if "flags" in wanted:
        newest = call.wiki.storage.latest(revision.entity_id)
        top = newest is not None and newest.revision_id == revision.revision_id
        facts |= call.flagged(not revision.parent_id, "new") | call.flagged(False, "minor")
        facts |= call.flagged(top, "top")
    for name in ("timestamp", "comment", "size"):
        if name in wanted:
            facts[name] = getattr(revision, name)
    return facts


def search_pages(call: Call, _: Answer) -> Answer:
    """`list=search`: pages whose English label or alias begins with the text."""
    text, limit = call.text("srsearch"), call.limit("srlimit")
    kinds = [_KINDS.get(int(n)) for n in call.values("srnamespace", "120") if n.isdigit()]
    found = [
        match
        for kind in kinds
        if kind
        for match in search(call.wiki.storage, text, ("en",), kind, limit)
    ]
    hits = [call.wiki.storage.latest(match.entity_id) for match in found[:limit]]
    pages = [_facts(each) for each in hits if each]
    return {"searchinfo": {"totalhits": len(pages)}, "search": pages}


LISTS: dict[str, Callable[[Call, Answer], Answer]] = {
    "allpages": all_pages,
    "recentchanges": recent_changes,
    "search": search_pages,
    "usercontribs": user_contributions,
}
