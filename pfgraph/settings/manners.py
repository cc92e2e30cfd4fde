"""How fast a bot may be where others set the rules, whatever is configured.

https://www.mediawiki.org/wiki/API:Etiquette asks for one request at a time and for maxlag; it and
https://www.mediawiki.org/wiki/Manual:Maxlag_parameter name 5 seconds for what nobody waits for.
Accounts without the right noratelimit are held to 90 edits a minute by MediaWiki's defaults.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Manners:
    """The bounds on somebody else's wiki: seconds between edits, edits at once, lag in seconds."""

    name: str
    hosts: tuple[str, ...]
    interval: float
    workers: int
    maxlag: int


_WIKIMEDIA = Manners(
    "Wikimedia's wikis",
    (
        "wikidata.org",
        "wikimedia.org",
        "wikipedia.org",
        "mediawiki.org",
        "wiktionary.org",
        "wikibooks.org",
        "wikinews.org",
        "wikiquote.org",
        "wikisource.org",
        "wikiversity.org",
        "wikivoyage.org",
        "wikifunctions.org",
    ),
    1.0,
    1,
    5,
)
# It publishes no number of its own; many wikis share its databases and its query service.
_WIKIBASE_CLOUD = Manners("Wikibase Cloud", ("wikibase.cloud",), 1.0, 1, 5)


def manners(url: str) -> Manners | None:
    """The bounds that hold at an address; None where its owner may decide."""
    host = (urlsplit(url if "//" in url else f"https://{url}").hostname or "").rstrip(".")
    for each in (_WIKIMEDIA, _WIKIBASE_CLOUD):
        if any(host == name or host.endswith(f".{name}") for name in each.hosts):
            return each
    return None
