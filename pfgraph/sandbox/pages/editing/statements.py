"""Adding, changing and removing a statement in a browser."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.responses import Response

from pfgraph.sandbox.model.entities import (
    Step,
    change_statements,
    find_statement,
    put_statement,
    remove_statement,
)
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.ids import new_guid, normal_id, split_guid
from pfgraph.sandbox.model.saving import existing, update
from pfgraph.sandbox.model.statements import checked_statement, read_statement
from pfgraph.sandbox.pages.editing.drafts import Draft, draft_of, read_draft
from pfgraph.sandbox.pages.editing.permitting import RENEWED, editing
from pfgraph.sandbox.pages.editing.refusals import in_words
from pfgraph.sandbox.pages.editing.saved import saving, statement_edit
from pfgraph.sandbox.pages.editing.snakrows import Row
from pfgraph.sandbox.pages.editing.statementform import (
    arranged,
    forgotten,
    named_property,
    statement_of,
)
from pfgraph.sandbox.pages.editing.statementpage import Place, Trouble, conflict, statement_page
from pfgraph.sandbox.pages.editing.suggesting import suggestions
from pfgraph.sandbox.pages.editing.unreadable import Unreadable
from pfgraph.sandbox.pages.rendering import missing, show
from pfgraph.sandbox.pages.visits import Visit, led_to


def edit_statement(visit: Visit) -> Response:
    """`Special:EditStatement/Q1` for a new statement, `Special:EditStatement/Q1$…` for one."""
    place = _place(visit)
    if place is None:
        return missing(visit, f"There is no entity or statement “{visit.names['target']}”.")
    return editing(visit, lambda: _edit(visit, place))


def _place(visit: Visit) -> Place | None:
    target = visit.names["target"]
    parts = split_guid(target)
    entity_id = parts[0] if parts else normal_id(target)
    newest = visit.storage.latest(entity_id) if entity_id else None
    if newest is None or newest.target:
        return None
    known = parts is None or visit.posted or find_statement(newest.content, target)
    return Place(newest, target if parts else "") if known else None


def _edit(visit: Visit, place: Place) -> Response:
    if visit.posted and "main.property" in visit.sent:
        return _posted(visit, place)
    statement = find_statement(place.newest.content, place.guid) if place.guid else None
    if statement is not None:
        return statement_page(visit, place, draft_of(visit.reader, statement), Trouble())
    try:
        draft = Draft(Row("main", named_property(visit, "property")))
    except Unreadable as refusal:
        return _which_property(visit, place, refusal)
    return statement_page(visit, place, draft, Trouble())


def _which_property(visit: Visit, place: Place, refusal: Unreadable) -> Response:
    typed = visit.field("property")
    title = f"Add a statement to {visit.reader.heading(place.newest)}"
    return show(
        visit, "chooseproperty.html", title, 422 if typed else 200, place=place,
        typed=typed, problem=str(refusal) if typed else "", choices=refusal.choices,
        suggestions=suggestions(visit.reader),
    )  # fmt: skip


def _posted(visit: Visit, place: Place) -> Response:
    draft, wish = read_draft(visit.sent), visit.field("do") or "save"
    if wish.startswith(("add:", "drop:")):
        draft, additions = arranged(visit, draft, wish)
        return statement_page(visit, place, draft, Trouble(additions=additions))
    if not visit.own_form:
        return statement_page(visit, place, draft, Trouble(RENEWED))
    if wish == "remove" and place.guid:
        return _removed(visit, place, draft)
    left = forgotten(visit, draft)
    draft, statement = statement_of(visit, draft, place.guid)
    if statement is None or left:
        problem = "Nothing is saved yet: see what is said below."
        return statement_page(visit, place, draft, Trouble(problem, additions=left))
    return _saved(visit, place, draft, statement)


def _saved(visit: Visit, place: Place, draft: Draft, statement: Any) -> Response:
    guid = place.guid or new_guid(place.entity_id)
    properties = visit.wiki.properties
    try:
        read = read_statement(statement | {"id": guid})
        mine = checked_statement(read, guid, properties)
    except ApiError as error:
        return statement_page(visit, place, draft, Trouble(in_words(error)))
    trouble = _put(visit, place.entity_id, guid, put_statement(read, properties), mine)
    if trouble:
        return statement_page(visit, _again(visit, place), draft, trouble)
    return led_to(f"{place.address}#{guid}")


def _removed(visit: Visit, place: Place, draft: Draft) -> Response:
    if find_statement(place.newest.content, place.guid) is None:
        return led_to(place.address)
    trouble = _put(visit, place.entity_id, place.guid, remove_statement(place.guid), None)
    if trouble:
        return statement_page(visit, _again(visit, place), draft, trouble)
    return led_to(place.address)


def _put(visit: Visit, entity_id: str, guid: str, step: Step, mine: Any) -> Trouble | None:
    """Save one statement, unless somebody else changed it; nobody can come in between."""
    try:
        with saving(visit, entity_id):
            newest = existing(visit.wiki, entity_id)
            trouble = conflict(visit, newest, guid, mine)
            if trouble is None:
                edit = statement_edit(visit, find_statement(newest.content, guid), mine)
                update(visit.wiki, newest, [change_statements([step])], edit)
            return trouble
    except ApiError as error:
        return Trouble(in_words(error))


def _again(visit: Visit, place: Place) -> Place:
    """The place as it is by now."""
    return replace(place, newest=visit.storage.latest(place.entity_id) or place.newest)
