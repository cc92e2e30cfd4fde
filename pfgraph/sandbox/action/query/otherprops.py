"""The smaller props: `pageprops`, `contributors`, the terms, and those that are always empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pfgraph.sandbox.action.calls import Answer
from pfgraph.sandbox.action.query.changes import user_number
from pfgraph.sandbox.action.query.pageset import PageSet
from pfgraph.sandbox.action.query.parts import Part
from pfgraph.sandbox.action.query.patrolling import check_deleted_history
from pfgraph.sandbox.action.query.records import FOUNDER, Record, of_revision
from pfgraph.sandbox.action.query.revisionfacts import revision_facts
from pfgraph.sandbox.action.query.windows import continued
from pfgraph.sandbox.model.entities import statements
from pfgraph.sandbox.model.entityjson import text_in
from pfgraph.sandbox.model.languages import fallbacks
from pfgraph.sandbox.store.storage import Entity, Storage


def nothing(_: Part, __: PageSet) -> Mapping[int, Answer]:
    """A prop that says nothing, as the wiki has no files, categories or links to other wikis."""
    return {}


def deleted_revisions(part: Part, pages: PageSet) -> Mapping[int, Answer]:
    """`prop=deletedrevisions`: the newest ones of entities that are deleted, for administrators."""
    check_deleted_history(part.call)
    wanted, slots = part.values["prop"], part.values["slots"] is not None
    found: dict[int, Answer] = {}
    for place, page in enumerate(pages.pages):
        deleted = "p.entity_id = ? AND p.deleted"
        limit = part.values["limit"] or 10
        rows = part.storage.revisions(deleted, [page.title.name], limit) if page.title else []
        if rows:
            facts = [revision_facts(part.call, of_revision(each), wanted, slots) for each in rows]
            found[place] = {"deletedrevisions": facts}
    return found


def page_properties(storage: Storage, record: Record) -> dict[str, int]:
    """What the wiki notes of an entity's page; empty for other pages."""
    revision = storage.latest(record.title.name) if record.title.holds_entities else None
    if revision is None or record.target:
        return {}
    held = statements(revision.content)
    counts = {
        "unexpectedUnconnectedPage": -record.title.namespace,
        "wb-claims": len(held),
    }
    if record.title.namespace == 120:
        counts["wb-identifiers"] = sum(
            each["mainsnak"].get("datatype") == "external-id" for each in held
        )
        counts["wb-sitelinks"] = 0
    return counts


def page_props(part: Part, pages: PageSet) -> Mapping[int, Answer]:
    """`prop=pageprops`."""
    wanted = part.values["prop"]
    found: dict[int, Answer] = {}
    for place, page in enumerate(pages.pages):
        if page.record is None:
            continue
        noted = {
            name: str(value)
            for name, value in page_properties(part.storage, page.record).items()
            if not wanted or name in wanted
        }
        if noted:
            found[place] = {"pageprops": noted}
    return found


def contributors(part: Part, pages: PageSet) -> Mapping[int, Answer]:
    """`prop=contributors`: who edited each page, visitors as a number."""
    places = pages.places
    found: dict[int, Answer] = {}
    rows = [(page, *each) for page in sorted(places) for each in _editors(part, page)]
    if not part.values["continue"]:
        for page, number, _ in rows:
            if not number:
                told = found.setdefault(places[page], {"anoncontributors": 0})
                told["anoncontributors"] += 1
    for page, number, name in _shown(part, [row for row in rows if row[1]]):
        told = found.setdefault(places[page], {})
        told.setdefault("contributors", []).append({"userid": number, "name": name})
    return found


def _editors(part: Part, page: int) -> list[tuple[int, str]]:
    """Who edited a page: the number of the account, 0 for a visitor, and the name."""
    rows = part.storage.rows(
        "SELECT user FROM revision WHERE page_id = ?1 UNION "
        "SELECT user FROM text_revision WHERE page_id = ?1",
        page,
    )
    names = [row[0] for row in rows] or [FOUNDER]
    return sorted((user_number(each), each) for each in names)


def _shown(part: Part, rows: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    if part.values["continue"]:
        start = continued(part.values["continue"], int, int)
        rows = [row for row in rows if row[:2] >= start]
    return part.page_of(rows, part.values["limit"], lambda row: f"{row[0]}|{row[1]}")


def entity_terms(part: Part, pages: PageSet) -> Mapping[int, Answer]:
    """`prop=entityterms`: label, description and aliases in one language and its fallbacks."""
    language = part.values["language"] or part.call.language
    wanted = part.values["terms"] or ["alias", "label", "description"]
    found: dict[int, Answer] = {}
    for place, page in enumerate(pages.pages):
        if page.record is None or not page.record.title.holds_entities or page.record.target:
            continue
        revision = part.storage.latest(page.record.title.name)
        terms = _terms(revision.content, language, wanted) if revision else {}
        if terms:
            found[place] = {"entityterms": terms}
    return found


def _terms(content: Entity, language: str, wanted: list[str]) -> dict[str, Any]:
    terms: dict[str, Any] = {}
    for kind in ("alias", "label", "description"):
        if kind not in wanted:
            continue
        if kind == "alias":
            aliases = _aliases(content, language)
            terms |= {"alias": aliases} if aliases else {}
            continue
        text = text_in(content, f"{kind}s", language)
        if text is not None:
            terms[kind] = [text[0]]
    return terms


def _aliases(content: Entity, language: str) -> list[str]:
    held = content.get("aliases", {})
    for code in fallbacks(language):
        if held.get(code):
            return [each["value"] for each in held[code]]
    return []
