"""The datatypes of properties: which values each takes and what it refuses.

Limits and messages are those that the recorded wiki applied when values were saved.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pfgraph.sandbox.model.errors import modification_failed
from pfgraph.sandbox.model.ids import link_to
from pfgraph.sandbox.model.languages import monolingual_languages

VALUE_TYPES = {
    "commonsMedia": "string",
    "geo-shape": "string",
    "tabular-data": "string",
    "url": "string",
    "external-id": "string",
    "wikibase-item": "wikibase-entityid",
    "wikibase-property": "wikibase-entityid",
    "globe-coordinate": "globecoordinate",
    "monolingualtext": "monolingualtext",
    "quantity": "quantity",
    "string": "string",
    "time": "time",
}
SCHEMES = frozenset(
    [
        "bitcoin",
        "ftp",
        "ftps",
        "geo",
        "git",
        "gopher",
        "http",
        "https",
        "irc",
        "ircs",
        "magnet",
        "mailto",
        "matrix",
        "mms",
        "news",
        "nntp",
        "redis",
        "sftp",
        "sip",
        "sips",
        "sms",
        "ssh",
        "svn",
        "tel",
        "telnet",
        "urn",
        "worldwind",
        "xmpp",
    ]
)
WIKIDATA = "http://www.wikidata.org/entity/"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_URL = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*):(?://(?=[^/\s])|(?!//))[^\s\[\]<>\"\\^`{|}]+")
_EDGES = re.compile(r"^\s|\s$|[\v\t\n\r\f]")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a check must know of the wiki: which entities there are, and its concept base."""

    exists: Callable[[str], bool]
    concepts: str


def check(datatype: str, value: Any, wiki: Surroundings) -> None:
    """Raise `modification-failed` where a value of the right type is not allowed."""
    _CHECKS[datatype](value, wiki)


def _length(text: str, limit: int) -> None:
    if not text:
        raise modification_failed("wikibase-validator-too-short", "1", "")
    if len(text) > limit:
        raise modification_failed("wikibase-validator-too-long", str(limit), shortened(text))


def shortened(text: str) -> str:
    """The first 29 bytes of a text and three dots, as messages quote long texts."""
    return text.encode()[:29].decode("utf-8", "replace") + "..."


def _plain(text: str, limit: int = 400) -> None:
    _length(text, limit)
    if _EDGES.search(text):
        raise modification_failed("wikibase-validator-illegal-string-chars", text)


def _string(value: Any, _: Surroundings) -> None:
    _plain(value)


def _url(value: Any, _: Surroundings) -> None:
    _length(value, 500)
    scheme = _SCHEME.match(value)
    if scheme is None:
        raise modification_failed("wikibase-validator-url-scheme-missing", value)
    if scheme[1].lower() not in SCHEMES:
        raise modification_failed("wikibase-validator-bad-url-scheme", scheme[1])
    if not _URL.fullmatch(value):
        raise modification_failed("wikibase-validator-bad-url", value)


def _monolingual(value: Any, _: Surroundings) -> None:
    _plain(value["text"])
    if value["language"] not in monolingual_languages():
        raise modification_failed("wikibase-validator-not-a-language", value["language"])


def _entity(kind: str) -> Callable[[Any, Surroundings], None]:
    def check_entity(value: Any, wiki: Surroundings) -> None:
        if value["entity-type"] != kind:
            raise modification_failed("wikibase-validator-bad-entity-type", value["entity-type"])
        if not wiki.exists(value["id"]):
            raise modification_failed("wikibase-validator-no-such-entity", link_to(value["id"]))

    return check_entity


def _concept(value: str) -> None:
    if not _SCHEME.match(value):
        raise modification_failed("wikibase-validator-url-scheme-missing", value)
    if not value.startswith(WIKIDATA):
        raise modification_failed("wikibase-validator-bad-prefix", value, WIKIDATA)


def _time(value: Any, _: Surroundings) -> None:
    _concept(value["calendarmodel"])
    if value["precision"] > 11:
        if not value["time"].endswith("T00:00:00Z"):
            raise modification_failed("wikibase-validator-malformed-value", value["time"])
        raise modification_failed("wikibase-validator-too-high", "11", str(value["precision"]))
    month, day = value["time"][-15:-13], value["time"][-12:-10]
    too_fine = (value["precision"] >= 11 and day == "00") or (
        value["precision"] >= 10 and month == "00"
    )
    if too_fine or not value["time"].endswith("T00:00:00Z"):
        raise modification_failed("wikibase-validator-malformed-value", value["time"])


def _quantity(value: Any, wiki: Surroundings) -> None:
    unit = value["unit"]
    local = unit.removeprefix(wiki.concepts) if unit.startswith(wiki.concepts) else ""
    if unit != "1" and not re.fullmatch(r"Q[1-9]\d*", local):
        raise modification_failed("wikibase-validator-not-allowed", unit)


def _globe(value: Any, _: Surroundings) -> None:
    if value["precision"] is None:
        raise modification_failed("wikibase-validator-missing-field", "precision")
    _concept(value["globe"])


def _media(value: Any, _: Surroundings) -> None:
    _plain(value, 240)
    if re.search(r"[\[\]{}|#<>:/\\]", value):
        raise modification_failed("wikibase-validator-illegal-file-chars", value)
    if not re.search(r"\.\w+$", value):
        raise modification_failed("wikibase-validator-check-file-type", value)
    raise modification_failed("wikibase-validator-no-such-media", value)


def _data_page(ending: str, name: str) -> Callable[[Any, Surroundings], None]:
    def check_page(value: Any, _: Surroundings) -> None:
        _plain(value, 240)
        if not re.fullmatch(rf"Data:[^:#|\[\]{{}}<>]+\.{ending}", value):
            raise modification_failed(f"wikibase-validator-illegal-{name}-title", value)
        raise modification_failed("wikibase-validator-page-not-exists", value)

    return check_page


_CHECKS: dict[str, Callable[[Any, Surroundings], None]] = {
    "string": _string,
    "external-id": _string,
    "url": _url,
    "monolingualtext": _monolingual,
    "wikibase-item": _entity("item"),
    "wikibase-property": _entity("property"),
    "time": _time,
    "quantity": _quantity,
    "globe-coordinate": _globe,
    "commonsMedia": _media,
    "geo-shape": _data_page("map", "geo-shape"),
    "tabular-data": _data_page("tab", "tabular-data"),
}
