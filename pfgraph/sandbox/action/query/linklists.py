"""Links between pages: `prop=links|extlinks|linkshere|redirects`, `list=backlinks` and the like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from pfgraph.sandbox.action.calls import Answer
from pfgraph.sandbox.action.query.pageset import PageSet
from pfgraph.sandbox.action.query.parts import Listing, Part, page_facts, title_facts
from pfgraph.sandbox.action.query.records import Record, newest
from pfgraph.sandbox.action.query.windows import last_number
from pfgraph.sandbox.model.entities import statements
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.ids import type_of
from pfgraph.sandbox.model.pagetitles import BadTitle, Title, read_title
from pfgraph.sandbox.store.links import linked
from pfgraph.sandbox.store.storage import Storage

_SHOWN = {
    "all": "",
    "redirects": " AND p.target IS NOT NULL",
    "nonredirects": " AND p.target IS NULL",
}


def links_of(storage: Storage, title: Title) -> list[Title]:
    """The pages that a page leads to, in the order of namespaces and names."""
    revision = storage.latest(title.name) if title.holds_entities else None
    targets = linked(revision.content) if revision is not None else ()
    titles = [Title(120 if type_of(each) == "item" else 122, each) for each in targets]
    return sorted(titles, key=lambda each: (each.namespace, each.name))


def _narrowed(part: Part, titles: list[Title]) -> list[Title]:
    values = part.values
    if values["namespace"]:
        titles = [each for each in titles if each.namespace in values["namespace"]]
    if values["titles"]:
        wanted = {name.replace("_", " ") for name in values["titles"]}
        titles = [each for each in titles if str(each) in wanted]
    return titles[::-1] if values["dir"] == "descending" else titles


def links(part: Part, pages: PageSet) -> Mapping[int, Answer]:
    """`prop=links`."""
    rows = [
        (place, page.record.page_id, title)
        for place, page in enumerate(pages.pages)
        if page.record is not None
        for title in _narrowed(part, links_of(part.storage, page.record.title))
    ]
    start = part.values["continue"]
    if start:
        rows = [row for row in rows if _key(row) >= _start(start)]
    shown = part.page_of(rows, part.values["limit"], lambda row: "|".join(map(str, _key(row))))
    found: dict[int, Answer] = {}
    for place, _, title in shown:
        found.setdefault(place, {"links": []})["links"].append(title_facts(title))
    return found


def _key(row: tuple[int, int, Title]) -> tuple[int, int, str]:
    return row[1], row[2].namespace, row[2].name


def _start(text: str) -> tuple[int, int, str]:
    parts = text.split("|")
    if len(parts) != 3 or not (parts[0].isdecimal() and parts[1].isdecimal()):
        last_number("|")
    return int(parts[0]), int(parts[1]), parts[2]


def linked_pages(part: Part, titles: Sequence[Title]) -> list[Title]:
    """`generator=links`."""
    found = [each for title in titles for each in _narrowed(part, links_of(part.storage, title))]
    return list(dict.fromkeys(found))[: part.values["limit"]]


def external_links(part: Part, pages: PageSet) -> Mapping[int, Answer]:
    """`prop=extlinks`: the values of properties for addresses."""
    key = "url" if part.call.version == "2" else "*"
    rows = [
        (place, address)
        for place, page in enumerate(pages.pages)
        if page.record is not None
        for address in addresses(part.storage, page.record)
    ]
    start = part.values["continue"]
    offset = int(start) if start and start.isdecimal() else 0
    limit = part.values["limit"]
    if len(rows) > offset + limit:
        part.go_on(str(offset + limit))
    found: dict[int, Answer] = {}
    for place, address in rows[offset : offset + limit]:
        found.setdefault(place, {"extlinks": []})["extlinks"].append({key: address})
    return found


def addresses(storage: Storage, record: Record) -> list[str]:
    """The addresses in an entity's statements, first those in the first of each property."""
    if not record.title.holds_entities or record.target:
        return []
    revision = storage.latest(record.title.name)
    if revision is None:
        return []
    groups: dict[str, int] = {}
    ordered: list[tuple[int, list[str]]] = []
    for statement in statements(revision.content):
        name = statement["mainsnak"]["property"]
        groups[name] = groups.get(name, -1) + 1
        ordered.append((groups[name], list(_urls(statement))))
    ordered.sort(key=lambda pair: pair[0])
    return list(dict.fromkeys(_encoded(each) for _, found in ordered for each in found))


