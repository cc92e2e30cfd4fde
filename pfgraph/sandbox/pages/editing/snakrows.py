"""A snak as the fields of a form: from the wiki into the form and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pfgraph.sandbox.model.datatypes import VALUE_TYPES
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.statements import checked_snak
from pfgraph.sandbox.pages.editing.refusals import in_words
from pfgraph.sandbox.pages.editing.typed import FIELDS, Asked, Typed, parsed, written
from pfgraph.sandbox.pages.editing.unreadable import Unreadable
from pfgraph.sandbox.pages.views.links import Link, Reader
from pfgraph.sandbox.pages.visits import Visit

KINDS = {"value": "a value", "somevalue": "unknown value", "novalue": "no value"}
_PARTS = ("property", "kind", "text", "extra", "old")


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one snak, all named `name` and a word; `old` is the hash it started from."""

    name: str
    property_id: str
    kind: str = "value"
    text: str = ""
    extra: str = ""
    old: str = ""
    problem: str = ""
    choices: tuple[Link, ...] = ()

    @property
    def typed(self) -> Typed:
        return Typed(self.text, self.extra)


def row_of(reader: Reader, snak: Any, name: str) -> Row:
    """The fields of a snak of the wiki."""
    typed = Typed("")
    if snak["snaktype"] == "value":
        typed = written(reader, snak["datatype"], snak["datavalue"]["value"])
    return Row(name, snak["property"], snak["snaktype"], typed.text, typed.extra, snak["hash"])


def read_row(sent: Mapping[str, str], name: str) -> Row:
    """The fields of a form; a choice offered before takes the place of the text."""
    values = {part: sent.get(f"{name}.{part}", "").strip() for part in _PARTS}
    kind = values["kind"] if values["kind"] in KINDS else "value"
    text = sent.get(f"{name}.choice", "").strip() or values["text"]
    return Row(name, values["property"], kind, text, values["extra"], values["old"])


def asked(visit: Visit, row: Row) -> Asked:
    """What the form says of the row's field."""
    return FIELDS.get(visit.wiki.datatype(row.property_id) or "", Asked("the value"))


def read_snak(visit: Visit, row: Row, known: Iterable[Any]) -> tuple[Row, Any]:
    """The row and its snak in the form of the API; where it cannot be read, its problem and None.

    A row that still says what the wiki's own snak says gives this very snak, so that nothing is
    lost that the fields cannot show.
    """
    for snak in known:
        if snak["hash"] == row.old and _untouched(visit.reader, row, snak):
            return row, snak
    if row.kind != "value":
        return row, {"snaktype": row.kind, "property": row.property_id}
    datatype = visit.wiki.datatype(row.property_id)
    if datatype is None:
        return replace(row, problem=f"There is no property {row.property_id} any more."), None
    try:
        value = parsed(visit.reader, visit.wiki.concepts, datatype, row.typed)
    except Unreadable as refusal:
        return replace(row, problem=str(refusal), choices=refusal.choices), None
    data = {"value": value, "type": VALUE_TYPES[datatype]}
    snak = {"snaktype": "value", "property": row.property_id, "datavalue": data}
    try:
        return row, checked_snak(snak, visit.wiki.properties)
    except ApiError as error:
        return replace(row, problem=in_words(error)), None


def _untouched(reader: Reader, row: Row, snak: Any) -> bool:
    shown = row_of(reader, snak, row.name)
    return (shown.property_id, shown.kind, shown.text, shown.extra) == (
        row.property_id,
        row.kind,
        "" if row.kind != "value" else row.text,
        "" if row.kind != "value" else row.extra,
    )
