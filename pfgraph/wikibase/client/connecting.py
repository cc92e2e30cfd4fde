"""From an address and an account to a repository that is logged in."""

from typing import Any
from urllib.parse import SplitResult, urlsplit

import pywikibot
from pywikibot import config
from pywikibot.comms import http
from pywikibot.family import DefaultWikibaseFamily, Family

from pfgraph.errors import WikiError
from pfgraph.wikibase.account import Account
from pfgraph.wikibase.client.configuration import HAS_USER_CONFIG, configure
from pfgraph.wikibase.client.errors import in_words, refused_account
from pfgraph.wikibase.client.repository import PywikibotRepository
from pfgraph.wikibase.client.site import OnceSite, Site
from pfgraph.wikibase.patience import Patience


def connect(
    url: str, account: Account, edit_interval: float = 0.0, patience: Patience | None = None
) -> PywikibotRepository:
    """Log in to the wiki at `url` (its root, or the address of its api.php).

    `edit_interval` is the least time between two edits, in seconds; `patience` is how reading
    waits for a wiki that asks to. Raises WikiError, with what to do next, when the wiki does not
    answer or does not take the account.
    """
    _knock(url)
    site = _site(url, account, edit_interval) if account.user else _own_site(url)
    with in_words(url):
        site.login()
    return PywikibotRepository(site, url, patience or Patience())


def _site(url: str, account: Account, edit_interval: float) -> Any:
    configure(edit_interval)
    site = pywikibot.Site("wiki", fam=_family(url), user=account.name, interface=Site)
    site.account = account
    return site


def _own_site(url: str) -> Any:
    """The site of pywikibot's own configuration, with its account and its throttle."""
    if not HAS_USER_CONFIG:
        raise WikiError(refused_account(url, "there is none"))
    with in_words(url):
        host = Family.load(config.family).hostname(config.mylang)
    if host != _address(url)[0].netloc:
        raise WikiError(
            f"user-config.py is for {host}, not for {url}: name that wiki, or an account for this "
            "one in PFGRAPH_USER and PFGRAPH_PASSWORD"
        )
    return pywikibot.Site(interface=OnceSite)


def _knock(url: str) -> None:
    """See at once whether a Wikibase answers there; pywikibot would go on trying for minutes."""
    parts, path = _address(url)
    api = f"{parts.scheme}://{parts.netloc}{path}/api.php?action=query&meta=siteinfo&format=json"
    try:  # a request that failed comes back as the exception, which has no JSON
        general = http.fetch(api, default_error_handling=False).json()["query"]["general"]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise WikiError(
            f"{url} cannot be used: no MediaWiki answers at {api.split('?')[0]}, "
            "or none in JSON; see that the wiki is up, or give the address of its api.php"
        ) from error
    if "wikibase-conceptbaseuri" not in general:
        raise WikiError(f"{url} is a MediaWiki without Wikibase; give the address of a Wikibase")


def _address(url: str) -> tuple[SplitResult, str]:
    parts = urlsplit(url if "//" in url else f"https://{url}")
    named = parts.path.endswith("/api.php")
    return parts, parts.path.removesuffix("/api.php") if named else "/w"


def _family(url: str) -> Any:
    parts, path = _address(url)
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
