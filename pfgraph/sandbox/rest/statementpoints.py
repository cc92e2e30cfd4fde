"""The endpoints of statements, by their own id and under the entity they belong to."""

from __future__ import annotations

from typing import Any

from pfgraph.sandbox.model.entities import (
    change_statements,
    find_statement,
    put_statement,
    remove_statement,
)
from pfgraph.sandbox.model.ids import is_uuid, new_guid, normal_id, split_guid, type_of
from pfgraph.sandbox.model.statements import Statement, checked_snak
from pfgraph.sandbox.rest.calls import Answer, Call, deleted
from pfgraph.sandbox.rest.editing import Metadata, read_metadata, require, save_change
from pfgraph.sandbox.rest.errors import (
    Redirected,
    RestError,
    cannot_modify,
    invalid_path_parameter,
    invalid_query_parameter,
    not_found,
    patch_modified_read_only,
)
from pfgraph.sandbox.rest.patching import apply_patch, check_patch
from pfgraph.sandbox.rest.refusals import told_of_patch_result, told_of_request
from pfgraph.sandbox.rest.serialising import statement_json, statements_json
from pfgraph.sandbox.rest.statements import read_statement
from pfgraph.sandbox.rest.summaries import statement_summary
from pfgraph.sandbox.store.storage import Revision


def get_all(call: Call) -> Answer:
    """The statements of an entity, or those of one of its properties."""
    entity_id = call.entity_id()
    asked = call.query.get("property")
    wanted = normal_id(asked)
    if asked is not None and (wanted is None or type_of(wanted) != "property"):
        raise invalid_query_parameter("property")
    revision = call.entity(entity_id)
    groups = statements_json(revision.content)
    if wanted:
        groups = {key: group for key, group in groups.items() if key == wanted}
    return Answer(groups, revision)


def add(call: Call) -> Answer:
    """Add a statement, always under a new id."""
    entity_id = call.entity_id()
    read = _sent_statement(call)
    metadata = read_metadata(call)
    revision = call.entity(entity_id)
    require(call, "edit")
    guid = new_guid(entity_id)
    answer = _save(call, revision, read | {"id": guid}, metadata, "create")
    template = f"{call.template}/{{statement_id}}"
    place = call.address(template, **call.path, statement_id=guid)
    return Answer(answer.body, answer.revision, 201, {"Location": place})


def get_one(call: Call) -> Answer:
    """One statement."""
    guid = _guid(call)
    _same_owner(call)
    revision, statement = _found(call, guid)
    return Answer(statement_json(statement), revision)


def replace(call: Call) -> Answer:
    """Put another statement of the same property in a statement's place."""
    guid = _guid(call)
    read = _sent_statement(call)
    metadata = read_metadata(call)
    _same_owner(call)
    revision = _owner(call, guid)
    require(call, "edit")
    if read["id"] not in (None, guid, call.path["statement_id"]):
        raise cannot_modify("/statement/id")
    statement = _statement(revision, guid)
    if read["mainsnak"]["property"] != statement["mainsnak"]["property"]:
        raise cannot_modify("/statement/property/id")
    return _save(call, revision, read | {"id": guid}, metadata, "update")


def patch(call: Call) -> Answer:
    """Change a statement by a JSON Patch."""
    guid = _guid(call)
    metadata, operations = read_metadata(call), check_patch(call.body["patch"])
    _same_owner(call)
    revision, statement = _found(call, guid)
    require(call, "edit")
    patched = apply_patch(statement_json(statement), operations)
    with told_of_patch_result():
        read = read_statement(patched, "", call.wiki.properties)
    if read["id"] not in (None, guid):
        raise patch_modified_read_only("/id")
    if read["mainsnak"]["property"] != statement["mainsnak"]["property"]:
        raise patch_modified_read_only("/property/id")
    return _save(call, revision, read | {"id": guid}, metadata, "update")


def delete(call: Call) -> Answer:
    """Take a statement away."""
    guid = _guid(call)
    metadata = read_metadata(call)
    _same_owner(call)
    revision, statement = _found(call, guid)
    require(call, "edit")
    summary = statement_summary("remove", statement["mainsnak"], call.wiki)
    change = change_statements([remove_statement(guid)])
    save_change(call, revision, [change], metadata, summary)
    return deleted("Statement")


def _sent_statement(call: Call) -> Statement:
    with told_of_request():
        return read_statement(call.body["statement"], "/statement", call.wiki.properties)


def _guid(call: Call) -> str:
    """The statement id in the path, its entity id in upper case; checks the entity's id first."""
    if len(call.path) > 1:
        call.entity_id()
    parts = split_guid(call.path["statement_id"])
    if parts is None or not is_uuid(parts[1]):
        raise invalid_path_parameter("statement_id")
    return f"{parts[0]}${parts[1]}"


def _same_owner(call: Call) -> None:
    if len(call.path) == 1:
        return
    name = f"{call.subject}_id"
    told = {name: call.path[name], "statement_id": call.path["statement_id"]}
    if told["statement_id"].partition("$")[0].upper() != told[name].upper():
        text = f"IDs of the {call.subject.capitalize()} and the Statement do not match"
        raise RestError(f"{call.subject}-statement-id-mismatch", text, **told)


def _owner(call: Call, guid: str) -> Revision:
    """The entity of a statement; without one, and behind a redirect, there is no statement."""
    entity_id = guid.partition("$")[0]
    if len(call.path) == 1 and call.wiki.storage.latest(entity_id) is None:
        raise not_found("statement")
    try:
        return call.entity(entity_id)
    except Redirected as redirected:
        raise not_found("statement") from redirected


def _statement(revision: Revision, guid: str) -> Statement:
    statement = find_statement(revision.content, guid)
    if statement is None:
        raise not_found("statement")
    return statement


def _found(call: Call, guid: str) -> tuple[Revision, Statement]:
    revision = _owner(call, guid)
    return revision, _statement(revision, guid)


def _save(
    call: Call, revision: Revision, read: dict[str, Any], metadata: Metadata, action: str
) -> Answer:
    change = change_statements([put_statement(read, call.wiki.properties)])
    snak = checked_snak(read["mainsnak"], call.wiki.properties)
    summary = statement_summary(action, snak, call.wiki)
    saved = save_change(call, revision, [change], metadata, summary)
    return Answer(statement_json(_statement(saved, read["id"])), saved)
