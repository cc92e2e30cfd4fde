"""`prop=info`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from pfgraph.sandbox.action.calls import Answer
from pfgraph.sandbox.action.query.pageset import PageSet
from pfgraph.sandbox.action.query.parts import Page, Part
from pfgraph.sandbox.action.query.records import Record, content_model, page_of
from pfgraph.sandbox.action.query.revisionfacts import size_of
from pfgraph.sandbox.model.pagetitles import NAMES, Title

_LANGUAGE = {"pagelanguage": "en", "pagelanguagehtmlcode": "en", "pagelanguagedir": "ltr"}


def info(part: Part, pages: PageSet) -> Mapping[int, Answer]:
    """What is generally known of each page, of missing ones too."""
    return {
        place: _facts(part, page, page.title)
        for place, page in enumerate(pages.pages)
        if page.title is not None and page.title.namespace >= 0
    }


def _facts(part: Part, page: Page, title: Title) -> Answer:
    record, call = page.record, part.call
    facts: Answer = {"contentmodel": content_model(title), **_LANGUAGE}
    if record is not None:
        facts |= {
            "touched": record.timestamp,
            "lastrevid": record.revision_id,
            "length": size_of(part.storage, record),
        }
        if record.target:
            facts |= call.flagged(True, "redirect")
        if not record.parent_id:
            facts |= call.flagged(True, "new")
    return facts | _asked_for(part, title, record) | _tested(part, record)


def _asked_for(part: Part, title: Title, record: Record | None) -> Answer:
    wanted: Sequence[str] = part.values["prop"] or []
    call = part.call
    facts: Answer = {}
    if "protection" in wanted:
        facts |= {"protection": [], "restrictiontypes": _restrictions(title, record)}
    if "watched" in wanted and not call.account.anonymous:
        facts |= call.flagged(record is not None and watches(part, record), "watched")
    if "notificationtimestamp" in wanted and not call.account.anonymous:
        facts["notificationtimestamp"] = ""
    for name, side in (("talkid", 1), ("subjectid", 0)):
        if name in wanted and title.namespace % 2 != side:
            other = page_of(part.storage, associated(title))
            facts |= {name: other.page_id} if other else {}
    if "associatedpage" in wanted:
        facts["associatedpage"] = str(associated(title))
    if "url" in wanted:
        facts |= _addresses(part, title)
    if "readable" in wanted:
        facts |= call.flagged(True, "readable")
    if "preload" in wanted:
        facts["preload"] = ""
    if "displaytitle" in wanted:
        facts["displaytitle"] = str(title)
    if "varianttitles" in wanted:
        facts["varianttitles"] = {"en": str(title)}
    if "linkclasses" in wanted:
        facts["linkclasses"] = ["mw-redirect"] if record is not None and record.target else []
    return facts


def watches(part: Part, record: Record) -> bool:
    """Whether the client's watchlist has a page: everybody watches what they have edited."""
    rows = part.storage.rows(
        "SELECT 1 FROM revision WHERE page_id = ?1 AND user = ?2 UNION "
        "SELECT 1 FROM text_revision WHERE page_id = ?1 AND user = ?2",
        record.page_id,
        part.call.account.name,
    )
    return bool(rows)


def associated(title: Title) -> Title:
    """The talk page of a page, and the page of a talk page."""
    return Title(title.namespace ^ 1, title.name) if title.namespace ^ 1 in NAMES else title


def _restrictions(title: Title, record: Record | None) -> list[str]:
    """What a page of its kind may be protected from: entities' pages cannot be moved."""
    if title.holds_entities:
        return ["edit"] if record is not None else []
    return ["edit", "move"] if record is not None else ["create"]


def _addresses(part: Part, title: Title) -> Answer:
    server = part.call.wiki.server
    name = quote(str(title).replace(" ", "_"), safe="/:@$!*(),;~-._")
    return {
        "fullurl": f"{server}/wiki/{name}",
        "editurl": f"{server}/w/index.php?title={name}&action=edit",
        "canonicalurl": f"{server}/wiki/{name}",
    }


def _tested(part: Part, record: Record | None) -> Answer:
    """Whether the client may do what it asks about."""
    asked: Sequence[str] = part.values["testactions"] or []
    if not asked:
        return {}
    account = part.call.account
    rights = {"create": "createpage", "view": "read"}
    found: Answer = {}
    for action in asked:
        may = account.may(rights.get(action, action)) and not (action == "create" and record)
        if part.values["testactionsdetail"] == "boolean":
            found |= part.call.flagged(may, action)
        else:
            found[action] = [] if may else [{"code": "permissiondenied"}]
    return {"actions": found}
