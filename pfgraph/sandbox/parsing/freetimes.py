"""Dates in the many forms that PHP's own parser knows, the year found first.

See https://www.php.net/manual/en/datetime.formats.php; a day that the month does not have runs
over into the next month there, and so here.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from pfgraph.sandbox.locales.locale import Locale, locale
from pfgraph.sandbox.parsing.eras import split_era
from pfgraph.sandbox.parsing.failures import Unparsable
from pfgraph.sandbox.parsing.options import Options
from pfgraph.sandbox.parsing.timestamps import Moment, time_value

_YEAR_AT = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        r"(?<!\d)(\d{3,}|[6-9]\d)(?!\d)",
        r"^\D*(3[2-9]|[4-9]\d)",
        r"^(?:\S+\s+\S+\s+|\d+\D+\d+\D+)(\d+)",
        r"(\d+)\D*$",
    )
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[,.]?\s*)?"
_NAME = r"(?P<name>[a-z]{3,9})"
_GAP = r"[ \t.-]*"
_CLOCK = r"(?:[T \t.,]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?Z?)?"
_FORMS = tuple(
    re.compile(_WEEKDAY + form + _CLOCK, re.IGNORECASE | re.ASCII)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})",
        r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})",
        r"(?P<day>\d{1,2})[.\t-](?P<month>\d{1,2})[.-](?P<year>\d{4})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_GAP}{_NAME}[ \t.,-]*(?P<year>\d{{4}})",
        rf"{_NAME}{_GAP}(?P<day>\d{{1,2}})[,.stndrh\t ]+(?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}}){_GAP}{_NAME}{_GAP}(?P<day>\d{{1,2}})",
        rf"{_NAME}{_GAP}(?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}}){_GAP}{_NAME}",
    )
)


def read_free_form(text: str, options: Options) -> dict[str, Any]:
    """The time value of a date in words or numbers; raises Unparsable."""
    sign, rest = split_era(text, options.locale)
    rest = _in_english(rest.strip(), options.locale)
    year, short = _cut_year(rest)
    match = _match(re.sub(r"(?<=\d)[.,\s]\s*", ".", short))
    if year is None or match is None or len(year) > 16:
        raise Unparsable(f"{text} is not a valid date.", "datetime")
    parts = match.groupdict()
    month, day = _run_over(int(parts["year"]), _month(parts), int(parts.get("day") or 1))
    clock = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    return time_value(Moment(sign, year, month, day, *clock), options)


def _in_english(text: str, here: Locale) -> str:
    """The month's name in English; the longest name that occurs is replaced, once."""
    english = locale("en")
    if here.code == "en" or any(name in text for name in english.months):
        return text
    names = {
        name: number
        for group in (here.months, here.genitive, here.short)
        for number, name in enumerate(group)
        if not name[0].isdigit()
    }
    found = sorted((name for name in names if name in text), key=len, reverse=True)
    return text.replace(found[0], english.months[names[found[0]]], 1) if found else text


def _cut_year(text: str) -> tuple[str | None, str]:
    """The year with at least four digits, and the text with exactly four of them."""
    match = next((found for each in _YEAR_AT if (found := each.search(text))), None)
    if match is None:
        return None, text
    year = match[1].lstrip("0").rjust(4, "0")
    return year, f"{text[: match.start(1)]}{year[-4:]}{text[match.end(1) :]}"


def _match(text: str) -> re.Match[str] | None:
    return next((found for form in _FORMS if (found := form.fullmatch(text))), None)


def _month(parts: dict[str, str | None]) -> int:
    name = parts.get("name")
    if not name:
        return int(parts["month"] or 0)
    short = name.casefold()
    number = locale("en").month_number("Sep" if short == "sept" else name)
    if number is None:
        raise Unparsable(f"{name} is not a valid date.", "datetime")
    return number


def _run_over(year: int, month: int, day: int) -> tuple[int, int]:
    """Month and day in the calendar; raises Unparsable if that is another year."""
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        raise Unparsable("not a valid date.", "datetime")
    # years repeat after 400, and the library knows years from 1 on
    moved = date(2000 + year % 400, month, 1) + timedelta(days=day - 1)
    return moved.month, moved.day
