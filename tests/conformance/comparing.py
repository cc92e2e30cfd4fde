"""Two answers compared: equal, the same outcome with other details, or another outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import unquote

from tests.conformance.names import GUID, NUMBERS, Names, others

Verdict = Literal["equal", "same outcome", "different outcome"]

HEADERS = (
    "mediawiki-api-error",
    "location",
    "content-type",
    "content-language",
    "retry-after",
    "x-database-lag",
    "x-authenticated-user",
    "mediawiki-login-suppressed",
    "access-control-allow-origin",
    "access-control-allow-credentials",
    "access-control-allow-methods",
    "x-content-type-options",
    "x-frame-options",
    "content-disposition",
    "cache-control",
)
PRESENT = ("etag", "last-modified")  # only whether they are there
FREE = frozenset(  # what differs from one run or machine to the next
    {"modified", "timestamp", "touched", "generated", "curtimestamp", "size", "length", "oldlen"}
    | {"newlen", "sitename", "servedby", "time", "timeoffset", "comment_id", "logpage"}
    | {"starttimestamp", "docref", "lasttouched", "jobs", "notificationtimestamp", "host_id"}
    | {"sha1"}  # the text has fresh statement ids
)
ORDERED = frozenset({"claims", "snaks", "qualifiers", "statements"})
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|\b20\d{12}\b")


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two answers differ; `theirs` is the real wiki's."""

    place: str
    theirs: Any
    ours: Any

    def __str__(self) -> str:
        return f"{self.place}: real {_short(self.theirs)} | sandbox {_short(self.ours)}"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 160 else f"{text[:120]}…{text[-30:]}"


def differences(theirs: dict[str, Any], ours: dict[str, Any], names: Names) -> list[Difference]:
    """Everything in which two answers differ, the status first."""
    found = []
    if theirs["status"] != ours["status"]:
        found.append(Difference("status", theirs["status"], ours["status"]))
    found += _headers(theirs["headers"], ours["headers"], names)
    cookies = sorted(set(theirs["sets"]) - {"cpPosIndex", "UseDC"})
    if cookies != ours["sets"]:
        found.append(Difference("cookies set", cookies, ours["sets"]))
    found += _bodies(theirs, ours, names)
    return found


def _headers(theirs: dict[str, str], ours: dict[str, str], names: Names) -> Iterator[Difference]:
    for name in HEADERS:
        left, right = theirs.get(name), ours.get(name)
        if left and name in ("location", "content-disposition"):
            left, right = names.ours(unquote(left)), unquote(right or "")
        if _text(left, names) != _text(right, names):
            yield Difference(f"header {name}", left, right)
    for name in PRESENT:
        if (name in theirs) != (name in ours):
            yield Difference(f"header {name}", theirs.get(name), ours.get(name))


def _bodies(theirs: dict[str, Any], ours: dict[str, Any], names: Names) -> Iterator[Difference]:
    if "graph" in theirs and "graph" in ours:
        left, right = theirs["graph"], ours["graph"]
        if left != right:
            yield Difference("graph", sorted(left - right)[:5], sorted(right - left)[:5])
    elif "json" in theirs:
        yield from _values("", "", theirs["json"], ours.get("json"), names)
    elif "text" in theirs or ours.get("text"):
        left = _text(theirs.get("text", ""), names)
        right = _text(ours.get("text", ""), names)
        if (left or "").strip() != (right or "").strip():
            yield Difference("text", theirs.get("text"), ours.get("text"))


def _text(value: str | None, names: Names) -> str | None:
    if value is None:
        return None
    value = re.sub(r"RealWB|\bSandbox\b", "SITE", names.ours(value))
    value = re.sub(r"\[[0-9a-f]{24}\]", "[REQUEST]", value)
    return _TIME.sub("TIME", value)


def _values(place: str, key: str, theirs: Any, ours: Any, names: Names) -> Iterator[Difference]:
    if isinstance(theirs, dict) and isinstance(ours, dict):
        yield from _maps(place, key, theirs, ours, names)
    elif isinstance(theirs, list) and isinstance(ours, list):
        if len(theirs) != len(ours):
            yield Difference(f"{place} (how many)", len(theirs), len(ours))
        for number, (left, right) in enumerate(zip(theirs, ours, strict=False)):
            yield from _values(f"{place}[{number}]", key, left, right, names)
    elif type(theirs) is not type(ours) or not _same(key, theirs, ours, names):
        yield Difference(place, theirs, ours)


def _maps(
    place: str, key: str, theirs: dict[str, Any], ours: dict[str, Any], names: Names
) -> Iterator[Difference]:
    for name in ("id", "title"):
        if name in theirs and name in ours and others(theirs[name], ours[name]):
            yield Difference(f"{place}/{name}", theirs[name], ours[name])
            return
    renamed = {_key(each, names): value for each, value in theirs.items()}
    for missing in renamed.keys() - ours.keys():
        yield Difference(f"{place}/{missing}", renamed[missing], "(not there)")
    for more in ours.keys() - renamed.keys():
        yield Difference(f"{place}/{more}", "(not there)", ours[more])
    both = [each for each in renamed if each in ours]
    if key in ORDERED and both != [each for each in ours if each in renamed]:
        yield Difference(f"{place} (order)", list(renamed), list(ours))
    for each in both:
        yield from _values(f"{place}/{each}", each, renamed[each], ours[each], names)


def _key(key: str, names: Names) -> str:
    """Maps by page or revision number have the sandbox's numbers here."""
    if key.isdigit():
        return names.numbers.get(("page", key), key)
    return names.ours(key)


def _same(key: str, theirs: Any, ours: Any, names: Names) -> bool:
    if key in FREE:
        return True
    if key in NUMBERS:
        bound = names.numbers.setdefault((NUMBERS[key], str(theirs)), str(ours))
        return bound == str(ours)
    if isinstance(theirs, str):
        if theirs.startswith("TOKEN_"):
            return str(ours).endswith("+\\") and len(str(ours)) > 2
        if GUID.fullmatch(theirs):
            return names.guids.setdefault(theirs, ours) == ours
        return _text(theirs, names) == _text(ours, names)
    return bool(theirs == ours)


def verdict(theirs: dict[str, Any], ours: dict[str, Any], found: list[Difference]) -> Verdict:
    """How far an answer is from the recorded one."""
    if not found:
        return "equal"
    same = _outcome(theirs) == _outcome(ours)
    return "same outcome" if same else "different outcome"


def _outcome(answer: dict[str, Any]) -> tuple[Any, ...]:
    """What a client acts on: status, error code, address, and which parts the answer has."""
    body, headers = answer.get("json"), answer["headers"]
    parts = frozenset(body) - {"warnings", "requestid"} if isinstance(body, dict) else None
    kind = headers.get("content-type", "").partition(";")[0].lower()
    return answer["status"], headers.get("mediawiki-api-error"), _codes(body), parts, kind


def _codes(body: Any) -> Any:
    if not isinstance(body, dict):
        return None
    error = body.get("error")
    if isinstance(error, dict):
        return error.get("code")
    errors = body.get("errors")
    if isinstance(errors, list):
        return [each.get("code") for each in errors if isinstance(each, dict)]
    return body.get("code") or (body.get("login") or {}).get("result")
