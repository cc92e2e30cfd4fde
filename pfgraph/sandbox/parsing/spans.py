"""Long spans of time, as the formatter writes them: `1850s`, `19. century`, `13 billion years CE`.

The message `$1 years CE` carries no number of zeros; its precision follows from the year's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pfgraph.sandbox.locales.locale import Locale, locale
from pfgraph.sandbox.locales.numbers import plain_number
from pfgraph.sandbox.parsing.failures import Unparsable
from pfgraph.sandbox.parsing.options import Options
from pfgraph.sandbox.parsing.timestamps import Moment, time_value

# name of the phrase: the precision, and how many zeros it stands for
_PHRASES = {
    "Gannum": (0, 9),
    "Mannum": (3, 6),
    "millennium": (6, 3),
    "century": (7, 2),
    "annum": (8, 0),
    "10annum": (8, 0),
}


def read_span(text: str, options: Options) -> dict[str, Any]:
    """The time value of a span in the language of the request or in English."""
    here = options.locale
    for language in (here, locale("en")):
        for name, pattern in _patterns(language):
            match = re.fullmatch(pattern, text.strip(), re.IGNORECASE)
            if match is None:
                continue
            precision, zeros = _PHRASES[name.removeprefix("BCE-")]
            year = plain_number(match[1], language) + "0" * zeros
            if not year.isascii() or not year.isdecimal() or len(year) > 16:
                break
            sign = "-" if name.startswith("BCE-") else "+"
            return time_value(Moment(sign, year), options, precision)
    raise Unparsable("Failed to parse", "mw-time-iso")


def _patterns(language: Locale) -> Iterator[tuple[str, str]]:
    for name in _PHRASES:
        for key in (name, f"BCE-{name}"):
            phrase = re.escape(language.times[key]).replace(r"\$1", "(.+?)")
            yield key, phrase
            if phrase.endswith("BCE"):
                yield key, phrase.removesuffix("E")
