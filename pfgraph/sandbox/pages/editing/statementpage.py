"""The page with the form of a statement, and what may stand above the form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from starlette.responses import Response

from pfgraph.sandbox.model.entities import find_statement
from pfgraph.sandbox.model.ids import title_of
from pfgraph.sandbox.pages.editing.drafts import Draft
from pfgraph.sandbox.pages.editing.snakrows import KINDS, Row, asked
from pfgraph.sandbox.pages.editing.suggesting import suggestions
from pfgraph.sandbox.pages.rendering import show
from pfgraph.sandbox.pages.views.comparison import Difference, statement_difference
from pfgraph.sandbox.pages.views.statements import RANKS
from pfgraph.sandbox.pages.visits import Visit
from pfgraph.sandbox.store.storage import Revision

_OVERTAKEN = (
    "Somebody else changed this statement while you were editing it. Nothing of yours is saved "
    "yet; if you save again, what stands in the form takes the place of theirs."
)
_GONE = (
    "Somebody else removed this statement while you were editing it. "
    "If you save again, it is put back as it stands in the form."
)


@dataclass(frozen=True, slots=True)
class Place:
    """The entity whose page is edited, and the GUID of the statement; empty for a new one."""

    newest: Revision
    guid: str

    @property
    def entity_id(self) -> str:
        return self.newest.entity_id

    @property
    def address(self) -> str:
        return f"/wiki/{title_of(self.entity_id)}"

    @property
    def form(self) -> str:
        """Where the form is sent to."""
        return f"/wiki/Special:EditStatement/{self.guid or self.entity_id}"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a form was not saved: in words, and in a conflict what others did and what is ours."""

    problem: str = ""
    theirs: Difference | None = None
    mine: Difference | None = None
    additions: dict[str, Row] = field(default_factory=dict)


def conflict(visit: Visit, newest: Revision, guid: str, mine: Any) -> Trouble | None:
    """What somebody else made of the statement since the form was opened; `mine` None removes."""
    base = visit.storage.revision(visit.number("baserevid"))
    before = find_statement(base.content, guid) if base else None
    now = find_statement(newest.content, guid)
    if before is None or now in (before, mine):
        return None
    theirs = statement_difference(visit.reader, before, now)
    ours = statement_difference(visit.reader, now, mine) if now or mine else None
    return Trouble(_OVERTAKEN if now else _GONE, theirs, ours)


def statement_page(visit: Visit, place: Place, draft: Draft, trouble: Trouble) -> Response:
    """The form; its hidden fields say on which revision it was opened and is based now."""
    newest = place.newest.revision_id
    failed = trouble.problem or trouble.additions or draft.broken
    verb = "Change" if place.guid else "Add"
    return show(
        visit, "statementform.html", f"{verb} a statement of {visit.reader.heading(place.newest)}",
        409 if trouble.theirs else 422 if failed else 200,
        place=place, draft=draft, trouble=trouble, verb=verb,
        origin=visit.number("origin") or newest,
        base=newest if trouble.theirs else visit.number("baserevid") or newest,
        summary=visit.field("wpSummary"), ranks=RANKS, kinds=KINDS,
        asked={row.name: asked(visit, row) for row in draft.rows},
        suggestions=suggestions(visit.reader),
    )  # fmt: skip
