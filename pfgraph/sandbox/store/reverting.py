"""Edits that bring an earlier state of a page back.

A wiki marks the edits in between as reverted too, but only some time later; this one does not.

See https://www.mediawiki.org/wiki/Manual:Reverts
"""

from __future__ import annotations

import sqlite3

from pfgraph.sandbox.store.revisions import Edit, Revision

RADIUS = 15  # revisions looked at, as with $wgManualRevertSearchRadius
_BY_HAND = "mw-manual-revert"
_SAID = frozenset({"mw-undo", "mw-rollback"})
_EARLIER = (
    "SELECT content FROM (SELECT size, content FROM revision "
    "WHERE page_id = ? AND revision_id < ? ORDER BY revision_id DESC LIMIT ?) WHERE size = ?"
)


def revert_tags(
    db: sqlite3.Connection, before: Revision | None, text: str, size: int, edit: Edit
) -> tuple[str, ...]:
    """The edit's tags, with one more if the page was like this before and no tag says so."""
    if before is None or text == before.text or _SAID & set(edit.tags):
        return edit.tags
    rows = db.execute(_EARLIER, (before.page_id, before.revision_id, RADIUS, size))
    return (*edit.tags, _BY_HAND) if any(held == text for (held,) in rows) else edit.tags
