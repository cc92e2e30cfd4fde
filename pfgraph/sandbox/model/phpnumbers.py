"""Numbers as PHP writes them, where a hash or a literal depends on it."""

from __future__ import annotations


def php_float(value: float, rounded: bool = False) -> str:
    """A number as PHP writes it: `1.0E-9` for 1e-09; at will with 14 digits at most."""
    text = repr(value)
    if rounded:
        text = format(value, ".14g")
    if "e" not in text:
        return text.removesuffix(".0")
    mantissa, exponent = text.split("e")
    whole = mantissa if "." in mantissa else f"{mantissa}.0"
    return f"{whole}E{int(exponent):+d}"
