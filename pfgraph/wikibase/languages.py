"""Language tags of RDF (BCP 47) and language codes of MediaWiki, where they differ.

https://www.mediawiki.org/wiki/Manual:Language#Language_code
"""

_TO_WIKI = {
    "cmn": "zh",
    "gsw": "als",
    "no": "nb",
    "sr-cyrl": "sr-ec",
    "sr-latn": "sr-el",
    "zh-yue": "yue",
    "rup": "roa-rup",
}
_TO_BCP47 = {"sr-ec": "sr-cyrl", "sr-el": "sr-latn", "roa-rup": "rup", "als": "gsw", "simple": "en"}


def wiki_code(tag: str | None) -> str:
    """The wiki's code for a language tag; a text without tag counts as English."""
    lowered = (tag or "en").lower()
    return _TO_WIKI.get(lowered, lowered)


def language_tag(code: str) -> str:
    """The language tag for a wiki's code."""
    return _TO_BCP47.get(code, code)
