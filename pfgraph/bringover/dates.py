"""Dates as people write them in tables, where they can mean one thing only."""

import re

from pfgraph.dates import PartialDate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = [
    re.compile(form)
    for form in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})",
        rf"{_MONTH},? (?P<year>\d{{4}})",
        rf"{_DAY} {_MONTH},? (?P<year>\d{{4}})",
        rf"{_MONTH} {_DAY},? (?P<year>\d{{4}})",
    )
]
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_BEFORE = re.compile(r"^(?:since|from|as of|until|till) +", re.IGNORECASE)
_OPEN = frozenset(
    {"present", "ongoing", "now", "today", "current", "to date", "open", "continuing"}
)


def written_date(text: str) -> str:
    """The date in ISO 8601 that the text means; "" where it means none, or could mean two."""
    said = " ".join(_BEFORE.sub("", text).casefold().split())
    parts = _parts(said)
    try:
        return PartialDate("-".join(parts) if parts else said).text
    except ValueError:
        return ""


def is_open(text: str) -> bool:
    """Whether a word says that something has no end yet."""
    return text.casefold() in _OPEN


def is_in_words(text: str) -> bool:
    """Whether the text is more than digits and signs between them: words, not a slip."""
    return re.fullmatch(r"[\d\s/.:–-]*", text) is None


def _parts(said: str) -> list[str]:
    if match := _SLASHES.fullmatch(said):
        return _day_and_month(*match.groups())
    match = next(filter(None, (form.fullmatch(said) for form in _FORMS)), None)
    if match is None:
        return []
    found = match.groupdict()
    month = found["month"]
    number = month if month.isdigit() else str(_MONTHS.index(month[:3]) + 1)
    return [found["year"], number.zfill(2), *([found["day"].zfill(2)] if found.get("day") else [])]


def _day_and_month(first: str, second: str, year: str) -> list[str]:
    """Day and month stand in either order, so one of them has to tell which it is."""
    if int(first) > 12 or first == second:
        return [year, second.zfill(2), first.zfill(2)]
    return [year, first.zfill(2), second.zfill(2)] if int(second) > 12 else []
