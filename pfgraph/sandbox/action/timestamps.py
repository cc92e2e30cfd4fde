"""Points in time as clients send them.

See https://www.mediawiki.org/wiki/API:Data_formats#Timestamps
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_DIGITS = re.compile(r"\d{14}")
_EPOCH = re.compile(r"-?\d{1,13}(\.\d+)?")
_ISO = re.compile(
    r"(-?\d{4,})-?(\d\d)-?(\d\d)[T ]?(\d\d):?(\d\d):?(\d\d)([.,]\d+)?(Z|[+-]\d\d(?::?\d\d)?)?"
)
_EXIF = re.compile(r"\d{4}(:\d\d){2} \d\d(:\d\d){2}")
_OTHERS = (
    "%d-%b-%y %H.%M.%S.%f %p %z",
    "%A, %d-%b-%y %H:%M:%S %Z",
    "%a %b %d %H:%M:%S %Y",
    "%Y-%m-%d",
)
_FORM = "%Y-%m-%dT%H:%M:%SZ"


def read_timestamp(text: str) -> str | None:
    """The time in the form the wiki writes it (`2020-05-17T08:30:00Z`), None if it is none."""
    found = _moment(text.strip())
    return None if found is None else found.astimezone(UTC).strftime(_FORM)


def _moment(text: str) -> datetime | None:
    if text.lower() == "now":
        return datetime.now(UTC)
    try:
        if _DIGITS.fullmatch(text):
            return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        if _EPOCH.fullmatch(text):
            return datetime.fromtimestamp(float(text), UTC)
        iso = _ISO.fullmatch(text.replace(":", "-", 2) if _EXIF.fullmatch(text) else text)
        return _of_iso(iso) if iso else _in_words(text)
    except (ValueError, OverflowError, OSError):
        return None


def _of_iso(match: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second = (int(match[number]) for number in range(1, 7))
    zone = match[8] or "Z"
    if zone != "Z":
        zone = f"{zone.replace(':', ''):0<5}"
    shift = datetime.strptime(zone.replace("Z", "+0000"), "%z").tzinfo
    return datetime(year, month, day, hour, minute, second, tzinfo=shift)


def _in_words(text: str) -> datetime | None:
    for form in _OTHERS:
        try:
            found = datetime.strptime(text, form)
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    found = parsedate_to_datetime(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
