"""Whole entities in the REST API's form: reading what is sent or what a patch has made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pfgraph.sandbox.model.entities import Change, statements, with_statements
from pfgraph.sandbox.model.ids import new_guid
from pfgraph.sandbox.model.statements import Properties, Statement, checked_statement
from pfgraph.sandbox.rest.refusals import Invalid
from pfgraph.sandbox.rest.serialising import Json, part_json, statement_json
from pfgraph.sandbox.rest.sitelinks import check_none
from pfgraph.sandbox.rest.statements import read_statements
from pfgraph.sandbox.rest.termpoints import replace_part
from pfgraph.sandbox.rest.terms import (
    Terms,
    changed,
    check_description,
    check_label,
    read_aliases,
    read_terms,
)
from pfgraph.sandbox.store.storage import Entity, Storage

PARTS = ("labels", "descriptions", "aliases", "statements")


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything an editor may set; statements that changed are read and not yet kept."""

    labels: Terms
    descriptions: Terms
    aliases: dict[str, list[str]]
    statements: list[Statement]

    def change(self, properties: Properties) -> Change:
        """A change that makes an entity hold this and nothing else."""

        def change(entity: Entity) -> None:
            for kind in ("labels", "descriptions", "aliases"):
                replace_part(kind, getattr(self, kind))(entity)
            entity["claims"] = with_statements(
                [_kept(each, entity["id"], properties) for each in self.statements]
            )

        return change


def _kept(statement: Statement, entity_id: str, properties: Properties) -> Statement:
    if "type" in statement:  # as it was
        return statement
    return checked_statement(statement, statement["id"] or new_guid(entity_id), properties)


def read_whole(
    sent: Any, path: str, before: Entity, properties: Properties, storage: Storage
) -> Whole:
    """Read an entity, and check what differs from `before`; raises refusals below `path`."""
    if not isinstance(sent, dict) and sent != []:
        raise Invalid(path, sent)
    parts = {name: _part(sent or {}, name, path) for name in (*PARTS, "sitelinks")}
    labels = read_terms(parts["labels"], f"{path}/labels")
    descriptions = read_terms(parts["descriptions"], f"{path}/descriptions")
    owner = before["id"]
    for language in changed(labels, part_json(before, "labels")):
        place = f"{path}/labels/{language}"
        check_label(owner, language, labels[language], descriptions, place, storage)
    for language in changed(descriptions, part_json(before, "descriptions")):
        place = f"{path}/descriptions/{language}"
        check_description(owner, language, descriptions[language], labels, place, storage)
    aliases = read_aliases(parts["aliases"], f"{path}/aliases")
    check_none(parts["sitelinks"], f"{path}/sitelinks")
    kept = {each["id"]: (statement_json(each), each) for each in statements(before)}
    read = read_statements(parts["statements"], f"{path}/statements", properties, kept)
    return Whole(labels, descriptions, aliases, read)


def _part(sent: Json, name: str, path: str) -> Any:
    part = sent.get(name)
    if part is None:
        return {}
    if not isinstance(part, dict | list):
        raise Invalid(f"{path}/{name}", part)
    return part
