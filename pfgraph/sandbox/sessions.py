"""Sessions and tokens: who a cookie stands for and which tokens it may use.

Kept in memory, so that a restart loses every session, as a wiki does now and then. A bot password
opens a session of its own under a cookie of its own, which goes before the visitor's; see
https://www.mediawiki.org/wiki/Manual:SessionManager_and_AuthManager.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pfgraph.sandbox.accounts import VISITOR, Account

COOKIE = "wikidb_session"
BOT_COOKIE = "wikidb_BPsession"
ANONYMOUS_TOKEN = "+\\"
LIMIT = 10_000
TRIES = 5
_MONTH, _HALF_A_YEAR = 2592000, 15552000
Kind = Literal["visitor", "bot password", "clientlogin", "login"]


@dataclass(slots=True)
class Session:
    """One client's state. `new` is one that no cookie stands for yet."""

    key: str = field(default_factory=lambda: secrets.token_hex(16))
    account: Account = VISITOR
    kind: Kind = "visitor"
    secret: str = field(default_factory=lambda: secrets.token_hex(16))
    login_token: str = ""
    new: bool = True

    @property
    def cookie(self) -> str:
        """The name of the cookie that stands for this session."""
        return BOT_COOKIE if self.kind == "bot password" else COOKIE

    def token(self, kind: str) -> str:
        """The token of a kind; `+\\` for a visitor, but for those that make accounts or log in."""
        if kind in ("login", "createaccount"):
            self.login_token = self.login_token or secrets.token_hex(20) + ANONYMOUS_TOKEN
            return self.login_token if kind == "login" else secrets.token_hex(20) + ANONYMOUS_TOKEN
        if self.account.anonymous:
            return ANONYMOUS_TOKEN
        return f"{self.secret}{len(kind):08x}{ANONYMOUS_TOKEN}"

    def log_out(self) -> None:
        """Become a visitor again, with no cookie of one's own."""
        self.key, self.secret = secrets.token_hex(16), secrets.token_hex(16)
        self.account, self.kind, self.login_token, self.new = VISITOR, "visitor", "", True


@dataclass(slots=True)
class Sessions:
    """All sessions by their cookie; the oldest are forgotten when there are too many."""

    by_key: dict[str, Session] = field(default_factory=dict)
    failures: dict[str, int] = field(default_factory=dict)

    def find(self, cookies: Mapping[str, str]) -> Session:
        """The session that cookies stand for, or a new one, not kept until `keep` is called."""
        for name in (BOT_COOKIE, COOKIE):
            found = self.by_key.get(cookies.get(name, ""))
            if found is not None and found.cookie == name:
                return found
        own = cookies.get(COOKIE, "")
        # a visitor's key that is not known is kept, as a Wikibase does, unless a bot's one is dead
        return Session() if BOT_COOKIE in cookies or not _KEY.fullmatch(own) else Session(key=own)

    def open(self, account: Account, kind: Kind) -> Session:
        """A new session of somebody who has just logged in, with tokens of its own."""
        session = Session(account=account, kind=kind)
        self.keep(session)
        return session

    def keep(self, session: Session) -> None:
        """Remember a session, so that its cookie is known at the next request."""
        if session.new:
            session.new = False
            self.by_key[session.key] = session
            while len(self.by_key) > LIMIT:
                del self.by_key[next(iter(self.by_key))]

    def forget(self, session: Session) -> None:
        """Log a session out; its old cookie stands for nobody from now on."""
        self.by_key.pop(session.key, None)
        session.log_out()

    def forget_bots(self) -> None:
        """Lose the sessions that bot passwords have opened."""
        self.by_key = {key: each for key, each in self.by_key.items() if each.cookie == COOKIE}

    def forget_all(self) -> None:
        """Lose every session, as a wiki does whose session store is emptied."""
        self.by_key.clear()

    def too_many_failures(self, login: str) -> bool:
        return self.failures.get(login, 0) >= TRIES

    def cookies(self, session: Session, sent: Mapping[str, str]) -> Iterator[str]:
        """The Set-Cookie headers by which a client comes to hold its session, and no dead one."""
        if BOT_COOKIE in sent and sent[BOT_COOKIE] not in self.by_key:
            yield f"{BOT_COOKIE}=deleted; {_LONG_AGO}; {_FLAGS}"
        known = sent.get(COOKIE, "") in self.by_key
        lost = session.new and BOT_COOKIE in sent and COOKIE in sent and not known
        if session.login_token or not session.account.anonymous:
            self.keep(session)
        elif not lost:
            return
        if sent.get(session.cookie) != session.key:
            yield f"{session.cookie}={session.key}; {_FLAGS}"
            yield from _reminders(session)


_KEY = re.compile(r"[0-9a-z]{32}")
_FLAGS = "path=/; HttpOnly"
_LONG_AGO = "expires=Thu, 01 Jan 1970 00:00:01 GMT; Max-Age=0"


def _reminders(session: Session) -> Iterator[str]:
    """Who logged in, for the pages; `wikidbToken` would log in again and is therefore of no use."""
    if session.kind not in ("clientlogin", "login"):
        return
    age = _MONTH if session.kind == "clientlogin" else _HALF_A_YEAR
    yield f"wikidbUserID={session.account.number}; Max-Age={age}; {_FLAGS}"
    yield f"wikidbUserName={session.account.name}; Max-Age={age}; {_FLAGS}"
    if session.kind == "login":
        yield f"wikidbToken={secrets.token_hex(16)}; Max-Age={age}; {_FLAGS}"
