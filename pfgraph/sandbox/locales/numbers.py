"""Numbers from a reader's form to the plain one and back."""

from __future__ import annotations

import re

from pfgraph.sandbox.locales.locale import Locale

MINUS = "\N{MINUS SIGN}"
_SIGNS = str.maketrans({MINUS: "-", "\N{HEAVY MINUS SIGN}": "-", "\N{HEAVY PLUS SIGN}": "+"})


def plain_number(text: str, locale: Locale) -> str:
    """Without separators of thousands, with a point and ASCII signs."""
    table: dict[str, str | int | None] = {locale.point: ".", locale.group: ","}
    swapped = text.translate(str.maketrans(table))
    return re.sub(r"[\s,]+", "", swapped.translate(_SIGNS))


def number_pattern(locale: Locale) -> str:
    """A regular expression for a number as it may be written, an exponent included."""
    separators = {",", ".", locale.group, locale.point}
    if any(each.isspace() for each in separators):
        separators.add(" ")
    signs = f"[-{MINUS}+]?"
    mantissa = "[0-9" + "".join(map(re.escape, sorted(separators))) + "]+"
    return signs + mantissa + r"(?:(?:[eE]|x10\^)[-+]?[0-9]+)?"


def localised(number: str, locale: Locale) -> str:
    """A plain decimal number as a reader of the language sees it."""
    sign = MINUS if number.startswith("-") else "+" if number.startswith("+") else ""
    whole, point, rest = number.lstrip("+-").partition(".")
    if len(whole) >= 3 + locale.minimum:
        whole = locale.group.join(_threes(whole))
    return f"{sign}{whole}{locale.point if point else ''}{rest}"


def _threes(digits: str) -> list[str]:
    first = len(digits) % 3 or 3
    return [digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))]
