"""`action=delete` and `action=undelete`: pages hidden and brought back by administrators."""

from __future__ import annotations

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.modules.pagetools import (
    Page,
    page_with,
    present,
    require_right,
    sent_page,
    sent_title,
)
from pfgraph.sandbox.model.datetimes import now
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.ids import title_of
from pfgraph.sandbox.model.pagetitles import Title
from pfgraph.sandbox.model.summaries import content_summary, shortened_comment
from pfgraph.sandbox.store.log import LogEntry
from pfgraph.sandbox.store.logbook import log
from pfgraph.sandbox.store.storage import Revision
from pfgraph.sandbox.store.textpages import TextRevision, hide_text, text_revisions

_AUTHORS = 20
"""So many revisions are looked at to tell whether a page has one author."""
_NOTHING = (
    "Couldn't undelete: the requested revisions may not exist, or may have been undeleted already."
)


def delete(call: Call) -> Answer:
    """Hide a page; its revisions stay and can be brought back."""
    page = sent_page(call)
    current = present(page)
    require_right(call, "delete")
    reason = call.text("reason") or _reason(call, current)
    if isinstance(current, Revision):
        call.wiki.storage.delete(current.entity_id)
    else:
        hide_text(call.wiki.storage, current.page_id, True)
    number = _noted(call, page, "delete", reason)
    return {"delete": {"title": str(page.title), "reason": reason, "logid": number}}


def undelete(call: Call) -> Answer:
    """Bring a page back, all of its revisions."""
    title = sent_title(call)
    require_right(call, "undelete")
    restored = _restored(call, title)
    if restored is None:
        raise ApiError("cantundelete", _NOTHING)
    reason = call.text("reason")
    _noted(call, page_with(call, title), "restore", reason, restored)
    return {
        "undelete": {
            "title": str(title),
            "revisions": restored,
            "fileversions": 0,
            "reason": reason,
        }
    }


def _restored(call: Call, title: Title) -> int | None:
    """How many revisions came back; None where nothing was deleted."""
    storage = call.wiki.storage
    if title.entity_id:
        found = storage.undelete(title.entity_id)
        if found is None:
            return None
        query = "SELECT count(*) FROM revision WHERE page_id = ?"
        return int(storage.rows(query, found.page_id)[0][0])
    hidden = text_revisions(storage, "p.title = ? AND p.deleted", str(title), limit=-1)
    if hidden:
        hide_text(storage, hidden[0].page_id, False)
    return len(hidden) or None


def _noted(call: Call, page: Page, action: str, reason: str, restored: int = 0) -> int:
    params = {"count": {"revisions": restored, "files": 0}} if restored else {}
    entry = LogEntry(
        "delete", action, page.title.namespace, str(page.title), page.page_id, now(),
        call.account.name, shortened_comment(reason), params=params,
    )  # fmt: skip
    return log(call.wiki.storage, entry)


def _reason(call: Call, current: Revision | TextRevision) -> str:
    """What a wiki gives as the reason where the administrator gives none."""
    storage = call.wiki.storage
    if isinstance(current, Revision):
        text = _shown(current)
        newest: list[Revision] | list[TextRevision] = storage.revisions(
            "r.page_id = ?", [current.page_id], _AUTHORS
        )
    else:
        text = current.text
        newest = text_revisions(storage, "r.page_id = ?", current.page_id, limit=_AUTHORS)
    authors = {each.user for each in newest}
    return shortened_comment(content_summary(text, authors.pop() if len(authors) == 1 else None))


def _shown(revision: Revision) -> str:
    if revision.target:
        return f"#REDIRECT [[{title_of(revision.target)}]]"
    return str(revision.content.get("labels", {}).get("en", {}).get("value", ""))
