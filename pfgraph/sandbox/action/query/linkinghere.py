"""What leads to a page: `prop=linkshere|redirects`, `list=backlinks` and the like."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pfgraph.sandbox.action.calls import Answer
from pfgraph.sandbox.action.query.pageset import PageSet
from pfgraph.sandbox.action.query.parts import Listing, Part, page_facts, title_facts
from pfgraph.sandbox.action.query.records import Record, newest
from pfgraph.sandbox.action.query.windows import continued, last_number
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.pagetitles import BadTitle, Title, read_title

_SHOWN = {
    "all": "",
    "redirects": " AND p.target IS NOT NULL",
    "nonredirects": " AND p.target IS NULL",
}


def _title_of(part: Part) -> Title:
    text, number = part.values["title"], part.values["pageid"]
    prefix = part.prefix
    if (text is None) == (number is None):
        names = f'"{prefix}title", "{prefix}pageid"'
        if text is None:
            raise ApiError("missingparam", f"One of the parameters {names} is required.")
        raise ApiError("invalidparammix", f"The parameters {names} can not be used together.")
    if text is not None:
        try:
            return read_title(text)
        except BadTitle:
            raise ApiError("invalidtitle", f'Bad title "{text}".') from None
    rows = newest(part.storage, "page_id = ?", (number,), 1)
    if not rows:
        raise ApiError("nosuchpageid", f"There is no page with ID {number}.")
    return rows[0].title


def pages_linking(
    part: Part, title: Title, narrowed: str, limit: int, start: int | None = None
) -> list[Record]:
    """Pages that lead to a page, in the order of their numbers, from the number `start` on."""
    if not title.holds_entities:
        return []
    condition, values = f"l.target = ? AND NOT p.deleted{narrowed}", [title.name]
    kinds = {120: "item", 122: "property"}
    namespaces = part.values["namespace"]
    if namespaces:
        condition += f" AND p.kind IN ({', '.join('?' * len(namespaces))})"
        values += [kinds.get(each, "") for each in namespaces]
    descending = part.values.get("dir") == "descending"
    if start is not None:
        condition += f" AND l.page_id {'<=' if descending else '>='} ?"
        values.append(str(start))
    order = "DESC" if descending else "ASC"
    rows = part.storage.rows(
        f"SELECT l.page_id FROM link l JOIN page p USING (page_id) WHERE {condition} "
        f"ORDER BY l.page_id {order} LIMIT ?",
        *values,
        limit,
    )
    numbers = [row[0] for row in rows]
    condition = f"page_id IN ({', '.join('?' * len(numbers))})"
    return newest(part.storage, condition, numbers, limit, f"page_id {order}")


def _back_links(part: Part) -> list[Record]:
    limit, values = part.values["limit"], part.values
    title = _title_of(part)
    start = last_number(values["continue"]) if values["continue"] else None
    rows = pages_linking(part, title, _SHOWN[values["filterredir"]], limit + 1, start)
    return part.page_of(rows, limit, lambda row: f"{row.title.namespace}|{row.page_id}")


def _linking(part: Part, row: Record) -> Answer:
    facts = page_facts(row) | part.call.flagged(True, "redirect") if row.target else page_facts(row)
    if part.values.get("redirect") and row.target:
        through = pages_linking(part, row.title, "", part.values["limit"])
        if through:
            facts["redirlinks"] = [page_facts(each) for each in through]
    return facts


def _none(part: Part) -> list[Record]:
    _title_of(part)
    return []


def _here(part: Part, pages: PageSet, key: str, narrowed: str) -> Mapping[int, Answer]:
    places = {page.title: place for place, page in enumerate(pages.pages) if page.title}
    found: dict[int, Answer] = {}
    for target, row in _rows(part, list(places), narrowed):
        shown = _shown_here(part, row, narrowed)
        found.setdefault(places[target], {key: []})[key].append(shown)
    return found


def _rows(part: Part, titles: Sequence[Title], narrowed: str) -> list[tuple[Title, Record]]:
    """Pages and what leads to each, by namespace and name of the page led to, then by number."""
    limit, start = part.values["limit"], part.values["continue"]
    targets = sorted(set(titles), key=lambda each: (each.namespace, each.name))
    stamp = _stamps(targets)
    begin = continued(start, *map(type, stamp(targets[0], 0))) if start and targets else ()
    found: list[tuple[Title, Record]] = []
    for target in targets:
        place = stamp(target, 0)[:-1]
        if place < begin[:-1] or len(found) > limit:
            continue
        first = int(begin[-1]) if begin and place == begin[:-1] else None
        rows = pages_linking(part, target, narrowed, limit + 1 - len(found), first)
        found += [(target, row) for row in rows]
    return part.page_of(
        found, limit, lambda pair: "|".join(map(str, stamp(pair[0], pair[1].page_id)))
    )


def _stamps(titles: Sequence[Title]) -> Callable[[Title, int], tuple[int | str, ...]]:
    # MediaWiki leaves out of a continuation what is the same for all rows
    namespaces = len({each.namespace for each in titles}) > 1
    names = len({each.name for each in titles}) > 1

    def stamp(title: Title, number: int) -> tuple[int | str, ...]:
        own: list[int | str] = [title.namespace] if namespaces else []
        return (*own, title.name, number) if names else (*own, number)

    return stamp


def _shown_here(part: Part, row: Record, narrowed: str) -> Answer:
    wanted = part.values["prop"]
    facts: Answer = {"pageid": row.page_id} if "pageid" in wanted else {}
    if "title" in wanted:
        facts |= title_facts(row.title)
    if "redirect" in wanted and not narrowed:
        facts |= part.call.flagged(bool(row.target), "redirect")
    return facts


def _narrowed(part: Part) -> str:
    if part.name == "redirects":
        return _SHOWN["redirects"]
    shown = part.values["show"] or []
    narrowed = _SHOWN["redirects"] if "redirect" in shown else ""
    return narrowed + (_SHOWN["nonredirects"] if "!redirect" in shown else "")


def links_here(part: Part, pages: PageSet) -> Mapping[int, Answer]:
    """`prop=linkshere` and `prop=redirects`."""
    return _here(part, pages, part.name, _narrowed(part))


def linking_pages(part: Part, titles: Sequence[Title]) -> list[Title]:
    """`generator=linkshere` and `generator=redirects`."""
    return list(dict.fromkeys(row.title for _, row in _rows(part, titles, _narrowed(part))))


BACK_LINKS = Listing(_back_links, _linking, lambda row: row.title)
EMBEDDED_IN = Listing(_none, _linking, lambda row: row.title)
