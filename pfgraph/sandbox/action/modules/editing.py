"""`action=edit`: pages of wikitext, and taking back edits of entities.

See https://www.mediawiki.org/wiki/API:Edit
"""

from __future__ import annotations

from dataclasses import replace

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.modules.pagetools import Page, present, sent_page
from pfgraph.sandbox.action.modules.undoing import undo, undo_text
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.pagetitles import NAMES
from pfgraph.sandbox.model.permissions import require_edit_of
from pfgraph.sandbox.model.summaries import creation_summary, shortened_comment
from pfgraph.sandbox.store.storage import Edit, Revision
from pfgraph.sandbox.store.textpages import TextRevision, save_text

_PARTS = ("text", "appendtext", "prependtext")


def edit_page(call: Call) -> Answer:
    """Change a page of wikitext, or take back an edit (`undo`)."""
    page = sent_page(call)
    undoes = (call.number("undo") or 0) > 0
    if page.title.holds_entities and not undoes:
        name = NAMES[page.title.namespace]
        text = f"Direct editing is disabled in namespace {name}"
        raise ApiError("wikibase-no-direct-editing", text)
    if not undoes and not any(part in call.sent for part in _PARTS):
        names = 'At least one of the parameters "text", "appendtext", "prependtext" and "undo"'
        raise ApiError("missingparam", f"{names} is required.")
    _check_kind(page)
    require_edit_of(call.wiki.storage, call.account, page.title.entity_id)
    if undoes:
        before = present(page)
        after = undo(call, page) if page.title.holds_entities else undo_text(call, page)
        return _answer(call, page, before, after)
    return _edit_text(call, page)


def _check_kind(page: Page) -> None:
    if page.title.holds_entities or page.title.holds_text:
        return
    if page.title.namespace < 0:
        text = "You do not have permission to edit this page, for the following reason:"
        raise ApiError("ns-specialprotected", f"{text} Special pages cannot be edited.")
    kind = f"content model {NAMES[page.title.namespace]} used by {page.title}"
    text = f"Direct editing via API is not supported for {kind}."
    raise ApiError("no-direct-editing", text)


def _edit_text(call: Call, page: Page) -> Answer:
    if page.text is None and call.flag("nocreate"):
        present(page)
    if page.text is not None and call.flag("createonly"):
        raise ApiError("articleexists", "The article you tried to create has been created already.")
    base = call.number("baserevid")
    if base and page.text is not None and base != page.text.revision_id:
        raise ApiError("editconflict", "Edit conflict.")
    text = _text(call, page).rstrip()
    if page.text is not None and page.text.text == text:
        return _answer(call, page, page.text, page.text)
    comment = call.text("summary")
    if not comment and page.text is None:
        comment = creation_summary(text)
    saved = save_text(call.wiki.storage, page.title, text, _edit(call, comment))
    return _answer(call, page, page.text, saved)


def _text(call: Call, page: Page) -> str:
    if "text" in call.sent:
        return call.text("text")
    held = page.text.text if page.text else ""
    return call.text("prependtext") + held + call.text("appendtext")


def _edit(call: Call, comment: str) -> Edit:
    bot = call.flag("bot") and call.account.may("bot")
    minor = call.flag("minor") and not call.flag("notminor")
    tags = tuple(call.values("tags"))
    return replace(Edit(call.account.name, shortened_comment(comment), bot), minor=minor, tags=tags)


def _answer(
    call: Call,
    page: Page,
    before: Revision | TextRevision | None,
    after: Revision | TextRevision,
) -> Answer:
    facts: Answer = call.flagged(True, "new") if before is None else {}
    model = "wikitext"
    if isinstance(after, Revision):
        model = "wikibase-item" if after.entity_id[0] == "Q" else "wikibase-property"
    facts |= {
        "result": "Success",
        "pageid": after.page_id,
        "title": str(page.title),
        "contentmodel": model,
    }
    if before is not None and before.revision_id == after.revision_id:
        facts |= call.flagged(True, "nochange")
    else:
        facts["oldrevid"] = before.revision_id if before else 0
        facts |= {"newrevid": after.revision_id, "newtimestamp": after.timestamp}
    if not call.account.anonymous and call.text("watchlist") not in ("unwatch", "nochange"):
        facts |= call.flagged(True, "watched")
    return {"edit": facts}
