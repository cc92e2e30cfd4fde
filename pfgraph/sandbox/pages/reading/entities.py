"""The page of an item or a property, as it is now and as it was."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from pfgraph.sandbox.model.ids import id_of_title, normal_id, title_of
from pfgraph.sandbox.model.pagetitles import BadTitle, read_title
from pfgraph.sandbox.pages.reading.history import compared, history, neighbours
from pfgraph.sandbox.pages.rendering import missing, show
from pfgraph.sandbox.pages.views.links import content_of
from pfgraph.sandbox.pages.views.statements import statement_groups, terms_of
from pfgraph.sandbox.pages.visits import Visit
from pfgraph.sandbox.store.storage import Revision
from pfgraph.sandbox.store.textpages import latest_text


def entity_page(visit: Visit) -> Response:
    """The page behind `/wiki/Item:Q1`, or what its query string asks for."""
    return entity(visit, visit.names["title"])


def entity(visit: Visit, title: str) -> Response:
    """The page of a title: its content, its history, a comparison or an old revision."""
    entity_id = id_of_title(title) or normal_id(title)
    revision = visit.storage.latest(entity_id) if entity_id else None
    if revision is None or entity_id is None:
        return _text(visit, title)
    if title.replace(" ", "_") != title_of(entity_id) and not visit.posted:
        return RedirectResponse(f"/wiki/{title_of(entity_id)}", 301)
    if visit.field("action") == "history":
        return history(visit, revision)
    if "diff" in visit.asked:
        return compared(visit, revision)
    if visit.field("oldid"):
        return _old(visit, revision)
    if revision.target and visit.field("redirect") != "no":
        return _target(visit, revision)
    return _shown(visit, revision)


def _text(visit: Visit, title: str) -> Response:
    """A page of wikitext, such as a talk page that a bot wrote, as it was written."""
    try:
        found = latest_text(visit.storage, read_title(title))
    except BadTitle:
        found = None
    if found is None:
        return missing(visit, f"There is no page “{title}”.")
    return show(visit, "text.html", str(found.title), revision=found)


def _target(visit: Visit, revision: Revision) -> Response:
    """What a redirect leads to, in its place."""
    found = visit.storage.latest(str(revision.target))
    return _shown(visit, found or revision, redirected_from=revision.entity_id if found else "")


def _old(visit: Visit, newest: Revision) -> Response:
    number = visit.field("oldid")
    revision = visit.storage.revision(visit.number("oldid"))
    if revision is None or revision.page_id != newest.page_id:
        return missing(visit, f"{title_of(newest.entity_id)} has no revision {number}.")
    return _shown(visit, revision, newest=newest)


def _shown(
    visit: Visit, revision: Revision, newest: Revision | None = None, redirected_from: str = ""
) -> Response:
    old = newest is not None and newest.revision_id != revision.revision_id
    redirect = bool(revision.target) and not old
    return show(
        visit, "entity.html", visit.reader.heading(revision), entity=content_of(revision),
        revision=revision, old=old, redirect=redirect, redirected_from=redirected_from,
        terms=terms_of(content_of(revision), visit.reader.language),
        groups=statement_groups(visit.reader, content_of(revision)),
        editable=not old and not redirect and visit.account.may("edit"),
        around=neighbours(visit.storage, revision) if old else (None, None),
    )  # fmt: skip
