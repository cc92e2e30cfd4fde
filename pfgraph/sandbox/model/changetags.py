"""The tags that a wiki puts on an edit by itself, from what it changed.

See https://www.mediawiki.org/wiki/Manual:Tags#Software-defined_tags
"""

from __future__ import annotations

from dataclasses import replace

from pfgraph.sandbox.store.storage import Edit, Revision

UNDO = "mw-undo"
ROLLBACK = "mw-rollback"


def redirect_tag(before: str | None, after: str | None) -> str | None:
    """The tag for a change of where a page leads to; None for what is no redirect."""
    if after and not before:
        return "mw-new-redirect"
    if before and not after:
        return "mw-removed-redirect"
    return "mw-changed-redirect-target" if before != after else None


def change_tags(edit: Edit, before: Revision | None, target: str | None, *tags: str) -> Edit:
    """The edit with its tags: those given, and one for a redirect made, changed or taken away."""
    found = redirect_tag(before.target if before else None, target)
    added = [tag for tag in (found, *tags) if tag]
    return replace(edit, tags=tuple(dict.fromkeys([*edit.tags, *added])))
