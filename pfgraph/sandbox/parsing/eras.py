"""Before or after Christ: a sign in front, or words behind."""

from __future__ import annotations

import re

from pfgraph.sandbox.locales.locale import Locale, locale
from pfgraph.sandbox.parsing.failures import Unparsable

_BEFORE = re.compile(
    r"(?:B\.?\s*C\.?(?:\s*E\.?)?|Before\s+C(?:hrist|(?:ommon|urrent|hristian)\s+Era))$", re.I
)
_AFTER = re.compile(
    r"(?:C\.?\s*E\.?|A\.?\s*D\.?|C(?:ommon|urrent|hristian)\s+Era|After\s+Christ|Anno\s+Domini)$",
    re.I,
)


def split_era(text: str, language: Locale) -> tuple[str, str]:
    """`-` or `+` and the text without its era; raises Unparsable where there are two."""
    stripped = text.strip()
    for each in (language, locale("en")):
        for name, sign in (("BCE", "-"), ("CE", "+")):
            pattern = re.escape(each.times[name]).replace(r"\$1", "(.+?)")
            match = re.fullmatch(pattern, stripped)
            if match:
                return sign, match[1]
    return _sign_and_suffix(stripped)


def _sign_and_suffix(text: str) -> tuple[str, str]:
    before, after = _BEFORE.search(text), _AFTER.search(text)
    suffix = before or after
    if text[:1] in ("-", "+"):
        if suffix:
            raise Unparsable("Parsed two eras from the same string", "era")
        return text[0], text[1:]
    if suffix:
        return "-" if before else "+", text[: suffix.start()].rstrip()
    return "+", text
