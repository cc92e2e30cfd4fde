"""Quantities: `5`, `-1,000.5`, `5 ± 0.5`, `5.5e3`, `5~` (by its digits), `5!` (exactly)."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from typing import Any

from pfgraph.sandbox.locales.locale import Locale
from pfgraph.sandbox.locales.numbers import number_pattern, plain_number
from pfgraph.sandbox.model.values import Corrupt, normal_value
from pfgraph.sandbox.parsing.failures import Unparsable
from pfgraph.sandbox.parsing.options import Options

LONGEST = 127  # characters of a decimal number that a wiki keeps
_EXPONENT = re.compile(r"(.*?)(?:[eE]|x10\^)([-+]?\d+)")
_DIGITS = 4 * LONGEST  # enough that no sum of two numbers is rounded


def parse_quantity(text: str, options: Options) -> dict[str, Any]:
    """A quantity; bounds only where an uncertainty was written."""
    number = number_pattern(options.locale)
    form = rf"\s*({number})\s*(?:([~!])|(?:\+/?-|±)\s*({number})|)\s*"
    match = re.fullmatch(form, text)
    if match is None:
        raise Unparsable("Malformed quantity", "quantity")
    amount, exactness, margin = match.groups()
    with localcontext() as context:
        context.prec = _DIGITS
        bounds = _bounds(amount, exactness, margin, options.locale)
        value = {"amount": signed(parse_decimal(amount, options.locale)), "unit": _unit(options)}
        if bounds is not None:
            value |= {"upperBound": signed(bounds[1]), "lowerBound": signed(bounds[0])}
    try:
        return normal_value("quantity", value)
    except Corrupt as error:
        raise Unparsable(str(error), "quantity") from error


def _unit(options: Options) -> str:
    unit = options.get("unit")
    return unit.strip() if isinstance(unit, str) and unit.strip() else "1"


def _bounds(
    amount: str, exactness: str | None, margin: str | None, locale: Locale
) -> tuple[Decimal, Decimal] | None:
    centre = parse_decimal(amount, locale)
    if exactness == "!":
        return centre, centre
    if margin is not None:
        width = abs(parse_decimal(margin, locale))
        return centre - width, centre + width
    if exactness == "~":
        half = Decimal(5).scaleb(int(centre.as_tuple().exponent) - 1)
        return _trimmed(centre - half), _trimmed(centre + half)
    return None


def _trimmed(number: Decimal) -> Decimal:
    return number.normalize()


def parse_decimal(text: str, locale: Locale) -> Decimal:
    """A number as typed, its written digits kept; raises Unparsable."""
    plain = plain_number(text, locale)
    match = _EXPONENT.fullmatch(plain)
    mantissa, exponent = (match[1], int(match[2])) if match else (plain, 0)
    if not mantissa.strip("+-"):
        raise Unparsable("Decimal value must not be empty", "decimal")
    if not re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)", mantissa):
        raise Unparsable(f'"{_written(mantissa)}" is not a well formed decimal value', "decimal")
    if len(mantissa) + abs(exponent) > LONGEST:
        raise Unparsable("Value must be at most 127 characters long.", "decimal")
    return Decimal(mantissa).scaleb(exponent)


def _written(mantissa: str) -> str:
    return mantissa if mantissa[0] in "+-" else f"+{mantissa}"


def signed(number: Decimal) -> str:
    """Plain digits with a sign; zero is positive."""
    text = format(number, "f")
    return f"+{text.lstrip('-')}" if number == 0 or text[0] != "-" else text
