"""Coordinates in degrees, minutes and seconds, as fine as their precision."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

_MINUTE, _SECOND = 1 / 60, 1 / 3600
_EXACT = 11  # digits after the point up to which a number of seconds can be rounded
_MOST = 53  # digits that PHP writes after a point


def format_coordinate(value: Mapping[str, Any]) -> str:
    """`51°28'48.0"N, 0°0'27.7"W`; a precision that is missing counts as a second of arc."""
    precision = value.get("precision") or 0
    if precision <= 0:
        precision = _SECOND
    latitude = _angle(value["latitude"], precision, "NS")
    return f"{latitude}, {_angle(value['longitude'], precision, 'EW')}"


def _angle(degrees: float, precision: float, signs: str) -> str:
    size = _round(abs(degrees) / precision, 0) * precision
    if 1 - _MINUTE <= precision < 1:
        precision = 1
    elif _MINUTE - _SECOND <= precision < _MINUTE:
        precision = _MINUTE
    text, shows = _written(size, precision)
    return text + signs[1 if degrees < 0 and shows else 0]


def _written(size: float, precision: float) -> tuple[str, bool]:
    """The text, and whether it differs from zero."""
    if precision >= 1:
        digits = _digits(1, precision)
        return f"{_fixed(size, digits)}°", size > 0
    if precision >= _MINUTE:
        digits = _digits(60, precision)
        minutes = _round(size * 60, digits)
        degrees = int(minutes / 60)
        rest = minutes - degrees * 60
        return f"{degrees}°{_fixed(rest, digits)}'", degrees + rest > 0
    digits = _digits(3600, precision)
    seconds = _round(size * 3600, digits)
    minutes = int(seconds / 60)
    degrees = int(minutes / 60)
    seconds -= minutes * 60
    minutes -= degrees * 60
    shows = degrees + minutes + seconds > 0
    return f"{degrees}°{minutes:.0f}'{_fixed(seconds, digits)}\"", shows


def _digits(units: int, precision: float) -> int:
    return min(_MOST, max(0, math.ceil(-math.log10(units * precision))))


def _round(number: float, digits: int) -> float:
    if digits > _EXACT or number >= 2**53:
        return number  # a float has no digits there
    return float(Decimal(repr(number)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def _fixed(number: float, digits: int) -> str:
    return f"{number:.{digits}f}"
