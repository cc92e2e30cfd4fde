"""A year, a month and a day: three numbers, or in the form of the language's dates."""

from __future__ import annotations

import re
from typing import Any

from pfgraph.sandbox.locales.locale import Locale
from pfgraph.sandbox.parsing.eras import split_era
from pfgraph.sandbox.parsing.failures import Unparsable
from pfgraph.sandbox.parsing.options import Options
from pfgraph.sandbox.parsing.timestamps import Moment, time_value

_NUMBERS = re.compile(r"\D*?(-?\d+)\D+(\d+)\D+?(-?\d+)\D*", re.ASCII)
_PUNCTUATION = r"[^\w\s]*"


def read_three_numbers(text: str, options: Options) -> dict[str, Any]:
    """Three numbers of which it is plain which is the year and which the month."""
    sign, rest = split_era(text, options.locale)
    match = _NUMBERS.fullmatch(rest)
    if match is None:
        raise Unparsable("Cannot find three numbers", "year-month-day")
    year, month, day = _ordered(match[1], match[2], match[3])
    if year.startswith("-"):
        if sign == "-":
            raise Unparsable("Two eras found", "year-month-day")
        sign, year = "-", year[1:]
    if not 1 <= month <= 12:
        raise Unparsable("Month out of range", "year-month-day")
    if not 1 <= day <= 31:
        raise Unparsable("Day out of range", "year-month-day")
    if len(year) > 16:
        raise Unparsable("Malformed time", "iso-timestamp")
    return time_value(Moment(sign, year, month, day), options)


def _ordered(first: str, second: str, third: str) -> tuple[str, int, int]:
    """Year, month and day; a 59 in the end may be a second, a 31 in front a day."""
    a, b, c = int(first), int(second), int(third)
    if not 1 <= a <= 31:
        if c > 12 or b == c:
            return first, b, c
        if b > 12:
            return first, c, b
        raise Unparsable("Cannot distinguish YDM and YMD", "year-month-day")
    if not 1 <= c <= 59 or (a > 24 and c > 31):
        if a > 12 or a == b:
            return third, b, a
        if b > 12:
            return third, a, b
        raise Unparsable("Cannot distinguish DMY and MDY", "year-month-day")
    raise Unparsable("Cannot identify year", "year-month-day")


def read_date_form(text: str, options: Options) -> dict[str, Any]:
    """Day, month and year as the language writes them: `17 May 2020`, in German `17. Mai 2020`."""
    return _in_form(_DAY + _month_pattern(options.locale), text, options)


def read_month_form(text: str, options: Options) -> dict[str, Any]:
    """Month and year as the language writes them, with a full stop after a short name."""
    return _in_form(_month_pattern(options.locale), text, options)


def _in_form(pattern: str, text: str, options: Options) -> dict[str, Any]:
    match = re.fullmatch(rf"\s*{pattern}(?P<year>[0-9]+)\s*", text, re.IGNORECASE)
    if match is None:
        raise Unparsable(f'Failed to parse "{text}"', "date-format")
    parts = match.groupdict()
    number = options.locale.month_number(parts["name"] or "")
    month = int(parts["digits"]) if parts["digits"] else number
    if month is None or len(parts["year"]) > 16:
        raise Unparsable(f'Failed to parse "{text}"', "date-format")
    return time_value(Moment("+", parts["year"], month, int(parts.get("day") or 0)), options)


_DAY = rf"(?P<day>[0-9]{{1,2}}){_PUNCTUATION}(?![0-9])\s*"


def _month_pattern(here: Locale) -> str:
    names = {*here.months, *here.genitive, *here.short}
    listed = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return rf"(?:(?P<digits>[0-9]{{1,2}})(?![0-9])|(?P<name>{listed})){_PUNCTUATION}\s*"
