"""Entities and changes in the form in which the pages show them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pfgraph.sandbox.model.entityjson import text_in
from pfgraph.sandbox.model.ids import title_of, type_of
from pfgraph.sandbox.model.languages import fallbacks, term_languages
from pfgraph.sandbox.store.storage import Entity, Revision, Storage

_MONTHS = [
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
]
_COMMENT = re.compile(r"^/\* ([\w-]+):[^*]* ?\*/ ?")


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere; `language` is given where it is not the reader's."""

    text: str
    href: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One line of recent changes or of a history."""

    link: Link
    revision: Revision
    kind: str
    summary: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Looks up labels in the reader's language."""

    storage: Storage
    language: str

    def link(self, entity_id: str) -> Link:
        """The label of an entity, or its id, leading to its page."""
        revision = self.storage.latest(entity_id)
        found = None if revision is None else text_in(revision.content, "labels", self.language)
        text, language = found or (entity_id, "")
        return Link(text, f"/wiki/{title_of(entity_id)}", self._foreign(language))

    def term(self, entity: Entity, kind: str) -> Link | None:
        """A label or description with its language."""
        found = text_in(entity, kind, self.language)
        if found is None:
            return None
        return Link(found[0], "", self._foreign(found[1]))

    def _foreign(self, language: str) -> str:
        """The language, unless it is the reader's or a regional form of it."""
        return "" if language.split("-")[0] == self.language.split("-")[0] else language

    def value(self, snak: Any) -> Link:
        """A value for people to read."""
        if snak["snaktype"] != "value":
            return Link("unknown value" if snak["snaktype"] == "somevalue" else "no value")
        value, kind = snak["datavalue"]["value"], snak["datavalue"]["type"]
        if kind == "wikibase-entityid":
            return self.link(value["id"])
        if kind == "monolingualtext":
            return Link(value["text"], "", value["language"])
        if kind == "time":
            return Link(shown_time(value))
        if kind == "quantity":
            return Link(self._quantity(value))
        if kind == "globecoordinate":
            return Link(f"{value['latitude']}, {value['longitude']}")
        return Link(value, _safe(value) if snak["datatype"] == "url" else "")

    def _quantity(self, value: Any) -> str:
        number = value["amount"].removeprefix("+")
        if "upperBound" in value:
            bounds = (value[name].removeprefix("+") for name in ("lowerBound", "upperBound"))
            number += f" ({' to '.join(bounds)})"
        unit = value["unit"].rpartition("/")[2]
        return number if unit == "1" else f"{number} {self.link(unit).text}"

    def change(self, revision: Revision) -> ChangeView:
        """A revision as a line."""
        match = _COMMENT.match(revision.comment)
        summary = revision.comment[match.end() :] if match else revision.comment
        kind = "new" if not revision.parent_id else "edit"
        return ChangeView(self.link(revision.entity_id), revision, kind, summary)


def shown_time(value: Any) -> str:
    """A date as far as its precision goes, such as `May 2020`."""
    year, month, day = value["time"][1:].split("T")[0].split("-")
    era = " BCE" if value["time"].startswith("-") else ""
    precision, number = value["precision"], int(year)
    if precision >= 11:
        text = f"{int(day)} {_month(month)} {number}"
    elif precision == 10:
        text = f"{_month(month)} {number}"
    elif precision == 9:
        text = str(number)
    elif precision == 8:
        text = f"{number}s"
    else:
        text = f"about {number}"
    julian = " (Julian)" if value["calendarmodel"].endswith("Q1985786") else ""
    return text + era + julian


def _month(month: str) -> str:
    return _MONTHS[int(month) - 1] if int(month) else ""


def _safe(address: str) -> str:
    """The address, if a browser may be led there."""
    return address if address.lower().startswith(("http://", "https://", "mailto:")) else ""


def reader_language(wanted: str, accepted: str) -> str:
    """The language asked for in the address, or the first one the browser names that is known."""
    known = term_languages()
    offers: Iterable[str] = (part.partition(";")[0].strip() for part in accepted.split(","))
    for offer in (wanted, *offers):
        for code in fallbacks(offer.lower())[:-1] if offer else ():
            if code in known:
                return code
    return "en"


def terms_by_language(entity: Entity) -> list[tuple[str, str, str, str, str]]:
    """Code, name, label, description and aliases for each language that has any."""
    codes = dict.fromkeys(
        code for kind in ("labels", "descriptions", "aliases") for code in entity[kind]
    )
    names = term_languages()
    return [
        (
            code,
            names.get(code, code),
            entity["labels"].get(code, {}).get("value", ""),
            entity["descriptions"].get(code, {}).get("value", ""),
            ", ".join(alias["value"] for alias in entity["aliases"].get(code, [])),
        )
        for code in codes
    ]


def kind_of(entity_id: str) -> str:
    """`item` or `property`."""
    return type_of(entity_id)
