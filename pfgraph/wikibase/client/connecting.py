"""From an address and an account to a repository that is logged in."""

from typing import Any

import pywikibot
from pywikibot import config
from pywikibot.comms import http
from pywikibot.family import DefaultWikibaseFamily, Family

from pfgraph.errors import WikiError
from pfgraph.wikibase.account import Account
from pfgraph.wikibase.client.addresses import address, address_of, api_address
from pfgraph.wikibase.client.configuration import HAS_USER_CONFIG, configure
from pfgraph.wikibase.client.errors import in_words, refused_account
from pfgraph.wikibase.client.repository import PywikibotRepository
from pfgraph.wikibase.client.site import OnceSite, Site, once
from pfgraph.wikibase.patience import Patience


def connect(
    url: str,
    account: Account,
    edit_interval: float | None = 0.0,
    patience: Patience | None = None,
    maxlag: int | None = None,
) -> PywikibotRepository:
    """Log in to the wiki at `url` (its root, or the address of its api.php).

    `edit_interval` is the least time between two edits and `maxlag` the most lag under which is
    edited, in seconds, None as pywikibot is configured; `patience` is how reading waits for a
    wiki that asks to. Raises WikiError, with what to do next, when the wiki does not answer or
    does not take the account.
    """
    knock(url)
    configure(url, edit_interval, maxlag)
    site = _site(url, account) if account.user else _own_site(url)
    return _logged_in(site, url, patience or Patience())


def _logged_in(site: Any, url: str, patience: Patience) -> PywikibotRepository:
    with in_words(url):
        patience.until_ready(site.login)
    return PywikibotRepository(site, url, patience)


def behind(site: Any, patience: Patience | None = None) -> PywikibotRepository:
    """The repository of a site of pywikibot's own, logged in as pywikibot is configured.

    Its requests are sent once; the throttle is left as it is. Raises WikiError as `connect` does.
    """
    return _logged_in(once(site), address_of(site), patience or Patience())


def visit(url: str, patience: Patience | None = None) -> PywikibotRepository:
    """The wiki as somebody sees it who is not logged in. Raises WikiError as `connect` does."""
    knock(url)
    configure(url, None, None)
    return PywikibotRepository(_site(url, Account("Visitor")), url, patience or Patience())


def _site(url: str, account: Account) -> Any:
    site = pywikibot.Site("wiki", fam=_family(url), user=account.name, interface=Site)
    site.account = account
    return site


def _own_site(url: str) -> Any:
    """The site of pywikibot's own configuration, with its account and its throttle."""
    if not HAS_USER_CONFIG:
        raise WikiError(refused_account(url, "there is none"))
    with in_words(url):
        host = Family.load(config.family).hostname(config.mylang)
    if host != address(url)[0].netloc:
        raise WikiError(
            f"user-config.py is for {host}, not for {url}: name that wiki, or an account for this "
            "one in PFGRAPH_USER and PFGRAPH_PASSWORD"
        )
    return pywikibot.Site(interface=OnceSite)


def knock(url: str) -> None:
    """See at once whether a Wikibase answers there; pywikibot would go on trying for minutes."""
    api = f"{api_address(url)}?action=query&meta=siteinfo&format=json"
    try:  # a request that failed comes back as the exception, which has no JSON
        general = http.fetch(api, default_error_handling=False).json()["query"]["general"]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise WikiError(
            f"{url} cannot be used: no MediaWiki answers at {api.split('?')[0]}, "
            "or none in JSON; see that the wiki is up, or give the address of its api.php"
        ) from error
    if "wikibase-conceptbaseuri" not in general:
        raise WikiError(f"{url} is a MediaWiki without Wikibase; give the address of a Wikibase")


def _family(url: str) -> Any:
    parts, path = address(url)
    members = {
        "name": f"pfgraph-{parts.netloc}".replace(":", "-").replace(".", "-"),
        "langs": {"wiki": parts.netloc},
        "protocol": lambda self, code: parts.scheme,
        "scriptpath": lambda self, code: path,
        "interface": lambda self, code: "DataSite",
    }
    family = type("Family", (DefaultWikibaseFamily,), members)
    config.usernames[members["name"]]["wiki"] = None
    return family()
