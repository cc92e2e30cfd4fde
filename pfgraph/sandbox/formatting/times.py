"""Points in time in words: `17 May 2020`, `May 2020`, `1850s`, `19. century`, `500 BCE`."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from pfgraph.sandbox.formatting.escaping import html_text
from pfgraph.sandbox.formatting.request import Request
from pfgraph.sandbox.locales.locale import Locale
from pfgraph.sandbox.parsing.timestamps import GREGORIAN, JULIAN

_PARTS = re.compile(r"([-+]?)(\d+)-(\d+)-(\d+)T")
# precision: the phrase, the years it counts in, and how many of those the number is written in
_SPANS = {
    0: ("Gannum", 10**9, 1),
    1: ("Mannum", 10**8, 100),
    2: ("Mannum", 10**7, 10),
    3: ("Mannum", 10**6, 1),
    4: ("annum", 10**5, 10**5),
    5: ("annum", 10**4, 10**4),
    6: ("millennium", 10**3, 1),
    7: ("century", 100, 1),
    8: ("10annum", 10, 10),
}


def format_time(value: Mapping[str, Any], request: Request) -> str:
    """The time; the calendar where the reader could take it for the other, or as `showcalendar`."""
    text = _date(value, request.locale)
    show = request.options.get("showcalendar", "auto" if request.is_html else False)
    shown = _calendar_needed(value) if show == "auto" else bool(show)
    if request.is_html:
        name = html_text(_calendar_name(value, request.locale))
        return html_text(text) + (f'<sup class="wb-calendar-name">{name}</sup>' if shown else "")
    return f"{text} ({_calendar_name(value, request.locale)})" if shown else text


def _date(value: Mapping[str, Any], locale: Locale) -> str:
    match = _PARTS.match(value["time"])
    if match is None:
        return str(value["time"])
    before, digits, month, day = match[1] == "-", match[2], int(match[3]), int(match[4])
    precision = value["precision"]
    year = _year(digits, before, precision, locale)
    if precision <= 9:
        return year
    if precision > 11 or not month or (precision == 11 and not day):
        return str(value["time"])
    name = _month(month, locale)
    return f"{name} {year}" if precision == 10 else f"{_day(day, month, locale)} {name} {year}"


def _day(day: int, month: int, locale: Locale) -> str:
    return locale.day.replace("j", str(day))


def _month(month: int, locale: Locale) -> str:
    names = {"F": locale.months, "M": locale.short, "xg": locale.genitive}.get(locale.month)
    return names[month - 1] if names else locale.month.replace("n", str(month))


def _year(digits: str, before: bool, precision: int, locale: Locale) -> str:
    year, phrase = int(digits), ""
    if precision in _SPANS:
        name, unit, written = _SPANS[precision]
        number = _rounded(year, unit, name) * written
        if number:
            year, phrase = number, name
    if phrase:
        key = f"BCE-{phrase}" if before else phrase
    elif before:
        key = "BCE"
    else:
        key = "CE" if year < 100 else ""
    return locale.times[key].replace("$1", str(year)) if key else str(year)


def _rounded(year: int, unit: int, name: str) -> int:
    if name in ("century", "millennium"):
        return -(-year // unit)
    return year // unit if name == "10annum" else math.floor(year / unit + 0.5)


def _calendar_needed(value: Mapping[str, Any]) -> bool:
    """Whether a reader would take the date for one of the other calendar, or might."""
    precision, match = value["precision"], _PARTS.match(value["time"])
    if precision <= 8:
        return False
    if match is None:
        return True
    year = int(match[2]) * (-1 if match[1] == "-" else 1)
    if value["calendarmodel"] != (JULIAN if year <= 1582 else GREGORIAN):
        return True
    return precision > 9 and 1580 < year < 1930


def _calendar_name(value: Mapping[str, Any], locale: Locale) -> str:
    names = {GREGORIAN: "gregorian", JULIAN: "julian"}
    key = names.get(value["calendarmodel"])
    return locale.times[key] if key else str(value["calendarmodel"])
