"""Lists: all items, all properties, recent changes."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from pfgraph.sandbox.model.ids import TITLES, EntityType
from pfgraph.sandbox.pages.rendering import show
from pfgraph.sandbox.pages.visits import Visit

PAGE = 100
_KINDS: dict[str, EntityType] = {"120": "item", "122": "property"}
_TITLES: dict[EntityType, str] = {"item": "All items", "property": "All properties"}


@dataclass(frozen=True, slots=True)
class ChangesAsked:
    """Which changes a reader wants to see."""

    kind: str
    user: str
    bots: bool
    before: int


def all_pages(visit: Visit) -> Response:
    """Items, or the kind of the namespace asked for, in the order of their numbers."""
    return _listed(visit, _KINDS.get(visit.field("namespace"), "item"), "/wiki/Special:AllPages")


def all_properties(visit: Visit) -> Response:
    """Properties in the order of their numbers, with their datatypes."""
    return _listed(visit, "property", "/wiki/Special:ListProperties")


def _listed(visit: Visit, kind: EntityType, path: str) -> Response:
    ids = visit.storage.entity_ids(kind, visit.number("after"), PAGE + 1)
    return show(
        visit, "list.html", _TITLES[kind], ids=ids[:PAGE], kind=kind, path=path,
        namespace=visit.field("namespace"), datatype=visit.wiki.datatype,
        further=ids[PAGE - 1][1:] if len(ids) > PAGE else "",
    )  # fmt: skip


def recent_changes(visit: Visit) -> Response:
    """The newest revisions of all pages, those of bots too unless they are hidden."""
    return _changes(visit, visit.field("user"), "Recent changes")


def contributions(visit: Visit) -> Response:
    """The newest revisions by one user."""
    user = visit.names.get("user", "").replace("_", " ") or visit.field("target")
    return _changes(visit, user, f"Contributions of {user}" if user else "Contributions")


def _changes(visit: Visit, user: str, title: str) -> Response:
    kind = _KINDS.get(visit.field("namespace"), "")
    asked = ChangesAsked(kind, user, visit.field("hidebots") != "1", visit.number("before"))
    conditions, values = ["NOT p.deleted"], list[object]()
    for condition, value in (
        ("p.kind = ?", asked.kind),
        ("r.user = ?", asked.user),
        ("r.revision_id < ?", asked.before),
    ):
        if value:
            conditions.append(condition)
            values.append(value)
    if not asked.bots:
        conditions.append("NOT r.bot")
    found = visit.storage.revisions(" AND ".join(conditions), values, PAGE + 1)
    further = found[PAGE - 1].revision_id if len(found) > PAGE else 0
    return show(
        visit, "changes.html", title, changes=found[:PAGE], asked=asked, further=further,
        kinds={number: TITLES[kind] for number, kind in _KINDS.items()},
    )  # fmt: skip
