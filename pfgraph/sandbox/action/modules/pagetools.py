"""What the modules that work on pages, not on entities, have in common."""

from __future__ import annotations

from dataclasses import dataclass

from pfgraph.sandbox.action.calls import Call
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.ids import title_of
from pfgraph.sandbox.model.pagetitles import PROJECT, BadTitle, Title, read_title
from pfgraph.sandbox.store.storage import Revision
from pfgraph.sandbox.store.textpages import TextRevision, latest_text

_MISSING = "The page you specified doesn't exist."


@dataclass(frozen=True, slots=True)
class Page:
    """A page as asked for: its title, and what it holds now if it is there."""

    title: Title
    entity: Revision | None = None
    text: TextRevision | None = None

    @property
    def current(self) -> Revision | TextRevision | None:
        return self.entity or self.text

    @property
    def page_id(self) -> int:
        return self.current.page_id if self.current else 0


def sent_title(call: Call, name: str = "title") -> Title:
    """The title in a parameter; raises `invalidtitle`."""
    try:
        return read_title(call.text(name))
    except BadTitle:
        raise ApiError("invalidtitle", f'Bad title "{call.text(name)}".') from None


def sent_page(call: Call) -> Page:
    """The page that `title` or `pageid` names, there or not."""
    number = call.number("pageid")
    if call.text("title") and number is None:
        return page_with(call, sent_title(call))
    if number is None or call.text("title"):
        several = "Only one" if call.text("title") else "One"
        code = "invalidparammix" if call.text("title") else "missingparam"
        names = '"title" and "pageid"'
        text = f"{several} of the parameters {names} is required."
        if code == "invalidparammix":
            text = f"The parameters {names} can not be used together."
        raise ApiError(code, text)
    title = _title_with(call, number)
    if title is None:
        raise ApiError("nosuchpageid", f"There is no page with ID {number}.")
    return page_with(call, title)


def _title_with(call: Call, page_id: int) -> Title | None:
    rows = call.wiki.storage.rows(
        "SELECT entity_id, '' FROM page WHERE page_id = ? AND NOT deleted "
        "UNION SELECT '', title FROM text_page WHERE page_id = ? AND NOT deleted",
        page_id,
        page_id,
    )
    if not rows:
        return None
    entity_id, title = rows[0]
    return read_title(title_of(entity_id) if entity_id else title)


def page_with(call: Call, title: Title) -> Page:
    """The page with a title, there or not."""
    if title.entity_id:
        return Page(title, entity=call.wiki.storage.latest(title.entity_id))
    return Page(title, text=latest_text(call.wiki.storage, title))


def present(page: Page) -> Revision | TextRevision:
    """What a page holds; raises `missingtitle`."""
    if page.current is None:
        raise ApiError("missingtitle", _MISSING)
    return page.current


def require_right(call: Call, right: str) -> None:
    """Raise `permissiondenied` for those without a right of administrators."""
    if not call.account.may(right):
        raise ApiError(
            "permissiondenied",
            "The action you have requested is limited to users in the group: "
            f"[[{PROJECT}:Administrators|Administrators]].",
        )
