"""Taking edits back: `action=edit&undo=` and `action=rollback`."""

from __future__ import annotations

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.modules.pagetools import Page, present, require_right, sent_page
from pfgraph.sandbox.model.changetags import ROLLBACK, UNDO
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.saving import restore
from pfgraph.sandbox.model.summaries import rollback_summary, shortened_comment, undo_summary
from pfgraph.sandbox.model.undoing import NothingLeft, undone
from pfgraph.sandbox.store.storage import Edit, Revision
from pfgraph.sandbox.store.textpages import TextRevision, save_text, text_revisions

_FAILED = "The edit could not be undone due to conflicting intermediate edits."


def undo(call: Call, page: Page) -> Revision:
    """Take back the edits after `undoafter` up to `undo`, of an entity; raises `undofailure`."""
    newest = present(page)
    assert isinstance(newest, Revision)
    after = _revision(call, call.number("undo") or 0, page)
    asked = call.number("undoafter") or 0
    before = _revision(call, asked if asked > 0 else after.parent_id, page)
    try:
        content = undone(before.content, after.content, newest.content)
    except NothingLeft as reason:
        raise ApiError("undofailure", _FAILED) from reason
    comment = call.text("summary")
    if "summary" not in call.sent and after.parent_id == before.revision_id:
        comment = undo_summary(after.revision_id, after.user)
    bot = call.flag("bot") and call.account.may("bot")
    edit = Edit(call.account.name, shortened_comment(comment), bot, call.flag("minor"), (UNDO,))
    return restore(call.wiki, newest, content, edit)


def undo_text(call: Call, page: Page) -> TextRevision:
    """Take back the newest edits of a page of wikitext, down to `undoafter`."""
    newest = present(page)
    assert isinstance(newest, TextRevision)
    after = _text_revision(call, call.number("undo") or 0, page)
    asked = call.number("undoafter") or 0
    before = _text_revision(call, asked if asked > 0 else after.parent_id, page)
    if newest.text not in (after.text, before.text):
        raise ApiError("undofailure", _FAILED)
    comment = call.text("summary")
    if "summary" not in call.sent and after.parent_id == before.revision_id:
        comment = undo_summary(after.revision_id, after.user)
    bot = call.flag("bot") and call.account.may("bot")
    edit = Edit(call.account.name, shortened_comment(comment), bot, call.flag("minor"), (UNDO,))
    if newest.text == before.text:
        return newest
    return save_text(call.wiki.storage, page.title, before.text, edit)


def _text_revision(call: Call, number: int, page: Page) -> TextRevision:
    found = text_revisions(call.wiki.storage, "r.revision_id = ?", number, limit=1)
    if not found:
        raise ApiError("nosuchrevid", f"There is no revision with ID {number}.")
    if found[0].page_id != page.page_id:
        raise ApiError("revwrongpage", f"r{number} is not a revision of {page.title}.")
    return found[0]


def _revision(call: Call, number: int, page: Page) -> Revision:
    found = call.wiki.storage.revision(number)
    if found is None:
        raise ApiError("nosuchrevid", f"There is no revision with ID {number}.")
    if found.page_id != page.page_id:
        text = f"r{found.revision_id} is not a revision of {page.title}."
        raise ApiError("revwrongpage", text)
    return found


def rollback(call: Call) -> Answer:
    """Take back the latest edits of `user`, all at once, to what somebody else left."""
    page = sent_page(call)
    newest = present(page)
    require_right(call, "rollback")
    user = call.text("user").removeprefix("User:").replace("_", " ")
    if newest.user != user:
        raise ApiError("alreadyrolled", _already(page, user, newest.user))
    last, edits = _last_of_others(call, newest)
    summary = call.text("summary") or rollback_summary(user, last.user, edits)
    bot = call.flag("markbot") and (call.account.may("bot") or call.account.may("rollback"))
    edit = Edit(call.account.name, shortened_comment(summary), bot, True, (ROLLBACK,))
    saved = _saved(call, newest, last, edit)
    return {
        "rollback": {
            "title": str(page.title),
            "pageid": newest.page_id,
            "summary": edit.comment,
            "revid": saved.revision_id,
            "old_revid": newest.revision_id,
            "last_revid": last.revision_id,
        }
    }


def _already(page: Page, user: str, other: str) -> str:
    return (
        f"Cannot rollback the last edit of [[:{page.title}]] by [[User:{user}|{user}]] "
        f"([[User talk:{user}|talk]]{{{{int:pipe-separator}}}}"
        f"[[Special:Contributions/{user}|{{{{int:contribslink}}}}]]); "
        "someone else has edited or rolled back the page already. "
        f"The last edit to the page was by [[User:{other}|{other}]] "
        f"([[User talk:{other}|talk]]{{{{int:pipe-separator}}}}"
        f"[[Special:Contributions/{other}|{{{{int:contribslink}}}}]])."
    )


def _last_of_others(
    call: Call, newest: Revision | TextRevision
) -> tuple[Revision | TextRevision, int]:
    """The newest revision by somebody else, and how many edits came after it."""
    condition, values = "r.page_id = ? AND r.user != ?", (newest.page_id, newest.user)
    storage = call.wiki.storage
    found: list[Revision] | list[TextRevision]
    if isinstance(newest, Revision):
        found, table = storage.revisions(condition, values, 1), "revision"
    else:
        found, table = text_revisions(storage, condition, *values, limit=1), "text_revision"
    if not found:
        text = "Cannot revert edit; last contributor is only author of this page."
        raise ApiError("onlyauthor", text)
    query = f"SELECT count(*) FROM {table} WHERE page_id = ? AND revision_id > ?"
    edits = storage.rows(query, newest.page_id, found[0].revision_id)[0][0]
    return found[0], int(edits)


def _saved(
    call: Call, newest: Revision | TextRevision, last: Revision | TextRevision, edit: Edit
) -> Revision | TextRevision:
    if isinstance(newest, Revision) and isinstance(last, Revision):
        return restore(call.wiki, newest, last.content, edit)
    assert isinstance(last, TextRevision)
    return save_text(call.wiki.storage, last.title, last.text, edit)
