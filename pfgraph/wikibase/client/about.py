"""What is asked of a wiki about itself and the account, and how pywikibot is configured for it."""

from typing import Any

from pywikibot.comms import http

from pfgraph.wikibase.client.addresses import api_address
from pfgraph.wikibase.client.configuration import Throttle, in_force, simulates


def about_wiki(namespaces: str) -> dict[str, Any]:
    """One query for all of it; `namespaces` are those of items and properties."""
    return {
        "meta": "siteinfo|userinfo",
        "siprop": "general|extensions",
        "uiprop": "rights|ratelimits|groups|blockinfo",
        "list": "recentchanges",
        "rcnamespace": namespaces,
        "rcprop": "ids|title|timestamp",
        "rctype": "edit|new",
        "rclimit": 1,
    }


def lag_of(url: str) -> float | None:
    """The lag in seconds that `maxlag` is held against; None where the wiki does not say.

    Other services that the wiki counts as lag are part of it.
    https://www.mediawiki.org/wiki/Manual:Maxlag_parameter
    """
    asked = f"{api_address(url)}?action=query&meta=siteinfo&maxlag=-1&format=json"
    try:
        answer = http.fetch(asked, default_error_handling=False).json()
        return float(answer.get("error", {}).get("lag", 0.0))
    except (AttributeError, TypeError, ValueError):
        return None


class Configured:
    """What pywikibot's configuration says for a site."""

    site: Any

    @property
    def simulates(self) -> bool:
        """Whether pywikibot is told to write nothing."""
        return simulates()

    @property
    def uses_oauth(self) -> bool:
        """Whether requests go out with the OAuth tokens of pywikibot's configuration."""
        return bool(self.site.is_oauth_token_available())

    @property
    def throttle(self) -> Throttle:
        """The throttle that is in force."""
        return in_force()
