"""The hashes of snaks, references and values, computed as Wikibase computes them.

They are SHA-1 (MD5 for values) of PHP's serialisation of the data model's objects, so the same
snak has the same hash here and on a wiki.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pfgraph.sandbox.model.jsonwriting import answer_bytes
from pfgraph.sandbox.model.phpnumbers import php_float

_SNAK = "Wikibase\\DataModel\\Snak\\Property{}Snak"
_EXPONENT = re.compile(r"(?<=[\[,])(-?[\d.]+)e([-+]\d+)(?=[,\]])")
_KINDS = {"value": "Value", "somevalue": "SomeValue", "novalue": "NoValue"}


def snak_hash(snak: Mapping[str, Any]) -> str:
    """SHA-1 of a normalised snak (`snaktype`, `property`, `datavalue`)."""
    inside = str(snak["property"])
    if snak["snaktype"] == "value":
        inside = f"a:2:{{i:0;{_text(inside)}i:1;{_datavalue(snak['datavalue'])}}}"
    return _sha(_object(_SNAK.format(_KINDS[snak["snaktype"]]), inside))


def reference_hash(hashes: Iterable[str]) -> str:
    """SHA-1 of a reference, from the hashes of its snaks in any order."""
    return _sha("|".join(sorted(hashes)))


def value_hash(datavalue: Mapping[str, Any]) -> str:
    """MD5 of a value: the local name of its full-value node in RDF."""
    text = _datavalue(datavalue)
    if datavalue["type"] == "globecoordinate":
        value = datavalue["value"]
        numbers = [value[name] for name in ("latitude", "longitude", "precision")]
        text = "|".join([*(php_float(each, rounded=True) for each in numbers), value["globe"]])
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _sha(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())


def _text(text: str) -> str:
    return f's:{_size(text)}:"{text}";'


def _object(name: str, inside: str) -> str:
    return f'C:{len(name)}:"{name}":{_size(inside)}:{{{inside}}}'


def _decimal(text: str) -> str:
    return _object("DataValues\\DecimalValue", _text(text))


def _datavalue(datavalue: Mapping[str, Any]) -> str:
    return _SERIALISERS[datavalue["type"]](datavalue["value"])


def _string(value: str) -> str:
    return _object("DataValues\\StringValue", value)


def _monolingual(value: Mapping[str, str]) -> str:
    inside = f"a:2:{{i:0;{_text(value['language'])}i:1;{_text(value['text'])}}}"
    return _object("DataValues\\MonolingualTextValue", inside)


def _entity(value: Mapping[str, Any]) -> str:
    kind = "ItemId" if value["entity-type"] == "item" else "NumericPropertyId"
    name = f"Wikibase\\DataModel\\Entity\\{kind}"
    return _object("Wikibase\\DataModel\\Entity\\EntityIdValue", _object(name, value["id"]))


def _time(value: Mapping[str, Any]) -> str:
    keys = ("time", "timezone", "before", "after", "precision", "calendarmodel")
    inside = answer_bytes([value[key] for key in keys], ascii_only=True).decode()
    return _object("DataValues\\TimeValue", inside.replace("/", "\\/"))


def _globe(value: Mapping[str, Any]) -> str:
    parts = [value["latitude"], value["longitude"], None, value["precision"], value["globe"]]
    inside = json.dumps(parts, separators=(",", ":")).replace("/", "\\/")
    inside = _EXPONENT.sub(_php_exponent, inside)
    return _object("DataValues\\Geo\\Values\\GlobeCoordinateValue", inside)


def _php_exponent(match: re.Match[str]) -> str:
    mantissa = match[1] if "." in match[1] else f"{match[1]}.0"
    return f"{mantissa}e{int(match[2])}"


def _quantity(value: Mapping[str, Any]) -> str:
    amount, unit = _decimal(value["amount"]), _text(value["unit"])
    if "upperBound" not in value:
        inside = f"a:2:{{i:0;{amount}i:1;{unit}}}"
        return _object("DataValues\\UnboundedQuantityValue", inside)
    upper, lower = _decimal(value["upperBound"]), _decimal(value["lowerBound"])
    inside = f"a:4:{{i:0;{amount}i:1;{unit}i:2;{upper}i:3;{lower}}}"
    return _object("DataValues\\QuantityValue", inside)


_SERIALISERS: dict[str, Callable[[Any], str]] = {
    "string": _string,
    "monolingualtext": _monolingual,
    "wikibase-entityid": _entity,
    "time": _time,
    "globecoordinate": _globe,
    "quantity": _quantity,
}
