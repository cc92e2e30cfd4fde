"""A year and a month in either order: `May 2020`, `2020-05`, `5/2020`, `May 44 BC`."""

from __future__ import annotations

import re
from typing import Any

from pfgraph.sandbox.locales.locale import locale
from pfgraph.sandbox.parsing.eras import split_era
from pfgraph.sandbox.parsing.failures import Unparsable
from pfgraph.sandbox.parsing.options import Options
from pfgraph.sandbox.parsing.timestamps import Moment, time_value

_WORD = r"-?(?:\d|[^\W_])+"
_FORM = re.compile(rf"({_WORD})\s*?[/\-\s.,]\s*({_WORD})")


def read_year_month(text: str, options: Options) -> dict[str, Any]:
    """The time value of a year and a month; raises Unparsable."""
    sign, rest = _split(text)
    match = _FORM.fullmatch(rest)
    if match is None:
        raise Unparsable("Failed to parse year and month", "year-month")
    found = _year_and_month(match[1], match[2], sign, options)
    if found is None:
        raise Unparsable("Failed to parse year and month", "year-month")
    year, month = found
    if year.startswith("-"):
        sign, year = "-", year[1:]
    if len(year) > 16:
        raise Unparsable("Malformed time", "iso-timestamp")
    return time_value(Moment(sign or "+", year, month), options)


def _split(text: str) -> tuple[str, str]:
    """The era if one is written, else an empty sign; a sign in front stays with the number."""
    stripped = text.strip()
    if stripped[:1] in ("+", "-"):
        return "", stripped
    sign, rest = split_era(stripped, locale("en"))
    return ("", rest) if rest == stripped else (sign, rest)


def _year_and_month(a: str, b: str, sign: str, options: Options) -> tuple[str, int] | None:
    number = re.compile(r"\d+" if sign else r"-?\d+", re.ASCII)
    a_counts, b_counts = bool(number.fullmatch(a)), bool(number.fullmatch(b))
    if a_counts and b_counts:
        # "1 234 BC" is one year written with a blank
        if sign == "-":
            return None
        if 0 <= int(a) <= 12:
            return b, int(a)
        return (a, int(b)) if 0 <= int(b) <= 12 else None
    if a_counts == b_counts:
        return None
    year, name = (a, b) if a_counts else (b, a)
    month = options.locale.month_number(name)
    return None if month is None else (year, month)
