"""The pages of a query: from `titles`, `pageids`, `revids` or a generator.

See https://www.mediawiki.org/wiki/API:Query#Specifying_pages
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.query.parts import Page, title_facts
from pfgraph.sandbox.action.query.records import Record, newest, page_of, records
from pfgraph.sandbox.action.query.titles import (
    is_special_page,
    other_wiki,
    why_bad,
    without_fragment,
)
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.ids import type_of
from pfgraph.sandbox.model.pagetitles import BadTitle, Title, read_title

_LISTED = ("titles", "pageids", "revids")
_NO_REDIRECTS = (
    'Redirect resolution cannot be used together with the "revids" parameter. Any redirects the '
    '"revids" point to have not been resolved.'
)


@dataclass(slots=True)
class PageSet:
    """The pages in the order of the answer, the revisions asked for, and notes on the way.

    `keys` are the pages' numbers, negative for those that have none.
    """

    pages: list[Page] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)
    revisions: list[Record] = field(default_factory=list)
    notes: Answer = field(default_factory=dict)
    asked: bool = False
    by_revision: bool = False

    @property
    def places(self) -> dict[int, int]:
        """Where each page that is there stands among the pages, by its number."""
        found = [(page.record, place) for place, page in enumerate(self.pages)]
        return {record.page_id: place for record, place in found if record is not None}

    def note(self, name: str, entry: Answer) -> None:
        """Add to `normalized`, `redirects` and the like."""
        entries = self.notes.setdefault(name, [])
        if entry not in entries:
            entries.append(entry)


def page_set(call: Call, generated: Sequence[Title] | None) -> PageSet:
    """The pages of a request; raises where they are named in two ways at once."""
    named = [name for name in _LISTED if call.sent.get(name)]
    if len(named) > 1 and generated is None:
        listed = ", ".join(f'"{name}"' for name in named)
        text = f"The parameters {listed} can not be used together."
        raise ApiError("invalidparammix", text)
    found = PageSet(asked=bool(named) or generated is not None)
    if generated is not None:
        _add_titles(call, found, (str(title) for title in generated))
    else:
        _add_titles(call, found, call.values("titles"))
        _add_numbers(call, found)
        _add_revisions(call, found)
    ordered = sorted(_numbered(found.pages), key=lambda pair: pair[0])
    found.keys = [key for key, _ in ordered]
    found.pages = [page for _, page in ordered]
    return found


def titles_named(call: Call) -> list[Title]:
    """The titles that a generator such as `links` starts from."""
    return [page.title for page in page_set(call, None).pages if page.title is not None]


def _add_titles(call: Call, found: PageSet, texts: Iterable[str]) -> None:
    for text in texts:
        abroad = other_wiki(text)
        if abroad is not None:
            url = {"url": abroad[1]} if call.flag("iwurl") else {}
            found.note("interwiki", {"title": text, "iw": abroad[0]} | url)
            continue
        try:
            title = read_title(without_fragment(text))
        except BadTitle:
            found.pages.append(Page(None, None, text, why_bad(text)))
            continue
        if str(title) != text:
            extra = {"fromencoded": False} if call.version == "2" else {}
            found.note("normalized", extra | {"from": text, "to": str(title)})
        found.pages.append(_followed(call, found, title))


def _followed(call: Call, found: PageSet, title: Title) -> Page:
    record = page_of(call.wiki.storage, title)
    if record is None or not record.target or not call.flag("redirects"):
        return Page(title, record)
    target = _target(record)
    found.note("redirects", {"from": str(title), "to": str(target)})
    return Page(target, page_of(call.wiki.storage, target))


def _target(record: Record) -> Title:
    entity_id = str(record.target)
    return Title(120 if type_of(entity_id) == "item" else 122, entity_id)


def _add_numbers(call: Call, found: PageSet) -> None:
    for text in call.values("pageids"):
        number = int(text)
        rows = newest(call.wiki.storage, "page_id = ?", (number,), 1)
        if not rows:
            found.pages.append(Page(None, None, number=number))
        elif rows[0].target and call.flag("redirects"):
            found.pages.append(_followed(call, found, rows[0].title))
        else:
            found.pages.append(Page(rows[0].title, rows[0]))


def _add_revisions(call: Call, found: PageSet) -> None:
    numbers = [int(text) for text in call.values("revids")]
    if numbers and call.flag("redirects"):
        call.warn("query", _NO_REDIRECTS, "redirectsandrevids")
    for number in dict.fromkeys(numbers):
        rows = records(call.wiki.storage, "revision_id = ?", (number,), 1)
        if not rows:
            missing = {"revid": number} | call.flagged(True, "missing")
            found.notes.setdefault("badrevids", {})[str(number)] = missing
            continue
        found.revisions.append(rows[0])
        latest = newest(call.wiki.storage, "page_id = ?", (rows[0].page_id,), 1)
        found.pages.append(Page(rows[0].title, latest[0]))
    found.by_revision = bool(numbers)


def _numbered(pages: list[Page]) -> Iterator[tuple[int, Page]]:
    """Each page once with a number: its own, or -1, -2… for bad titles and then for missing ones,
    which count namespace by namespace."""
    unique = {(str(page.title), page.asked, page.number): page for page in pages}.values()
    without = [page for page in unique if page.record is None and not page.number]
    spaces = list(dict.fromkeys(page.title.namespace for page in without if page.title))
    without.sort(key=lambda page: _rank(page, spaces))
    for number, page in enumerate(without, 1):
        yield -number, page
    for page in unique:
        if page.record is not None:
            yield page.record.page_id, page
        elif page.number:
            yield page.number, page


def _rank(page: Page, spaces: Sequence[int]) -> int:
    if page.title is None or page.title.namespace < 0:
        return -1
    return spaces.index(page.title.namespace)


def shown(call: Call, page: Page) -> Answer:
    """What an answer says of a page before any prop does."""
    if page.record is not None:
        return {"pageid": page.record.page_id, **title_facts(page.record.title)}
    if page.title is None and page.number:
        return {"pageid": page.number} | call.flagged(True, "missing")
    if page.title is None:
        return {"title": page.asked, "invalidreason": page.why_bad} | call.flagged(True, "invalid")
    facts = title_facts(page.title)
    if page.title.namespace < 0:
        missing = call.flagged(True, "missing") if not is_special_page(page.title.name) else {}
        return facts | missing | call.flagged(True, "special")
    return facts | call.flagged(True, "missing")
