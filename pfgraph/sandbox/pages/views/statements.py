"""Statements and terms of an entity, arranged for its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pfgraph.sandbox.pages.views.links import Link, Reader, language_name
from pfgraph.sandbox.pages.views.values import shown_value
from pfgraph.sandbox.store.storage import Entity

RANKS = {"preferred": "preferred rank", "normal": "normal rank", "deprecated": "deprecated rank"}


@dataclass(frozen=True, slots=True)
class SnakGroup:
    """A property and the values that qualifiers or parts of a reference give it."""

    property: Link
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement as its page shows it; `rank` is empty where it is the normal one."""

    guid: str
    value: Link
    plain: bool
    rank: str
    rank_name: str
    qualifiers: tuple[SnakGroup, ...]
    references: tuple[tuple[SnakGroup, ...], ...]


@dataclass(frozen=True, slots=True)
class StatementGroup:
    """The statements of one property."""

    property_id: str
    property: Link
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class TermsView:
    """The terms in one language; `own` tells whether it is one that the reader reads."""

    code: str
    name: str
    direction: str
    label: str
    description: str
    aliases: tuple[str, ...]


def statement_groups(reader: Reader, entity: Entity) -> list[StatementGroup]:
    """The statements, by property, in their own order."""
    return [
        StatementGroup(key, reader.link(key), tuple(_statement(reader, each) for each in group))
        for key, group in entity["claims"].items()
    ]


def _statement(reader: Reader, statement: Any) -> StatementView:
    rank = statement["rank"]
    return StatementView(
        statement["id"],
        shown_value(reader, statement["mainsnak"]),
        statement["mainsnak"]["snaktype"] == "value",
        "" if rank == "normal" else rank,
        RANKS[rank],
        snak_groups(reader, statement.get("qualifiers", {})),
        tuple(snak_groups(reader, each["snaks"]) for each in statement.get("references", [])),
    )


def snak_groups(reader: Reader, groups: Any) -> tuple[SnakGroup, ...]:
    """Qualifiers, or the parts of a reference."""
    return tuple(
        SnakGroup(reader.link(key), tuple(shown_value(reader, snak) for snak in group))
        for key, group in groups.items()
    )


def terms_of(entity: Entity, first: str) -> list[TermsView]:
    """The terms by language: the reader's first, then in the order in which they were added."""
    kinds = ("labels", "descriptions", "aliases")
    codes = dict.fromkeys([first, *(code for kind in kinds for code in entity[kind])])
    return [terms_in(entity, code) for code in codes]


def terms_in(entity: Entity, code: str) -> TermsView:
    """The terms in one language, empty where there are none."""
    aliases = tuple(alias["value"] for alias in entity["aliases"].get(code, []))
    label = entity["labels"].get(code, {}).get("value", "")
    description = entity["descriptions"].get(code, {}).get("value", "")
    direction = Link("", language=code).direction
    return TermsView(code, language_name(code), direction, label, description, aliases)
