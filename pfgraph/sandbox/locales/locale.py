"""One language's way with numbers and dates.

Known are the languages in `data/locales.json`; every other is written as its nearest known
fallback, in the end English, as a wiki does where a message is not translated. `$1` stands for
the number in the phrases for eras and long spans of time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pfgraph.sandbox.model.languages import fallbacks


@dataclass(frozen=True, slots=True)
class Locale:
    """Month names in order; `day` and `month` are the parts of the date form, `j F` for English.

    `minimum` is how many digits must stand before the first separator of thousands.
    """

    code: str
    months: tuple[str, ...]
    genitive: tuple[str, ...]
    short: tuple[str, ...]
    day: str
    month: str
    group: str
    point: str
    minimum: int
    times: Mapping[str, str]

    def month_number(self, name: str) -> int | None:
        """The number of a month by any of its names, capitals aside."""
        wanted = name.casefold()
        for names in (self.months, self.genitive, self.short):
            for number, each in enumerate(names, 1):
                if each.casefold() == wanted and not each[0].isdigit():
                    return number
        return None


@cache
def _table() -> Mapping[str, Any]:
    text = files("pfgraph.sandbox").joinpath("data", "locales.json").read_text("utf-8")
    found: Mapping[str, Any] = json.loads(text)
    return found


@cache
def locale(code: str) -> Locale:
    """The locale of a language code; English for a code that nothing is known of."""
    known = next((each for each in fallbacks(code) if each in _table()), "en")
    raw = _table()[known]
    months = tuple(raw["months"])
    return Locale(
        code=known,
        months=months,
        genitive=tuple(raw.get("genitive", months)),
        short=tuple(raw["short"]),
        day=raw["day"],
        month=raw["month"],
        group=raw["group"],
        point=raw["point"],
        minimum=raw["minimum"],
        times=raw["times"],
    )
