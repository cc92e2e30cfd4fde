"""Running a query: its parts in order, each with its parameters, and the answer they make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.parameters import read_parameters
from pfgraph.sandbox.action.query.continuing import Continuation
from pfgraph.sandbox.action.query.emptylists import EMPTY_MAPS
from pfgraph.sandbox.action.query.pageset import PageSet, page_set, shown, titles_named
from pfgraph.sandbox.action.query.parts import Part
from pfgraph.sandbox.action.query.registry import GENERATORS, LISTS, METAS, PROPS
from pfgraph.sandbox.model.pagetitles import Title

_ALWAYS_TAKEN = ("indexpageids", "redirects", "continue", "rawcontinue", "iwurl", "converttitles")
_EXPORTED = ("export", "exportnowrap", "exportschema")


def query(call: Call) -> Answer:
    """All parts asked for, with what is needed to go on where a list is longer."""
    values = read_parameters(call, "query")
    for name in (*_ALWAYS_TAKEN, *_EXPORTED):
        call.used.add(name)
    asked = {kind: list(values[kind] or ()) for kind in ("prop", "list", "meta")}
    props = frozenset(asked["prop"])
    continuation = Continuation("" if values["rawcontinue"] else values["continue"] or "", props)
    found: Answer = {}
    parts = {name: _part(call, name, continuation) for kind in asked for name in asked[kind]}
    pages = _pages(call, values, continuation)
    _run_props(call, [parts[name] for name in asked["prop"]], pages, found, values)
    for name in asked["list"]:
        if not continuation.skips(name):
            found |= _listed(parts[name])
    for name in asked["meta"]:
        if not continuation.skips(name):
            found |= METAS[name](parts[name])
    return _answer(call, values, continuation, list(parts), found)


def _part(call: Call, name: str, continuation: Continuation, prefix: str = "") -> Part:
    values = read_parameters(call, f"query+{name}", prefix)
    return Part(call, name, values, continuation, bool(prefix))


def _pages(call: Call, values: Mapping[str, Any], continuation: Continuation) -> PageSet:
    name = values["generator"]
    if continuation.pages_done:
        return PageSet()
    if name is None:
        return page_set(call, None)
    part = _part(call, name, continuation, "g")
    return page_set(call, _generated(part))


def _generated(part: Part) -> list[Title]:
    if part.name in GENERATORS:
        return GENERATORS[part.name](part, titles_named(part.call))
    listing = LISTS[part.name]
    titles = [listing.title(row) for row in listing.rows(part)] if listing.title else []
    return list(dict.fromkeys(titles))


def _run_props(
    call: Call,
    parts: Sequence[Part],
    pages: PageSet,
    found: Answer,
    values: Mapping[str, Any],
) -> None:
    found |= pages.notes
    if not pages.asked or not (pages.pages or "badrevids" in pages.notes):
        return
    bodies = [shown(call, page) for page in pages.pages]
    for part in parts:
        if not part.continuation.skips(part.name):
            _add(part, pages, bodies)
    if not bodies:
        return
    if values["indexpageids"]:
        found["pageids"] = [str(key) for key in pages.keys]
    newer = call.version == "2"
    found["pages"] = bodies if newer else dict(zip(map(str, pages.keys), bodies, strict=True))


def _add(part: Part, pages: PageSet, bodies: list[Answer]) -> None:
    prop = PROPS[part.name]
    said = prop(part, pages)
    for place, facts in said.items():
        bodies[place] |= facts


def _listed(part: Part) -> Answer:
    listing = LISTS[part.name]
    rows = listing.rows(part)
    found: Any = [listing.shown(part, row) for row in rows]
    if not found and part.name in EMPTY_MAPS:
        found = {}
    return listing.more(part) | {part.name: found}


def _answer(
    call: Call,
    values: Mapping[str, Any],
    continuation: Continuation,
    parts: Iterable[str],
    found: Answer,
) -> Answer:
    answer: Answer = {}
    if values["rawcontinue"]:
        left = continuation.raw(str(values["generator"]))
        if left:
            answer["query-continue"] = left
    else:
        data, complete = continuation.result(parts, call.sent)
        if complete:
            answer["batchcomplete"] = True if call.version == "2" else ""
        if data:
            answer["continue"] = data
    if call.limits:
        answer["limits"] = call.limits
    if found:
        answer["query"] = found
    return answer
