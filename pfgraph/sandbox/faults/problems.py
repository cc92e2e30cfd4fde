"""What is wrong with a fault: each mistake with the field, the value and what is allowed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from pfgraph.errors import PfgraphError
from pfgraph.sandbox.accounts import ACCOUNTS
from pfgraph.sandbox.action.specs import spec
from pfgraph.sandbox.faults.kinds import CODES, KINDS
from pfgraph.sandbox.model.ids import normal_id

ANONYMOUS = "anonymous"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
STATUSES = (500, 502, 503, 504)


class FaultError(PfgraphError):
    """A fault makes no sense; `problems` holds one sentence for each mistake."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Field:
    """A setting: what is allowed, in words and as a check."""

    allowed: str
    holds: Callable[[Any], bool]
    means: str = ""


def _whole(value: Any, least: int = 1) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _number(value: Any, least: float, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and least < value <= most


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _numbers(value: Any) -> bool:
    return _whole(value) or (isinstance(value, list | tuple) and bool(value) and all(
        _whole(each) for each in value
    ))  # fmt: skip


def _one_of(*values: object, means: str = "") -> Field:
    return Field("one of " + ", ".join(map(str, values)), lambda value: value in values, means)


def _modules(value: Any) -> bool:
    return _text(value) and all(spec(name) is not None for name in value.split("|"))


_COUNT = Field("a whole number from 1 on", _whole)
_TEXT = Field("a text that is not empty", _text)
_DAY = 86_400
FOR_WHOM = {
    "module": Field(
        "a module of the API, such as wbeditentity or query+tokens, or several with | between",
        _modules,
        "the action, or a part of a query",
    ),
    "path": Field(
        "the beginning of a path, such as /w/rest.php",
        lambda value: _text(value) and value.startswith("/"),
        "what the path of the request begins with",
    ),
    "method": _one_of(*METHODS, means="the method of HTTP"),
    "user": _one_of(*ACCOUNTS, ANONYMOUS, means="who asks"),
}
WHEN = {
    "at": Field(
        "a whole number from 1 on, or a list of such numbers",
        _numbers,
        "the n-th request that matches, or several",
    ),
    "every": replace(_COUNT, means="every n-th request that matches, counted from `first`"),
    "first": replace(_COUNT, means="not before this request that matches"),
    "last": replace(_COUNT, means="not after this request that matches"),
    "probability": Field(
        "a number above 0, at most 1",
        lambda value: _number(value, 0, 1),
        "how likely each request that matches is struck",
    ),
    "seed": Field(
        "a whole number from 0 on",
        lambda value: _whole(value, 0),
        "with the same seed the same requests are struck; beside `[[fault]]` it is that of all",
    ),
    "times": replace(_COUNT, means="at most so often"),
    "seconds": Field(
        f"a number above 0, at most {_DAY}",
        lambda value: _number(value, 0, _DAY),
        "a strike lasts so long: every request that matches is struck until then",
    ),
}
COMMON = FOR_WHOM | WHEN
OWN = {
    "status": _one_of(*STATUSES),
    "retry_after": Field("a whole number of seconds from 0 on", lambda value: _whole(value, 0)),
    "lag": Field("seconds above 0", lambda value: _number(value, 0, _DAY)),
    "reason": _TEXT,
    "delay": Field("seconds above 0, at most 600", lambda value: _number(value, 0, 600)),
    "share": Field("a number above 0 and below 1", lambda value: _number(value, 0, 0.999999)),
    "right": _TEXT,
    "by": _one_of(*ACCOUNTS),
    "language": _TEXT,
    "property": Field(
        "the id of a property, such as P1",
        lambda value: _text(value) and (normal_id(value) or "").startswith("P"),
    ),
    "value": _TEXT,
    "code": _TEXT,
    "filter": _TEXT,
    "milliseconds": Field("a whole number from 1 to 60000", lambda value: (
        _whole(value) and value <= 60_000
    )),
}  # fmt: skip


def problems(settings: Mapping[str, Any]) -> list[str]:
    """One sentence for each mistake in a fault's settings; none if it makes sense."""
    if "kind" not in settings:
        return [f"kind: is missing; allowed is {_kinds()}"]
    kind = settings["kind"]
    if not isinstance(kind, str) or kind not in KINDS:
        return [_wrong("kind", kind, _kinds()) + _meant(kind, KINDS)]
    return list(_of_kind(kind, settings))


def _of_kind(kind: str, settings: Mapping[str, Any]) -> Iterator[str]:
    own = {name: OWN[name] for name in KINDS[kind].settings}
    if kind in CODES:
        own["code"] = _one_of(*CODES[kind])
    allowed = COMMON | own
    for name, value in settings.items():
        if name == "kind":
            continue
        if name not in allowed:
            known = ", ".join(sorted(allowed))
            yield f"{name}: is no setting of {kind}; allowed is {known}" + _meant(name, allowed)
        elif not allowed[name].holds(value):
            yield _wrong(name, value, allowed[name].allowed)
    first, last = settings.get("first", 1), settings.get("last")
    if _whole(first) and _whole(last) and last < first:
        yield _wrong("last", last, f"a number from {first} on, which is `first`")


def _kinds() -> str:
    return "one of " + ", ".join(KINDS)


def _wrong(name: str, value: object, allowed: str) -> str:
    return f"{name}: {value!r} is not allowed; allowed is {allowed}"


def _meant(value: object, known: Mapping[str, object]) -> str:
    close = get_close_matches(str(value), list(known), 1)
    return f" (did you mean {close[0]}?)" if close else ""
