"""The types that a parameter of the API may have, each with what it takes and what it refuses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pfgraph.sandbox.action.timestamps import read_timestamp
from pfgraph.sandbox.action.usernames import read_user
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.packaged import packaged

Warnings = list[tuple[str, str]]
Read = tuple[Any, Warnings]
LARGEST = 2**63 - 1
_LONGEST = 400  # characters, beyond which nobody means a number
_INTEGER = re.compile(r"[+-]?[0-9]+")
_NOW = (
    'Passing "{}" for timestamp parameter "{}" has been deprecated. If for some reason you need '
    'to explicitly specify the current time without calculating it client-side, use "now".'
)
_EXPIRY = re.compile(
    r"(never|indefinite|infinit[ey])|[+-]?\s*\d*\s*(second|sec|minute|min|hour|day|week|month|year)s?"
    r"(\s+.*)?",
    re.IGNORECASE,
)


@cache
def namespaces() -> frozenset[str]:
    """The numbers of the namespaces that have pages, as texts."""
    found = packaged("siteinfo.json.gz")["1"]["namespaces"]
    return frozenset(number for number in found if int(number) >= 0)


@dataclass(frozen=True, slots=True)
class Asked:
    """A parameter of a module, under the name that clients send; `high` for the high limits."""

    module: str
    name: str
    described: Mapping[str, Any]
    high: bool

    @property
    def most(self) -> int:
        """How many values a list may have."""
        return int(self.described.get("highlimit" if self.high else "lowlimit", 50))

    @property
    def allowed(self) -> frozenset[str]:
        """The values there are, as texts, where the description lists them."""
        kind = self.described["type"]
        if kind == "namespace":
            more = self.described.get("extranamespaces", ())
            return namespaces() | {str(each) for each in more}
        return frozenset(kind) if isinstance(kind, list) else frozenset()

    @property
    def all_values(self) -> Sequence[Any]:
        """What `*` stands for."""
        if self.described["type"] == "namespace":
            return sorted(int(each) for each in self.allowed)
        kind = self.described["type"]
        return kind if isinstance(kind, list) else ()


def read_value(asked: Asked, text: str) -> Read:
    """The value of one text, with warnings as pairs of code and text; raises a refusal."""
    kind = asked.described["type"]
    if isinstance(kind, list) or kind == "namespace":
        return _listed(asked, text)
    reader = _READERS.get(kind)
    return reader(asked, text) if reader else (text, [])


def _listed(asked: Asked, text: str) -> Read:
    if text not in asked.allowed:
        info = f'Unrecognized value for parameter "{asked.name}": {text}.'
        raise ApiError("badvalue", info)
    return (int(text) if asked.described["type"] == "namespace" else text), []


def _integer(asked: Asked, text: str) -> Read:
    return _within(asked, text, _number(asked, text), asked.described.get("max"))


def _limit(asked: Asked, text: str) -> Read:
    most = asked.described.get("highmax" if asked.high else "max", asked.described.get("max", 500))
    if text == "max":
        return most, []
    return _within(asked, text, _number(asked, text), most)


def _number(asked: Asked, text: str) -> int:
    # more than 64 bits is no integer to MediaWiki either
    if len(text) > _LONGEST or not _INTEGER.fullmatch(text) or abs(int(text)) > LARGEST:
        raise _invalid("badinteger", "integer", asked, text)
    return int(text)


def _within(asked: Asked, text: str, number: int, most: int | None) -> Read:
    least = asked.described.get("min")
    low, high = least is not None and number < least, most is not None and number > most
    if not (low or high):
        return number, []
    if least is not None and most is not None:
        bounds = f"between {least:,} and {most:,}"
    else:
        bounds = f"no less than {least:,}" if low else f"no greater than {most:,}"
    info = f'The value "{text}" for parameter "{asked.name}" must be {bounds}.'
    if "enforcerange" in asked.described:
        raise ApiError("outofrange", info)
    return (least if low else most), [("outofrange", info)]


def _timestamp(asked: Asked, text: str) -> Read:
    if text in ("", "0"):
        return read_timestamp("now"), [("unclearnowtimestamp", _NOW.format(text, asked.name))]
    found = read_timestamp(text)
    if found is None:
        raise _invalid("badtimestamp", "timestamp", asked, text)
    return found, []


def _user(asked: Asked, text: str) -> Read:
    found = read_user(text)
    if found is None:
        raise _invalid("baduser", "user", asked, text)
    return found, []


def _expiry(asked: Asked, text: str) -> Read:
    if not _EXPIRY.fullmatch(text.strip()) and read_timestamp(text) is None:
        raise _invalid("badexpiry", "expiry", asked, text)
    return text, []


def _title(asked: Asked, text: str) -> Read:
    if not text.strip() or re.search(r"[\[\]{}|#<>]", text):
        raise ApiError("badtitle", f'Bad title "{text}".')
    return text, []


def _invalid(code: str, kind: str, asked: Asked, text: str) -> ApiError:
    return ApiError(code, f'Invalid value "{text}" for {kind} parameter "{asked.name}".')


_READERS: Mapping[str, Callable[[Asked, str], Read]] = {
    "integer": _integer,
    "limit": _limit,
    "timestamp": _timestamp,
    "user": _user,
    "expiry": _expiry,
    "title": _title,
}
