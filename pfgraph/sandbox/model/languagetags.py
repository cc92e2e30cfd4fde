"""A wiki's language codes as language tags of BCP 47.

The tables are those of https://www.mediawiki.org/wiki/Manual:Language and of the codes at
https://meta.wikimedia.org/wiki/Special_language_codes; HTML and RDF differ in a few of them.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

_RENAMED = {
    "als": "gsw",
    "bat-smg": "sgs",
    "be-x-old": "be-tarask",
    "fiu-vro": "vro",
    "roa-rup": "rup",
    "zh-classical": "lzh",
    "zh-min-nan": "nan",
    "zh-yue": "yue",
}
_OWN = {
    "cbk-zam": "cbk",
    "de-formal": "de-x-formal",
    "eml": "egl",
    "en-rtl": "en-x-rtl",
    "es-formal": "es-x-formal",
    "hu-formal": "hu-x-formal",
    "map-bms": "jv-x-bms",
    "mo": "ro-Cyrl-MD",
    "nl-informal": "nl-x-informal",
    "nrm": "nrf",
    "roa-tara": "nap-x-tara",
    "simple": "en-simple",
    "sr-ec": "sr-Cyrl",
    "sr-el": "sr-Latn",
}
_IN_RDF = {
    "cbk-zam": "cbk-x-zam",
    "crh": "crh-Latn",
    "nrm": "fr-x-nrm",
    "roa-tara": "it-x-tara",
}


@cache
def language_tag(code: str) -> str:
    """The tag of a code: regions in capitals, scripts with a capital, private parts in small."""
    lower = code.lower()
    renamed = _RENAMED.get(lower, lower)
    first, *_ = parts = _OWN.get(renamed, renamed).split("-")
    return "-".join([first.lower(), *(_part(*each) for each in pairwise(parts))])


def _part(previous: str, part: str) -> str:
    if previous.lower() == "x" or len(part) not in (2, 4):
        return part.lower()
    return part.upper() if len(part) == 2 else part.capitalize()


def rdf_language_tag(code: str) -> str:
    """The tag that literals in RDF have."""
    return _IN_RDF.get(code) or language_tag(code)
