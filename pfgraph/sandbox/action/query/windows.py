"""Lists of what happened: the window of time, the direction, who and where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pfgraph.sandbox.model.errors import ApiError

_BAD = "Invalid continue param. You should pass the original value returned by the previous query."


class Window:
    """Conditions on columns with the values that they take, as they come together."""

    def __init__(self) -> None:
        self.conditions: list[str] = ["1"]
        self.values: list[Any] = []

    def add(self, condition: str, *values: Any) -> None:
        """Another condition, with a `?` for each value."""
        self.conditions.append(condition)
        self.values += values

    def one_of(self, column: str, values: list[Any] | None) -> None:
        """The column has one of the values, where there are any."""
        if values:
            self.add(f"{column} IN ({', '.join('?' * len(values))})", *values)

    @property
    def condition(self) -> str:
        return " AND ".join(self.conditions)


def newer_first(values: Mapping[str, Any]) -> bool:
    """Whether a list begins with the newest."""
    return bool(values["dir"] != "newer")


def add_times(window: Window, values: Mapping[str, Any], numbered: str) -> None:
    """From `start` to `end`, and from where an earlier answer ended; raises `badcontinue`."""
    after, before = ("<=", ">=") if newer_first(values) else (">=", "<=")
    if values["start"]:
        window.add(f"timestamp {after} ?", values["start"])
    if values["end"]:
        window.add(f"timestamp {before} ?", values["end"])
    if values["continue"]:
        window.add(f"{numbered} {after} ?", last_number(values["continue"]))


def last_number(text: str) -> int:
    """The number at the end of a continuation such as `20200517083000|12`."""
    time, _, number = text.rpartition("|")
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        raise ApiError("badcontinue", _BAD)
    if time and not time.isdigit():
        raise ApiError("badcontinue", _BAD)
    return int(number)


def continued(text: str, *kinds: type[int] | type[str]) -> tuple[int | str, ...]:
    """The parts of a continuation such as `12|120|Q1`, each of its kind; raises `badcontinue`."""
    parts = text.split("|")
    if len(parts) != len(kinds):
        raise ApiError("badcontinue", _BAD)
    pairs = zip(parts, kinds, strict=True)
    return tuple(last_number(part) if kind is int else part for part, kind in pairs)


def check_exclusive(values: Mapping[str, Any], *names: str) -> None:
    """Raise `invalidparammix` where more than one of the parameters is set."""
    given = [name for name in names if values.get(name)]
    if len(given) > 1:
        listed = ", ".join(f'"{name}"' for name in given)
        raise ApiError("invalidparammix", f"The parameters {listed} can not be used together.")


def check_show(shown: list[str]) -> None:
    """Raise `show` where a filter and its opposite are asked for."""
    if any(f"!{each}" in shown for each in shown):
        text = "Incorrect parameter - mutually exclusive values may not be supplied."
        raise ApiError("show", text)
