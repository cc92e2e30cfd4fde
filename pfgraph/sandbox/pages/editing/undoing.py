"""Undoing an edit, and going back to an old revision."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from pfgraph.sandbox.model.changetags import UNDO
from pfgraph.sandbox.model.entities import statements
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.ids import title_of
from pfgraph.sandbox.model.saving import restore
from pfgraph.sandbox.model.statements import Statement
from pfgraph.sandbox.model.summaries import shortened_comment, undo_summary
from pfgraph.sandbox.model.undoing import NothingLeft, undone
from pfgraph.sandbox.pages.editing.permitting import RENEWED, editing
from pfgraph.sandbox.pages.editing.refusals import in_words
from pfgraph.sandbox.pages.editing.saved import saving
from pfgraph.sandbox.pages.reading.history import neighbours
from pfgraph.sandbox.pages.rendering import missing, show
from pfgraph.sandbox.pages.views.comparison import differences
from pfgraph.sandbox.pages.views.links import content_of
from pfgraph.sandbox.pages.visits import Visit, led_to
from pfgraph.sandbox.store.storage import Edit, Entity, Revision

_OVERLAP = (
    "This edit can not be undone, since later edits changed the same things. "
    "Change them by hand, or restore an old revision."
)
_NOTHING = "There is nothing left to undo: the page says already what it would say."


@dataclass(frozen=True, slots=True)
class Step:
    """A way back: what was done between `good` and `bad` is taken out of the newest revision."""

    bad: Revision
    good: Revision
    restores: bool

    @property
    def comment(self) -> str:
        if self.restores:
            return f"Restore revision {self.good.revision_id} by {self.good.user}"
        return undo_summary(self.bad.revision_id, self.bad.user)

    @property
    def tags(self) -> tuple[str, ...]:
        return () if self.restores else (UNDO,)


def undo(visit: Visit, newest: Revision) -> Response:
    """`action=edit&undo=…&undoafter=…` or `&restore=…`: what it would do, then done."""
    step = _step(visit, newest)
    if step is None:
        return missing(visit, f"{title_of(newest.entity_id)} has no such revision to go back to.")
    return editing(visit, lambda: _undo(visit, newest, step))


def _step(visit: Visit, newest: Revision) -> Step | None:
    restores = visit.number("restore")
    bad = newest if restores else visit.storage.revision(visit.number("undo"))
    if bad is None or bad.page_id != newest.page_id:
        return None
    after = restores or visit.number("undoafter")
    good = visit.storage.revision(after) if after else neighbours(visit.storage, bad)[0]
    if good is None or good.page_id != newest.page_id:
        return None
    return Step(bad, good, bool(restores))


def _undo(visit: Visit, newest: Revision, step: Step) -> Response:
    result = _result(step, newest)
    if result is None:
        return _page(visit, newest, step, None, _OVERLAP, 409)
    if result == newest.content:
        return _page(visit, newest, step, None, _NOTHING, 200)
    if not visit.posted:
        return _page(visit, newest, step, result, "", 200)
    if not visit.own_form:
        return _page(visit, newest, step, result, RENEWED, 422)
    try:
        done = _saved(visit, newest.entity_id, step)
    except ApiError as error:
        return _page(visit, newest, step, result, in_words(error), 422)
    if not done:
        return _page(visit, newest, step, None, _OVERLAP, 409)
    return led_to(f"/wiki/{title_of(newest.entity_id)}")


def _saved(visit: Visit, entity_id: str, step: Step) -> bool:
    """Save what is right by now; False if somebody has just changed the same things."""
    said = visit.field("wpSummary") or step.comment
    edit = Edit(visit.account.name, shortened_comment(said), False, tags=step.tags)
    with saving(visit, entity_id):
        newest = visit.storage.latest(entity_id)
        result = _result(step, newest) if newest else None
        if newest is None or result is None:
            return False
        restore(visit.wiki, newest, result, edit)
        return True


def _result(step: Step, newest: Revision) -> Entity | None:
    """What the page would say; None where later edits touched the same things."""
    if step.restores:
        return step.good.content
    good, bad, now = (_by_guid(each) for each in (step.good, step.bad, newest))
    for guid in {**good, **bad}:
        if good.get(guid) != bad.get(guid) and now.get(guid) not in (good.get(guid), bad.get(guid)):
            return None
    try:
        return undone(step.good.content, step.bad.content, newest.content)
    except NothingLeft:
        return None


def _by_guid(revision: Revision) -> dict[str, Statement]:
    return {each["id"]: each for each in statements(content_of(revision))}


def _page(
    visit: Visit, newest: Revision, step: Step, result: Entity | None, problem: str, status: int
) -> Response:
    shown = []
    if result is not None and "claims" in result:
        shown = differences(visit.reader, content_of(newest), result)
    return show(
        visit, "undo.html", f"Go back on {visit.reader.heading(newest)}", status, newest=newest,
        step=step, differences=shown, problem=problem, possible=result is not None,
        name=title_of(newest.entity_id), summary=visit.field("wpSummary"),
    )  # fmt: skip
