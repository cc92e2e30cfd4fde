"""Quantities: `1,234.5 metre`, `12.5±0.01 metre`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

from pfgraph.sandbox.formatting.escaping import html_text
from pfgraph.sandbox.formatting.request import Request
from pfgraph.sandbox.locales.numbers import localised
from pfgraph.sandbox.model.ids import normal_id

_UNITLESS = frozenset(
    ["", "1", "http://www.wikidata.org/entity/Q199", "http://qudt.org/vocab/unit#Unitless"]
)
_DIGITS = 500  # enough that no number of 127 digits is rounded unasked


def format_quantity(value: Mapping[str, Any], request: Request) -> str:
    """The amount with its margin and its unit's label; see the options in the functions below."""
    with localcontext() as context:
        context.prec = _DIGITS
        number = _number(value, request)
    unit = _unit(value["unit"], request)
    if request.is_html:
        shown = f' <span class="wb-unit">{html_text(unit)}</span>' if unit else ""
        return html_text(number) + shown
    return f"{number} {unit}" if unit else number


def _number(value: Mapping[str, Any], request: Request) -> str:
    amount = Decimal(value["amount"])
    rounding = request.options.get("applyRounding", True)
    if "upperBound" not in value:
        kept = amount if isinstance(rounding, bool) else _rounded(amount, _whole(rounding))
        return _written(kept, request)
    margin = _margin(value)
    shows_margin = bool(request.options.get("showQuantityUncertaintyMargin", True))
    if isinstance(rounding, bool):
        if rounding and not shows_margin:
            return _written(_rounded(amount, _order(margin, amount)), request)
        return f"{_written(_trimmed(amount), request)}±{_written(_trimmed(margin), request)}"
    rounded = _rounded(margin, _whole(rounding))
    text = _written(_rounded(amount, _whole(rounding)), request)
    return f"{text}±{_written(rounded, request)}" if shows_margin and rounded else text


def _whole(option: Any) -> int:
    """An option as PHP takes it for a whole number: what is none counts as 0."""
    return int(option) if isinstance(option, int | float) else 0


def _margin(value: Mapping[str, Any]) -> Decimal:
    amount = Decimal(value["amount"])
    return max(Decimal(value["upperBound"]) - amount, amount - Decimal(value["lowerBound"]))


def _order(margin: Decimal, amount: Decimal) -> int:
    """The place of the digit from which on the amount is not certain."""
    if not margin:
        return int(amount.as_tuple().exponent)
    return margin.adjusted()


def _rounded(number: Decimal, exponent: int) -> Decimal:
    place = Decimal(1).scaleb(max(-_DIGITS // 2, min(exponent, _DIGITS // 2)))
    return number.quantize(place, ROUND_HALF_UP)


def _trimmed(number: Decimal) -> Decimal:
    return number.normalize()


def _written(number: Decimal, request: Request) -> str:
    plain = format(number, "f")
    sign = "+" if request.options.get("forceSign") and number > 0 else ""
    return localised(sign + (plain.lstrip("-") if not number else plain), request.locale)


def _unit(unit: str, request: Request) -> str:
    """The label of the unit's item, else its id; the IRI of what is no item of this wiki."""
    if unit in _UNITLESS or not request.options.get("applyUnit", True):
        return ""
    entity_id = None
    if unit.startswith(request.concepts):
        entity_id = normal_id(unit.removeprefix(request.concepts))
    if entity_id is None:
        return unit
    return request.show(entity_id, request.reader).label or entity_id
