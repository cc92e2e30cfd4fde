"""The revisions of a page, and two of them compared."""

from __future__ import annotations

from starlette.responses import Response

from pfgraph.sandbox.model.ids import title_of
from pfgraph.sandbox.pages.rendering import missing, show
from pfgraph.sandbox.pages.views.comparison import differences
from pfgraph.sandbox.pages.views.links import content_of
from pfgraph.sandbox.pages.visits import Visit
from pfgraph.sandbox.store.storage import Revision, Storage

PAGE = 50


def history(visit: Visit, newest: Revision) -> Response:
    """The revisions of a page, newest first, two of which can be chosen to be compared."""
    before = visit.number("before") or newest.revision_id + 1
    found = visit.storage.revisions(
        "r.page_id = ? AND r.revision_id < ?", [newest.page_id, before], PAGE + 1
    )
    return show(
        visit, "history.html", f"History of {visit.reader.heading(newest)}",
        revisions=found[:PAGE], newest=newest, name=title_of(newest.entity_id),
        further=found[PAGE - 1].revision_id if len(found) > PAGE else 0,
        editable=visit.account.may("edit"),
    )  # fmt: skip


def compared(visit: Visit, newest: Revision) -> Response:
    """`diff` and `oldid` as MediaWiki has them: numbers, `prev`, `next` or `cur`."""
    pair = _pair(visit, newest)
    if pair is None:
        return missing(visit, f"{title_of(newest.entity_id)} has no such revisions to compare.")
    return _compared(visit, *pair, newest)


def _compared(visit: Visit, old: Revision, new: Revision, newest: Revision) -> Response:
    return show(
        visit, "diff.html", f"Changes of {visit.reader.heading(newest)}", old=old, new=new,
        newest=newest, differences=differences(visit.reader, content_of(old), content_of(new)),
        name=title_of(newest.entity_id),
        around=(neighbours(visit.storage, old)[0], neighbours(visit.storage, new)[1]),
        editable=visit.account.may("edit"),
    )  # fmt: skip


def diff_page(visit: Visit) -> Response:
    """`Special:Diff/OLD/NEW`, or with one number the edit that made this revision."""
    numbers = [part for part in visit.names["numbers"].split("/") if part.isdigit()]
    found = [visit.storage.revision(int(part)) for part in numbers if len(part) < 16]
    old = found[0] if found else None
    new = found[-1] if found else None
    if old is None or new is None or old.page_id != new.page_id:
        return missing(visit, "There are no such revisions of one page to compare.")
    if len(found) == 1:
        old = neighbours(visit.storage, new)[0] or new
    return _compared(visit, old, new, visit.storage.latest(new.entity_id) or new)


def _pair(visit: Visit, newest: Revision) -> tuple[Revision, Revision] | None:
    """The two revisions that an address names, the older one first where one is relative."""
    wanted, other = visit.field("diff"), visit.number("oldid")
    base = visit.storage.revision(other) if other else newest
    if base is None or base.page_id != newest.page_id:
        return None
    before, after = neighbours(visit.storage, base)
    if wanted == "prev":
        return before or base, base
    if wanted == "next":
        return base, after or base
    if wanted in ("cur", "0", ""):
        return base, newest
    new = visit.storage.revision(visit.number("diff"))
    if new is None or new.page_id != newest.page_id:
        return None
    if not other:
        return neighbours(visit.storage, new)[0] or new, new
    return base, new


def neighbours(storage: Storage, revision: Revision) -> tuple[Revision | None, Revision | None]:
    """The revisions of the same page just before and just after this one."""
    values = [revision.page_id, revision.revision_id]
    before = storage.revisions("r.page_id = ? AND r.revision_id < ?", values, 1)
    after = storage.revisions("r.page_id = ? AND r.revision_id > ?", values, 1, "ASC")
    return (before[0] if before else None), (after[0] if after else None)
