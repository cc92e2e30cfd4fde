"""Points in time as xsd:dateTime: always a whole date, in the Gregorian calendar.

Parts finer than the precision become 1; years before Christ move by one (the year 0 exists in
https://www.w3.org/TR/xmlschema11-2/#dateTime) unless only the decade or less is known; Julian days
are converted, as far back as their count goes.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from typing import Any

JULIAN = "http://www.wikidata.org/entity/Q1985786"
_PARTS = re.compile(r"([-+])(\d+)-(\d\d)-(\d\d)T")


def xsd_date_time(value: Mapping[str, Any]) -> str | None:
    """The text of the dateTime; None for the year 0 and Julian days before 4713 BC."""
    match = _PARTS.match(value["time"])
    if match is None or int(match[2]) == 0:
        return None
    year, month, day = int(match[2]), int(match[3]) or 1, int(match[4]) or 1
    precision = value["precision"]
    if match[1] == "-":
        year = 1 - year
        if precision < 9:
            return f"-{1 - year:04d}-01-01T00:00:00Z"
    if precision < 11:
        day = 1
    if precision < 10:
        month = 1
    if value["calendarmodel"] == JULIAN and precision >= 11:
        number = _julian_day(year, month, day)
        if number <= 0:
            return None
        year, month, day = _gregorian(number)
    else:
        day = min(day, _days(year, month))
    sign = "-" if year < 0 else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{day:02d}T00:00:00Z"


def _days(year: int, month: int) -> int:
    # the calendar repeats after 400 years, and the library knows years from 1 on
    return calendar.monthrange(2000 + year % 400, month)[1]


def _julian_day(year: int, month: int, day: int) -> int:
    """The number of a day of the Julian calendar, counted from 1 January 4713 BC."""
    shift = (14 - month) // 12
    years, months = year + 4800 - shift, month + 12 * shift - 3
    return day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083


def _gregorian(number: int) -> tuple[int, int, int]:
    """Gregorian year, month and day of a day's number."""
    rest = number + 32044
    centuries = (4 * rest + 3) // 146097
    rest -= 146097 * centuries // 4
    quarters = (4 * rest + 3) // 1461
    rest -= 1461 * quarters // 4
    fifths = (5 * rest + 2) // 153
    day = rest - (153 * fifths + 2) // 5 + 1
    return 100 * centuries + quarters - 4800 + fifths // 10, fifths + 3 - 12 * (fifths // 10), day
