"""Points in time in any form: each parser is tried in turn, the first that succeeds is right."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pfgraph.sandbox.parsing.daytimes import (
    read_date_form,
    read_month_form,
    read_three_numbers,
)
from pfgraph.sandbox.parsing.eras import split_era
from pfgraph.sandbox.parsing.failures import Unparsable
from pfgraph.sandbox.parsing.freetimes import read_free_form
from pfgraph.sandbox.parsing.monthtimes import read_year_month
from pfgraph.sandbox.parsing.options import Options
from pfgraph.sandbox.parsing.spans import read_span
from pfgraph.sandbox.parsing.timestamps import Moment, read_timestamp, time_value

LONGEST = 300  # characters; no date is longer, and no pattern is tried on a book


def read_year(text: str, options: Options) -> dict[str, Any]:
    """A year alone; before Christ its thousands may be separated."""
    sign, year = split_era(text, options.locale)
    year = year.strip()
    if sign == "-":
        group = re.escape(options.locale.group)
        year = re.sub(rf"(?<=\d)[{group}\s_](?=\d)", "", year)
    if not re.fullmatch(r"[0-9]{1,16}", year):
        raise Unparsable("Failed to parse year", "year")
    return time_value(Moment(sign, year), options)


_READERS: tuple[Callable[[str, Options], dict[str, Any]], ...] = (
    # month and year go first, so that "May 2014" is no day; a year goes last, as it is the least
    read_year_month,
    read_timestamp,
    read_span,
    read_three_numbers,
    read_date_form,
    read_month_form,
    read_free_form,
    read_year,
)


def parse_time(text: str, options: Options) -> dict[str, Any]:
    """The time value; raises Unparsable."""
    for reader in _READERS if len(text) <= LONGEST else ():
        try:
            return reader(text, options)
        except Unparsable:
            continue
    raise Unparsable("The value is not recognized by the configured parsers", "time")
