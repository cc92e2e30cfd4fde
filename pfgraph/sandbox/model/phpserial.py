"""Data in PHP's own serialisation. See https://www.php.net/manual/en/function.serialize.php."""

from __future__ import annotations

from typing import Any

from pfgraph.sandbox.model.phpnumbers import php_float


def php_serialised(value: Any) -> str:
    """What PHP's `serialize` makes of JSON-like data; maps and lists are both its arrays."""
    if value is None:
        return "N;"
    if isinstance(value, bool):
        return f"b:{int(value)};"
    if isinstance(value, int):
        return f"i:{value};"
    if isinstance(value, float):
        return f"d:{php_float(value)};"
    if isinstance(value, str):
        return f's:{len(value.encode())}:"{value}";'
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    inside = "".join(php_serialised(_key(key)) + php_serialised(each) for key, each in pairs)
    return f"a:{len(value)}:{{{inside}}}"


def _key(key: str | int) -> str | int:
    """PHP keeps keys that look like whole numbers as numbers."""
    text = str(key)
    digits = text.removeprefix("-")
    whole = digits.isascii() and digits.isdecimal() and len(digits) < 19
    plain = text == "0" or not digits.startswith("0")
    return int(text) if whole and plain else text
