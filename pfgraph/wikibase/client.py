"""A Wikibase through pywikibot: the only module that knows it.

pywikibot is configured in memory from an address and an account; nobody writes a family file.
Where a user-config.py is there (in this folder, or in PYWIKIBOT_DIR), its accounts and its
throttle hold instead. https://www.mediawiki.org/wiki/Manual:Pywikibot
"""

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from pfgraph.errors import EditError, WikiError
from pfgraph.wikibase.account import Account
from pfgraph.wikibase.repository import Edit, Entity, Identity, Saved, StoredRevision

HAS_USER_CONFIG = bool(os.environ.get("PYWIKIBOT_DIR")) or Path("user-config.py").is_file()
if not HAS_USER_CONFIG:
    os.environ.setdefault("PYWIKIBOT_NO_USER_CONFIG", "2")

# Cookies and caches, never kept; made before pywikibot is there, so that it is cleared after it.
_SCRATCH = tempfile.TemporaryDirectory(prefix="pfgraph-")

import pywikibot  # noqa: E402  # the environment has to be set before
from pywikibot import config  # noqa: E402
from pywikibot.comms import http  # noqa: E402
from pywikibot.exceptions import (  # noqa: E402
    APIError,
    Error,
    MaxlagTimeoutError,
    NoUsernameError,
)
from pywikibot.family import DefaultWikibaseFamily, Family  # noqa: E402
from pywikibot.login import ClientLoginManager  # noqa: E402
from pywikibot.site import DataSite  # noqa: E402

_LIMIT, _HIGH_LIMIT = 50, 500  # entities a request, without and with the right apihighlimits
_REFUSED_LOGIN = frozenset({"Failed", "WrongPass", "NotExists", "Aborted", "Throttled"})
_REFUSED_SESSION = frozenset({"badtoken", "assertuserfailed", "assertbotfailed"})


class _Site(DataSite):  # type: ignore[misc]  # pywikibot is not typed
    """A site that logs in with an account held in memory, also when a session was lost."""

    account = Account("")

    def login(self, *args: Any, **options: Any) -> None:
        if options.get("cookie_only"):
            return  # our sessions are never kept in files
        _forget_cookies(self.hostname())  # who sends a bot session's cookies may not log in
        self.tokens.clear()  # nor who uses that session's tokens
        manager = ClientLoginManager(site=self, user=self.account.name)
        manager.login_name = self.account.user
        manager.password = self.account.password
        manager.login_to_site()
        self.tokens.clear()
        del self.userinfo


def _forget_cookies(host: str) -> None:
    """Drop what this host has set; other wikis of this process stay logged in."""
    name = host.rsplit(":", 1)[0]
    for cookie in list(http.cookie_jar):
        if cookie.domain.lstrip(".").removesuffix(".local") == name.removesuffix(".local"):
            http.cookie_jar.clear(cookie.domain, cookie.path, cookie.name)


def connect(url: str, account: Account, edit_interval: float = 0.0) -> "PywikibotRepository":
    """Log in to the wiki at `url` (its root, or the address of its api.php).

    `edit_interval` is the least time between two edits, in seconds. Raises WikiError, with
    what to do next, when the wiki does not answer or does not take the account.
    """
    _knock(url)
    site = _site(url, account, edit_interval) if account.user else _own_site(url)
    with _in_words(url):
        site.login()
    return PywikibotRepository(site, url)


def _site(url: str, account: Account, edit_interval: float) -> Any:
    _configure(edit_interval)
    site = pywikibot.Site("wiki", fam=_family(url), user=account.name, interface=_Site)
    site.account = account
    return site


def _own_site(url: str) -> Any:
    """The site of pywikibot's own configuration, with its account and its throttle."""
    if not HAS_USER_CONFIG:
        raise WikiError(_refused_account(url, "there is none"))
    with _in_words(url):
        host = Family.load(config.family).hostname(config.mylang)
    if host != _address(url)[0].netloc:
        raise WikiError(
            f"user-config.py is for {host}, not for {url}: name that wiki, or an account for this "
            "one in PFGRAPH_USER and PFGRAPH_PASSWORD"
        )
    return pywikibot.Site()


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


def _configure(edit_interval: float) -> None:
    if not HAS_USER_CONFIG:
        config.base_dir = _SCRATCH.name
    config.put_throttle = edit_interval
    config.minthrottle = 0
    config.maxthrottle = 60
    config.noisysleep = 3600.0  # what is waited for is said by our own commands


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


