"""Reading a module's parameters by its description: types, limits, defaults, refusals.

See https://www.mediawiki.org/wiki/API:Data_formats and the descriptions in `paraminfo`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pfgraph.sandbox.action.parametertypes import Asked, read_value
from pfgraph.sandbox.action.specs import normal_text, spec, split
from pfgraph.sandbox.model.errors import ApiError

if TYPE_CHECKING:
    from pfgraph.sandbox.action.calls import Call

_ABNORMAL = (
    'The value passed for "{}" contains invalid or non-normalized data. '
    "Textual data should be valid, NFC-normalized Unicode without C0 control "
    "characters other than HT (\\t), LF (\\n), and CR (\\r)."
)
_TEXTS = ("string", "text", "password")


def read_parameters(call: Call, path: str, prefix: str = "") -> dict[str, Any]:
    """The parameters of a module by their own names, without the module's prefix.

    Lists are lists, limits and numbers are numbers, times are `2020-05-17T08:30:00Z`; what was not
    sent has its default or is None. `prefix` is `g` for a generator. Raises what the wiki refuses,
    warns of what it drops.
    """
    described = spec(path) or {"name": path, "prefix": "", "parameters": []}
    values: dict[str, Any] = {}
    for each in described["parameters"]:
        sent_as = f"{prefix}{described['prefix']}{each['name']}"
        asked = Asked(described["name"], sent_as, each, call.account.may("apihighlimits"))
        values[each["name"]] = _value(call, asked)
    return values


def _value(call: Call, asked: Asked) -> Any:
    call.used.add(asked.name)
    sent = call.sent.get(asked.name)
    described = asked.described
    if sent is not None:
        _look_at(call, asked, sent)
    empty = sent == "" and described["type"] in _TEXTS and "multi" not in described
    missing = sent is None or empty
    if missing and "required" in described:
        raise ApiError("missingparam", f'The "{asked.name}" parameter must be set.')
    if described["type"] == "boolean":
        return sent is not None
    if sent is None:
        return _default(asked)
    if "multi" not in described:
        if sent.startswith("\x1f"):
            raise ApiError("badvalue", _single(asked.name))
        return _one(call, asked, sent)
    return _many(call, asked, sent)


def _single(name: str) -> str:
    return (
        f'Parameter "{name}" accepts only a single value. '
        "U+001F multi-value separation may only be used for multi-valued parameters."
    )


def _look_at(call: Call, asked: Asked, sent: str) -> None:
    if "deprecated" in asked.described and sent != asked.described.get("default"):
        call.warn_deprecated(asked.module, f'The parameter "{asked.name}" has been deprecated.')
    text = sent.removeprefix("\x1f")
    if normal_text(text).replace("\ufffd", "\x1f") != text:
        call.warn(asked.module, _ABNORMAL.format(asked.name), "badutf8")


def _default(asked: Asked) -> Any:
    default = asked.described.get("default")
    if "multi" not in asked.described:
        return default
    if default is None:
        return None
    if default == "*" and "allspecifier" in asked.described:
        return list(asked.all_values)
    values = split(str(default))
    numbers = asked.described["type"] in ("namespace", "integer")
    return [int(each) for each in values] if numbers else values


def _one(call: Call, asked: Asked, sent: str) -> Any:
    value, warnings = read_value(asked, sent)
    for code, text in warnings:
        call.warn(asked.module, text, code)
    if asked.described["type"] == "limit" and sent == "max":
        call.limits[asked.module] = value
    return value


def _many(call: Call, asked: Asked, sent: str) -> list[Any]:
    values = split(sent)
    everything = asked.all_values
    specifier = asked.described.get("allspecifier")
    if values == ["*"] and everything and (specifier or asked.described["type"] == "namespace"):
        return list(everything)
    if len(values) > asked.most:
        raise too_many(asked)
    found = list(_known(call, asked, values))
    return found if "allowsduplicates" in asked.described else list(dict.fromkeys(found))


def _known(call: Call, asked: Asked, values: list[str]) -> Iterator[Any]:
    if not everything_goes(asked.described):
        wrong = [each for each in dict.fromkeys(values) if each not in asked.allowed]
        if wrong:
            plural = "s" if len(wrong) > 1 else ""
            text = f'Unrecognized value{plural} for parameter "{asked.name}": {", ".join(wrong)}'
            call.warn(asked.module, text, "unrecognizedvalues")
        values = [each for each in values if each not in wrong]
    for each in values:
        yield _one(call, asked, each)


def everything_goes(described: Mapping[str, Any]) -> bool:
    """Whether no list says which values there are."""
    return not isinstance(described["type"], list) and described["type"] != "namespace"


def too_many(asked: Asked) -> ApiError:
    """The refusal of a list that is too long."""
    text = f'Too many values supplied for parameter "{asked.name}". The limit is {asked.most}.'
    low, high = asked.described.get("lowlimit", 50), asked.described.get("highlimit", 500)
    extra = {"parameter": asked.name, "limit": asked.most, "lowlimit": low, "highlimit": high}
    return ApiError("toomanyvalues", text, extra=extra)
