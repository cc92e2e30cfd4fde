"""Merging one item into another: what moves, what becomes an alias, and what stands in the way."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pfgraph.sandbox.model.entities import empty, statements, with_statements
from pfgraph.sandbox.model.ids import new_guid
from pfgraph.sandbox.model.statements import Statement
from pfgraph.sandbox.store.storage import Entity

IGNORABLE = ("description", "sitelink", "statement")
"""The conflicts that somebody who merges may choose to ignore."""


class Conflict(Exception):
    """The items cannot be merged; the text says why, as a Wikibase does."""


def merged(source: Entity, target: Entity, ignored: Collection[str] = ()) -> tuple[Entity, Entity]:
    """What is left of the source, and the target with all that moved; raises Conflict.

    A label that the target has otherwise becomes an alias. A statement that the target has
    already, qualifiers included, only gives its references. The items themselves stay as they are.
    """
    left, kept = empty("item", source["id"]), dict(target)
    kept["aliases"] = {code: list(held) for code, held in target["aliases"].items()}
    _move_labels(source, kept)
    _move_descriptions(source, left, kept, "description" in ignored)
    for language, aliases in source["aliases"].items():
        for alias in aliases:
            _add_alias(kept, language, alias["value"])
    if "statement" not in ignored:
        _check_references(source, target)
    kept["claims"] = with_statements(_with_moved(statements(source), statements(target), kept))
    return left, kept


def is_empty(item: Entity) -> bool:
    """Whether an item has neither terms nor statements nor links."""
    parts = ("labels", "descriptions", "aliases", "claims", "sitelinks")
    return not any(item.get(part) for part in parts)


def _move_labels(source: Entity, kept: Entity) -> None:
    labels = dict(kept["labels"])
    for language, label in source["labels"].items():
        if labels.setdefault(language, label)["value"] != label["value"]:
            _add_alias(kept, language, label["value"])
    kept["labels"] = labels


def _move_descriptions(source: Entity, left: Entity, kept: Entity, ignore: bool) -> None:
    descriptions, remaining = dict(kept["descriptions"]), {}
    for language, text in source["descriptions"].items():
        if descriptions.setdefault(language, text)["value"] == text["value"]:
            continue
        if not ignore:
            raise Conflict(f"Conflicting descriptions for language {language}")
        remaining[language] = text
    left["descriptions"], kept["descriptions"] = remaining, descriptions


def _add_alias(kept: Entity, language: str, text: str) -> None:
    held = kept["aliases"].setdefault(language, [])
    if all(alias["value"] != text for alias in held):
        held.append({"language": language, "value": text})


def _check_references(source: Entity, target: Entity) -> None:
    found = [*_references(target, source["id"]), *_references(source, target["id"])]
    if found:
        raise Conflict(
            "The two items cannot be merged because one of them links to the other "
            f"using the properties: {', '.join(found)}"
        )


def _references(item: Entity, other: str) -> Iterator[str]:
    """The properties of all snaks of an item that point to another."""
    for statement in statements(item):
        for snak in _all_snaks(statement):
            value = snak.get("datavalue", {})
            if value.get("type") == "wikibase-entityid" and value["value"]["id"] == other:
                yield snak["property"]


def _all_snaks(statement: Statement) -> Iterator[Mapping[str, Any]]:
    yield statement["mainsnak"]
    groups = [statement.get("qualifiers", {})]
    groups += [reference["snaks"] for reference in statement.get("references", [])]
    for group in groups:
        for snaks in group.values():
            yield from snaks


def _with_moved(moving: list[Statement], held: list[Statement], kept: Entity) -> list[Statement]:
    """The target's statements, those that move behind them or inside them."""
    same = {_essence(statement): number for number, statement in reversed([*enumerate(held)])}
    result = list(held)
    for statement in moving:
        number = same.get(_essence(statement))
        if number is None:
            result.append({**statement, "id": new_guid(kept["id"])})
        else:
            result[number] = _with_references(result[number], statement)
    return result


def _essence(statement: Statement) -> tuple[str, tuple[str, ...]]:
    """Main snak and qualifiers, by their hashes, the latter in any order."""
    groups = statement.get("qualifiers", {}).values()
    hashes = (snak["hash"] for snaks in groups for snak in snaks)
    return statement["mainsnak"]["hash"], tuple(sorted(hashes))


def _with_references(statement: Statement, other: Statement) -> Statement:
    references = list(statement.get("references", []))
    known = {reference["hash"] for reference in references}
    for reference in other.get("references", []):
        if reference["hash"] not in known:
            known.add(reference["hash"])
            references.append(reference)
    return {**statement, "references": references} if references else statement
