"""Points in time in the order year, month, day, resembling ISO 8601."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pfgraph.sandbox.model.values import Corrupt, normal_value
from pfgraph.sandbox.parsing.failures import Unparsable
from pfgraph.sandbox.parsing.options import Options

GREGORIAN = "http://www.wikidata.org/entity/Q1985727"
JULIAN = "http://www.wikidata.org/entity/Q1985786"
YEAR, MONTH, DAY = 9, 10, 11  # precisions
_BILLION = 0
_LAST_JULIAN_YEAR = 1582
_ROUND_FROM = 4000  # zeros at the end of later years tell a coarser precision
_CALENDARS = {
    "": GREGORIAN,
    "gregorian": GREGORIAN,
    "western": GREGORIAN,
    "christian": GREGORIAN,
    "julian": JULIAN,
}
_FORM = re.compile(
    r"\s*([-+\N{MINUS SIGN}]?)\s*(\d{1,16})-(\d{2})-(\d{2})"
    r"(?:T(\d{2}):?(\d{2})(?::?(\d{2}))?)?Z?"
    r"\s*\(?\s*(Gregorian|Julian|)\s*\)?\s*",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time in parts; a part that is not known is 0, `year` has its digits as typed."""

    sign: str
    year: str
    month: int = 0
    day: int = 0
    hour: int = 0
    minute: int = 0
    second: int = 0

    @property
    def precision(self) -> int:
        """The finest part that there is; for years alone, by the zeros at their end."""
        finest = (self.second, self.minute, self.hour, self.day, self.month)
        for precision, part in zip(range(14, YEAR, -1), finest, strict=True):
            if part > 0:
                return precision
        if int(self.year) <= _ROUND_FROM:
            return YEAR
        zeros = len(self.year) - len(self.year.rstrip("0"))
        return max(_BILLION, YEAR - zeros)

    @property
    def timestamp(self) -> str:
        clock = f"{self.hour:02d}:{self.minute:02d}:{self.second:02d}"
        return f"{self.sign}{self.year:0>4}-{self.month:02d}-{self.day:02d}T{clock}Z"


def read_timestamp(text: str, options: Options) -> dict[str, Any]:
    """The time value of an ISO-like text; raises Unparsable."""
    match = _FORM.fullmatch(text)
    if match is None:
        raise Unparsable("Malformed time", "iso-timestamp")
    sign, year, month, day, hour, minute, second, calendar = match.groups()
    if not sign and len(year) < 3 and int(year) < 32 and hour is None:
        reason = "Not enough information to decide if the format is YMD"
        raise Unparsable(reason, "iso-timestamp")
    moment = Moment(
        "-" if sign in ("-", "\N{MINUS SIGN}") else "+",
        year,
        *(int(part or 0) for part in (month, day, hour, minute, second)),
    )
    return time_value(moment, options, calendar=calendar)


def time_value(
    moment: Moment, options: Options, precision: int | None = None, calendar: str = ""
) -> dict[str, Any]:
    """The time value of a moment; raises Unparsable for parts out of range.

    `precision` and `calendar` were read from the text; the options may say other.
    """
    _check(moment)
    asked = precision if precision is not None else _asked_precision(options)
    found = moment.precision
    if asked is not None and (asked <= found or found >= DAY):
        found = asked
    value = {
        "time": moment.timestamp,
        "timezone": 0,
        "before": 0,
        "after": 0,
        "precision": found,
        "calendarmodel": _calendar(moment, options, calendar),
    }
    try:
        return normal_value("time", value)
    except Corrupt as error:
        raise Unparsable(str(error), "iso-timestamp") from error


def _check(moment: Moment) -> None:
    limits = {"month": 12, "day": 31, "hour": 23, "minute": 59, "second": 61}
    for name, limit in limits.items():
        if getattr(moment, name) > limit:
            raise Unparsable(f"{name.capitalize()} out of range", "iso-timestamp")
    if not moment.month and moment.day:
        raise Unparsable("Cannot have a day with no month", "iso-timestamp")
    if not moment.day and (moment.hour or moment.minute or moment.second):
        reason = "Cannot have hour, minute or second with no day"
        raise Unparsable(reason, "iso-timestamp")


def _asked_precision(options: Options) -> int | None:
    asked = options.get("precision")
    if asked is None:
        return None
    digits = isinstance(asked, str) and asked.isascii() and asked.isdecimal()
    if not digits and type(asked) is not int:
        raise Unparsable("Precision must be an integer", "iso-timestamp")
    return int(asked)


def _calendar(moment: Moment, options: Options, read: str) -> str:
    asked = read or options.get("calendar")
    if asked is not None:
        if asked in (GREGORIAN, JULIAN):
            return str(asked)
        found = _CALENDARS.get(str(asked).strip().lower())
        if found is None:
            raise Unparsable("Cannot parse calendar model", "calendar-model")
        return found
    early = moment.sign == "-" or int(moment.year) <= _LAST_JULIAN_YEAR
    return JULIAN if early else GREGORIAN
