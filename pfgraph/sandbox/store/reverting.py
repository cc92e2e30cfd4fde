"""Edits that bring an earlier state of a page back, and those that they undo.

See https://www.mediawiki.org/wiki/Manual:Reverts
"""

from __future__ import annotations

import sqlite3

from pfgraph.sandbox.accounts import ACCOUNTS
from pfgraph.sandbox.store.revisions import Edit, Revision

RADIUS = 15  # revisions looked at, as with $wgManualRevertSearchRadius
_BY_HAND = "mw-manual-revert"
_REVERTED = "mw-reverted"
_SAID = frozenset({"mw-undo", "mw-rollback"})
_EARLIER = (
    "SELECT revision_id, content FROM (SELECT revision_id, size, content FROM revision "
    "WHERE page_id = ? AND revision_id < ? ORDER BY revision_id DESC LIMIT ?) WHERE size = ?"
)
_MARK = (
    "UPDATE revision SET tags = trim(tags || ' ' || ?) "
    "WHERE page_id = ? AND revision_id > ? AND revision_id <= ?"
)


def revert_tags(
    db: sqlite3.Connection, before: Revision | None, text: str, size: int, edit: Edit
) -> tuple[str, ...]:
    """The edit's tags, with one more if the page was like this before.

    The edits in between are marked as reverted, at once where nobody needs to look at the edit.
    """
    if before is None or text == before.text:
        return edit.tags
    rows = db.execute(_EARLIER, (before.page_id, before.revision_id, RADIUS, size))
    found = next((number for number, held in rows if held == text), None)
    if found is None:
        return edit.tags
    account = ACCOUNTS.get(edit.user)
    if account is not None and account.may("autopatrol"):
        db.execute(_MARK, (_REVERTED, before.page_id, found, before.revision_id))
    return edit.tags if _SAID & set(edit.tags) else (*edit.tags, _BY_HAND)
