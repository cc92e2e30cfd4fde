"""Changes of items as JSON, for plan files and the journal."""

import json
from collections.abc import Iterable
from typing import Any

from pfgraph.dates import PartialDate
from pfgraph.wikibase.changes import (
    Action,
    Conflict,
    ItemChange,
    Reason,
    Settled,
    Side,
    StatementEdit,
)
from pfgraph.wikibase.datamodel import Rank, Reference, Snak, Statement, Unknown
from pfgraph.wikibase.values import (
    ItemValue,
    OtherValue,
    QuantityValue,
    StringValue,
    TextValue,
    TimeValue,
    Value,
)


def change_to_json(change: ItemChange) -> dict[str, Any]:
    """One item's change as plain data; statements by marker, GUID, rank and snaks."""
    return {
        "key": change.key,
        "id": change.id,
        "revision": change.revision,
        "labels": {code: list(texts) for code, texts in change.labels.items()},
        "descriptions": change.descriptions,
        "aliases": {code: sorted(texts) for code, texts in change.aliases.items()},
        "edits": [
            {
                "action": str(edit.action),
                "before": _statement(edit.before),
                "after": _statement(edit.after),
            }
            for edit in change.edits
        ],
        "conflicts": [conflict_to_json(each) for each in change.conflicts],
        "settled": [
            {"prefer": str(each.side), **conflict_to_json(each.conflict)} for each in change.settled
        ],
    }


def change_from_json(data: dict[str, Any]) -> ItemChange:
    """The change that `change_to_json` described; KeyError, TypeError or ValueError otherwise."""
    return ItemChange(
        data["key"],
        data["id"],
        data["revision"],
        {code: (before, after) for code, (before, after) in data["labels"].items()},
        data["descriptions"],
        {code: frozenset(texts) for code, texts in data["aliases"].items()},
        tuple(
            StatementEdit(Action(each["action"]), _read(each["before"]), _read(each["after"]))
            for each in data["edits"]
        ),
        tuple(conflict_from_json(each) for each in data["conflicts"]),
        tuple(
            Settled(conflict_from_json(each), Side(each["prefer"]))
            for each in data.get("settled", ())
        ),
    )


def conflict_to_json(conflict: Conflict) -> dict[str, Any]:
    """One conflict as plain data."""
    return {
        "what": conflict.what,
        "part": conflict.part,
        "reason": conflict.reason.name.lower(),
        "ours": _side(conflict.ours),
        "theirs": _side(conflict.theirs),
    }


def conflict_from_json(data: dict[str, Any]) -> Conflict:
    """The conflict that `conflict_to_json` described."""
    return Conflict(
        data["what"],
        Reason[data["reason"].upper()],
        _read_side(data["ours"]),
        _read_side(data["theirs"]),
        data.get("part", ""),
    )


def _side(side: Statement | str | None) -> Any:
    return _statement(side) if isinstance(side, Statement) else side


def _read_side(data: Any) -> Statement | str | None:
    return _read(data) if isinstance(data, dict) else data


def _statement(statement: Statement | None) -> dict[str, Any] | None:
    if statement is None:
        return None
    groups = [_snaks(group) for group in statement.references]
    return {
        "marker": statement.marker,
        "guid": statement.guid,
        "rank": str(statement.rank),
        "main": _snak(statement.main),
        "qualifiers": _snaks(statement.qualifiers),
        "references": sorted(groups, key=lambda group: json.dumps(group)),
    }


def _read(data: dict[str, Any] | None) -> Statement | None:
    if data is None:
        return None
    return Statement(
        _read_snak(data["main"]),
        _read_snaks(data["qualifiers"]),
        frozenset(_read_snaks(group) for group in data["references"]),
        data["marker"],
        data["guid"],
        Rank(data["rank"]),
    )


def _snaks(snaks: Iterable[Snak]) -> list[list[Any]]:
    return [_snak(snak) for snak in sorted(snaks, key=lambda snak: snak.order)]


def _read_snaks(data: list[list[Any]]) -> Reference:
    return frozenset(_read_snak(each) for each in data)


def _snak(snak: Snak) -> list[Any]:
    return [snak.prop, *_value(snak.value)]


def _value(value: Value | Unknown) -> list[Any]:
    match value:
        case Unknown():
            return [str(value)]
        case ItemValue(key):
            return ["item", key]
        case StringValue(text):
            return ["string", text]
        case TextValue(text, language):
            return ["text", text, language]
        case TimeValue(date, exact):
            return ["time", date.text, *([exact] if exact else [])]
        case QuantityValue(amount, exact):
            return ["quantity", amount, *([exact] if exact else [])]
        case OtherValue(text):
            return ["other", text]


def _read_snak(data: list[Any]) -> Snak:
    prop, kind, *parts = data
    match kind, parts:
        case "item", [key]:
            return Snak(prop, ItemValue(key))
        case "string", [text]:
            return Snak(prop, StringValue(text))
        case "text", [text, language]:
            return Snak(prop, TextValue(text, language))
        case "time", [text, *exact]:
            return Snak(prop, TimeValue(PartialDate(text), *exact))
        case "quantity", [amount, *exact]:
            return Snak(prop, QuantityValue(amount, *exact))
        case "other", [text]:
            return Snak(prop, OtherValue(text))
    return Snak(prop, Unknown(kind))
