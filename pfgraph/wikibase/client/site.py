"""A site of pywikibot that logs in from memory and whose requests never wait or resend alone."""

from functools import cached_property
from threading import RLock
from typing import Any

import pywikibot
from pywikibot.comms import http
from pywikibot.exceptions import NoUsernameError
from pywikibot.login import ClientLoginManager
from pywikibot.site import DataSite

from pfgraph.wikibase.account import Account
from pfgraph.wikibase.client.requests import OnceRequest


class OnceSite(DataSite):  # type: ignore[misc]  # pywikibot is not typed
    """A site whose requests neither wait nor resend; it logs in as pywikibot is configured."""

    logging_in = RLock()

    @cached_property
    def user_agent(self) -> str:
        """How requests name the program and its account."""
        return str(http.user_agent(self))

    @property
    def is_without_oauth(self) -> bool:
        """Whether pywikibot has found that its OAuth tokens do not hold here."""
        return bool(getattr(self, "_oauth_disabled", False))

    @staticmethod
    def _request_class(kwargs: dict[str, Any]) -> Any:
        return OnceRequest if "expiry" not in kwargs else DataSite._request_class(kwargs)


class Site(OnceSite):
    """A site that logs in with an account held in memory, also when a session was lost.

    Where pywikibot has OAuth tokens for the host those hold instead; without a password its
    password file is looked into.
    """

    account = Account("")

    def login(self, *args: Any, **options: Any) -> None:
        if options.get("cookie_only"):
            return  # our sessions are never kept in files
        if self.is_oauth_token_available():
            super().login(*args, **options)
            return
        _forget_cookies(self.hostname())  # who sends a bot session's cookies may not log in
        self.tokens.clear()  # nor who uses that session's tokens
        manager = ClientLoginManager(site=self, user=self.account.name)
        if self.account.password:
            manager.login_name = self.account.user
            manager.password = self.account.password
        if not manager.password:
            raise NoUsernameError(f"there is no password for {self.account.user}")
        manager.login_to_site()
        self.tokens.clear()
        del self.userinfo


def once(site: Any) -> Any:
    """The same wiki and account as a site of pywikibot, with requests that are sent once."""
    if isinstance(site, OnceSite):
        return site
    return pywikibot.Site(site.code, site.family, user=site.username(), interface=OnceSite)


def _forget_cookies(host: str) -> None:
    """Drop what this host has set; other wikis of this process stay logged in."""
    name = host.rsplit(":", 1)[0]
    for cookie in list(http.cookie_jar):
        if cookie.domain.lstrip(".").removesuffix(".local") == name.removesuffix(".local"):
            http.cookie_jar.clear(cookie.domain, cookie.path, cookie.name)
