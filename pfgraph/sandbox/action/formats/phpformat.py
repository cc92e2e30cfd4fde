"""An answer in PHP's serialisation. See https://www.php.net/manual/en/function.serialize.php"""

from __future__ import annotations

from typing import Any


def as_php(value: Any) -> str:
    """The serialised form; lengths count the bytes of UTF-8."""
    if value is None:
        return "N;"
    if isinstance(value, bool):
        return f"b:{int(value)};"
    if isinstance(value, int):
        return f"i:{value};"
    if isinstance(value, float):
        return f"d:{value!r};"
    if isinstance(value, str):
        return f's:{len(value.encode())}:"{value}";'
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    inner = "".join(_key(key) + as_php(each) for key, each in pairs)
    return f"a:{len(value)}:{{{inner}}}"


def _key(key: str | int) -> str:
    """Keys that look like whole numbers are numbers in PHP."""
    text = str(key)
    number = text.removeprefix("-")
    whole = number.isdecimal() and (number == "0" or not number.startswith("0"))
    if whole and text != "-0" and len(number) < 19:
        return f"i:{text};"
    return as_php(text)