class PywikibotRepository:
    """The port `Repository`, over pywikibot and HTTP."""

    def __init__(self, site: Any, url: str) -> None:
        self.site, self.url = site, url

    @cached_property
    def identity(self) -> Identity:
        """Which wiki and which account."""
        with _in_words(self.url):
            rights = self.site.userinfo["rights"]
            return Identity(
                self.url,
                str(self.site.siteinfo["wikibase-conceptbaseuri"]),
                str(self.site.userinfo["name"]),
                _HIGH_LIMIT if "apihighlimits" in rights else _LIMIT,
            )

    def ids(self, kind: str) -> Iterator[str]:
        """The ids of all items or properties; redirects left out."""
        asked: dict[str, Any] = {
            "list": "allpages",
            "apnamespace": self._namespace(kind).id,
            "apfilterredir": "nonredirects",
            "aplimit": "max",
        }
        for answer in self._continued(asked):
            for page in answer["query"]["allpages"]:
                yield str(page["title"]).rsplit(":", 1)[-1]

    def entities(self, ids: Iterable[str]) -> Iterator[Entity]:
        """The entities, in the order of `ids`; missing ones are left out."""
        waiting = iter(ids)
        while batch := list(islice(waiting, self.identity.batch)):
            answer = self._ask(
                action="wbgetentities",
                ids="|".join(batch),
                props="info|labels|descriptions|aliases|claims|datatype",
            )
            for entity_id in batch:
                entity = answer["entities"].get(entity_id)
                if entity and "missing" not in entity:
                    yield entity

    def revision(self, entity_id: str) -> int:
        """The number of an entity's newest revision; 0 where it is gone or a redirect."""
        answer = self._ask(action="wbgetentities", ids=entity_id, props="info", redirects="no")
        entity: Entity = next(iter(answer["entities"].values()), {})
        return int(entity.get("lastrevid", 0))

    def edit(self, edit: Edit) -> Saved:
        """Make one edit, as a bot, through `wbeditentity`."""
        asked: dict[str, Any] = {
            "action": "wbeditentity",
            "data": json.dumps(edit.data, ensure_ascii=False),
            "summary": edit.summary,
            "bot": True,
        }
        asked |= {"id": edit.id} if edit.id else {"new": edit.new}
        if edit.base_revision:
            asked["baserevid"] = edit.base_revision
        entity = self._write(asked)["entity"]
        return Saved(entity["id"], int(entity["lastrevid"]), entity)

    def history(self, entity_id: str) -> Sequence[StoredRevision]:
        """All revisions of one entity, oldest first."""
        prefix = self._namespace("item").custom_name
        title = f"{prefix}:{entity_id}" if prefix else entity_id
        asked = {
            "prop": "revisions",
            "titles": title,
            "rvprop": "ids|comment|content",
            "rvslots": "main",
            "rvdir": "newer",
            "rvlimit": "max",
        }
        return [
            StoredRevision(each["revid"], each.get("comment", ""), json.loads(_content(each)))
            for answer in self._continued(asked)
            for page in answer["query"]["pages"].values()
            for each in page.get("revisions", ())
        ]

    def _namespace(self, kind: str) -> Any:
        with _in_words(self.url):
            return getattr(self.site, f"{kind}_namespace")

    def _continued(self, asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
        more: dict[str, Any] = {}
        while True:
            answer = self._ask(action="query", **asked, **more)
            yield answer
            if "continue" not in answer:
                return
            more = answer["continue"]

    def _ask(self, **asked: Any) -> dict[str, Any]:
        with _in_words(self.url):
            answer: dict[str, Any] = self.site.simple_request(**asked).submit()
        return answer

    def _write(self, asked: dict[str, Any]) -> dict[str, Any]:
        """One write; once more with a new session and token where the old ones were lost."""
        try:
            return self._ask(**asked, token=self.site.tokens["csrf"])
        except EditError as error:
            if error.code not in _REFUSED_SESSION:
                raise
        self.site.login()
        return self._ask(**asked, token=self.site.tokens["csrf"])


def _content(revision: dict[str, Any]) -> str:
    slot = revision.get("slots", {}).get("main", revision)
    return str(slot.get("*", slot.get("content", "{}")))


@contextmanager
def _in_words(url: str) -> Iterator[None]:
    """Turn what pywikibot raises into errors that say what to do."""
    try:
        yield
    except NoUsernameError as error:
        raise WikiError(_refused_account(url, error)) from error
    except MaxlagTimeoutError as error:
        raise WikiError(f"{url} lags too far behind; run the command again later") from error
    except APIError as error:
        if error.code in _REFUSED_LOGIN:
            raise WikiError(_refused_account(url, error.info)) from error
        raise EditError(f"{error.info} ({error.code})", error.code) from error
    except (Error, OSError) as error:
        raise WikiError(
            f"{url} cannot be used: {error}; see that the address is right and the wiki is up"
        ) from error


def _refused_account(url: str, reason: object) -> str:
    return (
        f"{url} does not take the account: {reason}; set PFGRAPH_USER (such as MyBot@tool) and "
        "PFGRAPH_PASSWORD to a bot password"
    )
