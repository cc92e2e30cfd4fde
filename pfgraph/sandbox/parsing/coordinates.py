"""Coordinates: `51.48, -0.0077`, `51 N 0 E`, `51°28'48"N 0°0'28"W` and what lies between.

The precision is that of the finer of the two numbers, by the digits after its point.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pfgraph.sandbox.model.phpnumbers import php_float
from pfgraph.sandbox.model.values import EARTH, Corrupt, normal_value
from pfgraph.sandbox.parsing.failures import Unparsable
from pfgraph.sandbox.parsing.options import Options

_MINUTES = (
    "&#8242;",
    "&prime;",
    "\N{ACUTE ACCENT}",
    "\N{PRIME}",
    "\N{RIGHT SINGLE QUOTATION MARK}",
)
_SECONDS = ("&#8243;", "&Prime;", "\N{DOUBLE PRIME}", "\N{RIGHT DOUBLE QUOTATION MARK}", "''")
_DEGREES = ("&#176;", "&deg;")
_NUMBER = r"\d{1,3}(?:\.\d{1,20})?"


@dataclass(frozen=True, slots=True)
class Notation:
    """A way to write an angle: its pattern with `deg`, `min`, `sec`; parts of a degree it shows."""

    angle: re.Pattern[str]
    needs: str  # the group that at least one of the two angles must have
    cut: str  # the sign after which latitude ends where no comma does


_NOTATIONS = {
    "dms": Notation(
        re.compile(
            r"(?P<deg>\d{1,3})°(?:(?P<min>\d{1,2})')?(?:(?P<sec>\d{1,2}(?:\.\d{1,20})?)\")?",
            re.ASCII,
        ),
        "sec",
        '"',
    ),
    "dm": Notation(
        re.compile(r"(?P<deg>\d{1,3})°(?:(?P<min>\d{1,2}(?:\.\d{1,20})?)')?", re.ASCII),
        "min",
        "'",
    ),
    "dd": Notation(re.compile(rf"(?P<deg>{_NUMBER})°", re.ASCII), "deg", "°"),
}
_FLOAT = Notation(re.compile(rf"(?P<deg>{_NUMBER})", re.ASCII), "deg", "")


def parse_coordinate(text: str, options: Options) -> dict[str, Any]:
    """The coordinate value; raises Unparsable."""
    found = _plain(text) or _with_signs(text)
    if found is None:
        reason = "The format of the coordinate could not be determined."
        raise Unparsable(reason, "globe-coordinate")
    latitude, longitude, precision = found
    asked = options.get("precision")
    globe = options.get("globe")
    value = {
        "latitude": latitude,
        "longitude": longitude,
        "precision": precision if asked is None else _number(asked),
        "globe": EARTH if globe is None else globe,
    }
    try:
        return normal_value("globecoordinate", value)
    except Corrupt as error:
        raise Unparsable(str(error), "globe-coordinate") from error


def _number(asked: Any) -> Any:
    try:
        return float(asked) if isinstance(asked, str) else asked
    except ValueError:
        return asked


def _plain(text: str) -> tuple[float, float, float] | None:
    """Two numbers, with N, S, E, W or without."""
    kept = "".join(each for each in text if " " <= each <= "~" or each == "°").strip()
    halves = kept.split(",")
    if len(halves) != 2:
        form = rf"((?:[NS]\s*)?-?{_NUMBER}(?:\s*[NS])?) ((?:[EW]\s*)?-?{_NUMBER}(?:\s*[EW])?)"
        match = re.fullmatch(form, kept, re.IGNORECASE | re.ASCII)
        if match is None:
            return None
        halves = [match[1], match[2]]
    angles = _angles([half.replace(" ", "") for half in halves], _FLOAT, mixed=True)
    if angles is None:
        return None
    return *angles, min(decimal_precision(each, 8) for each in angles)


def _with_signs(text: str) -> tuple[float, float, float] | None:
    """Degrees, minutes and seconds with their signs, the most exact notation first."""
    for signs, sign in ((_SECONDS, '"'), (_MINUTES, "'"), (_DEGREES, "°")):
        for each in signs:
            text = text.replace(each, sign)
    text = text.replace("''", '"')
    kept = "".join(each for each in text if "!" <= each <= "~" or each == "°")
    for name, notation in _NOTATIONS.items():
        angles = _angles(_halves(kept, notation.cut), notation)
        if angles is not None:
            return *angles, min(_precision(name, each) for each in angles)
    return None


def _halves(text: str, cut: str) -> list[str]:
    halves = text.split(",")
    if len(halves) == 2:
        return halves
    if text[:1].upper() in ("N", "S"):
        match = re.search("[EWew]", text)
        return [text[: match.start()], text[match.start() :]] if match else []
    match = re.search("[NSns]", text) or re.search(re.escape(cut), text)
    return [text[: match.end()], text[match.end() :]] if match else []


def _angles(
    halves: list[str], notation: Notation, mixed: bool = False
) -> tuple[float, float] | None:
    """Both angles in degrees; a direction must stand at both or at none, unless `mixed`."""
    if len(halves) != 2:
        return None
    read = [_angle(half, notation, signs) for half, signs in zip(halves, ("NS", "EW"), strict=True)]
    (first, second) = read
    if first is None or second is None:
        return None
    if not mixed and first[1] and not second[1]:
        return None
    if notation.needs not in first[2] and notation.needs not in second[2]:
        return None
    return first[0], second[0]


def _angle(text: str, notation: Notation, signs: str) -> tuple[float, bool, set[str]] | None:
    """Degrees, whether a direction was written, and which parts there are."""
    direction, bare = "", text
    if text[:1].upper() in signs and text[:1]:
        direction, bare = text[0].upper(), text[1:]
    elif text[-1:].upper() in signs and text[-1:]:
        direction, bare = text[-1].upper(), text[:-1]
    negative = bare.startswith("-") and not direction
    match = notation.angle.fullmatch(bare[1:] if negative else bare)
    if match is None:
        return None
    parts = {name: float(part) for name, part in match.groupdict().items() if part is not None}
    degrees = parts["deg"] + (parts.get("min", 0) + parts.get("sec", 0) / 60) / 60
    return -degrees if negative or direction in ("S", "W") else degrees, bool(direction), set(parts)


def decimal_precision(number: float, digits: int, unit: float = 1) -> float:
    """The unit's part that the last digit after the point stands for, at most `digits` of them.

    The digits are counted as PHP writes the number, `1.0E-5` with its exponent.
    """
    _, point, rest = php_float(round(number, digits)).partition(".")
    return float(10 ** -len(rest)) / unit if point else 1 / unit


def _precision(notation: str, degrees: float) -> float:
    if notation == "dd":
        return decimal_precision(degrees, 8)
    if notation == "dm" and round(degrees * 60, 6).is_integer():
        return 1 / 60
    return decimal_precision(degrees * 3600, 4, 3600)
