"""Where pages lead to: `prop=links|extlinks`, and what other lists are made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from pfgraph.sandbox.action.calls import Answer
from pfgraph.sandbox.action.query.pageset import PageSet
from pfgraph.sandbox.action.query.parts import Part, title_facts
from pfgraph.sandbox.action.query.records import Record, page_of
from pfgraph.sandbox.action.query.windows import continued
from pfgraph.sandbox.model.entities import statements
from pfgraph.sandbox.model.ids import type_of
from pfgraph.sandbox.model.pagetitles import Title
from pfgraph.sandbox.store.links import linked
from pfgraph.sandbox.store.storage import Storage


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
    return titles


def links(part: Part, pages: PageSet) -> Mapping[int, Answer]:
    """`prop=links`."""
    places = pages.places
    found: dict[int, Answer] = {}
    for number, title in _rows(part, [page.record for page in pages.pages]):
        found.setdefault(places[number], {"links": []})["links"].append(title_facts(title))
    return found


def linked_pages(part: Part, titles: Sequence[Title]) -> list[Title]:
    """`generator=links`."""
    records = [page_of(part.storage, title) for title in titles]
    return list(dict.fromkeys(title for _, title in _rows(part, records)))


def _rows(part: Part, records: Iterable[Record | None]) -> list[tuple[int, Title]]:
    """Pages by number with what they lead to, as many as were asked for."""
    descending = part.values["dir"] == "descending"
    rows = {
        (record.page_id, title)
        for record in records
        if record is not None
        for title in _narrowed(part, links_of(part.storage, record.title))
    }
    ordered = sorted(rows, key=_key, reverse=descending)
    if part.values["continue"]:
        start = _start(part.values["continue"])
        ordered = [
            row for row in ordered if (_key(row) <= start if descending else _key(row) >= start)
        ]
    return part.page_of(ordered, part.values["limit"], lambda row: "|".join(map(str, _key(row))))


def _key(row: tuple[int, Title]) -> tuple[int, int, str]:
    return row[0], row[1].namespace, row[1].name


def _start(text: str) -> tuple[int, int, str]:
    number, namespace, name = continued(text, int, int, str)
    return int(number), int(namespace), str(name)


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