def _urls(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("datatype") == "url" and "datavalue" in value:
            yield value["datavalue"]["value"]
            return
        value = value.values()
    elif not isinstance(value, list):
        return
    for each in value:
        yield from _urls(each)


def _encoded(address: str) -> str:
    return quote(address, safe="%/:=&?~#+!$,;'@()*[]-._")


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
    part: Part, title: Title, narrowed: str, namespaces: Sequence[int] | None, limit: int
) -> list[Record]:
    """Pages that lead to a page, in the order of their numbers."""
    if not title.holds_entities:
        return []
    condition, values = f"l.target = ? AND NOT p.deleted{narrowed}", [title.name]
    kinds = {120: "item", 122: "property"}
    if namespaces:
        condition += f" AND p.kind IN ({', '.join('?' * len(namespaces))})"
        values += [kinds.get(each, "") for each in namespaces]
    descending = part.values.get("dir") == "descending"
    if part.values["continue"]:
        condition += f" AND l.page_id {'<=' if descending else '>='} ?"
        values.append(str(last_number(part.values["continue"])))
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
    rows = pages_linking(part, title, _SHOWN[values["filterredir"]], values["namespace"], limit + 1)
    return part.page_of(rows, limit, lambda row: f"{row.title.namespace}|{row.page_id}")


def _linking(part: Part, row: Record) -> Answer:
    facts = page_facts(row) | part.call.flagged(True, "redirect") if row.target else page_facts(row)
    if part.values.get("redirect") and row.target:
        through = pages_linking(part, row.title, "", part.values["namespace"], part.values["limit"])
        if through:
            facts["redirlinks"] = [page_facts(each) for each in through]
    return facts


def _none(part: Part) -> list[Record]:
    _title_of(part)
    return []


def _here(part: Part, pages: PageSet, key: str, narrowed: str) -> Mapping[int, Answer]:
    found: dict[int, Answer] = {}
    limit, values = part.values["limit"], part.values
    for place, page in enumerate(pages.pages):
        if page.title is None:
            continue
        rows = pages_linking(part, page.title, narrowed, values["namespace"], limit + 1)
        shown = part.page_of(rows, limit, lambda row: str(row.page_id))
        if shown:
            found[place] = {key: [_shown_here(part, row, narrowed) for row in shown]}
        limit -= len(shown)
    return found


def _shown_here(part: Part, row: Record, narrowed: str) -> Answer:
    wanted = part.values["prop"]
    facts: Answer = {"pageid": row.page_id} if "pageid" in wanted else {}
    if "title" in wanted:
        facts |= title_facts(row.title)
    if "redirect" in wanted and not narrowed:
        facts |= part.call.flagged(bool(row.target), "redirect")
    return facts


def links_here(part: Part, pages: PageSet) -> Mapping[int, Answer]:
    """`prop=linkshere`."""
    shown = part.values["show"] or []
    narrowed = " AND p.target IS NOT NULL" if "redirect" in shown else ""
    narrowed += " AND p.target IS NULL" if "!redirect" in shown else ""
    return _here(part, pages, "linkshere", narrowed if shown else "")


def redirects_here(part: Part, pages: PageSet) -> Mapping[int, Answer]:
    """`prop=redirects`."""
    return _here(part, pages, "redirects", " AND p.target IS NOT NULL")


def linking_pages(part: Part, titles: Sequence[Title]) -> list[Title]:
    """`generator=linkshere` and `generator=redirects`."""
    narrowed = " AND p.target IS NOT NULL" if part.name == "redirects" else ""
    limit = part.values["limit"]
    rows = [
        row
        for title in titles
        for row in pages_linking(part, title, narrowed, part.values["namespace"], limit)
    ]
    return list(dict.fromkeys(row.title for row in rows))[:limit]


BACK_LINKS = Listing(_back_links, _linking, lambda row: row.title)
EMBEDDED_IN = Listing(_none, _linking, lambda row: row.title)
