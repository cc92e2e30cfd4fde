"""Sessions and tokens: who a cookie stands for and which tokens it may use.

Kept in memory, so that a restart loses every session, as a wiki does now and then.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from pfgraph.sandbox.accounts import VISITOR, Account

COOKIE = "wikidb_session"
ANONYMOUS_TOKEN = "+\\"
LIMIT = 10_000
TRIES = 5


@dataclass(slots=True)
class Session:
    """One client's state; changed by logging in and out and by nothing else."""

    key: str = field(default_factory=lambda: secrets.token_hex(16))
    account: Account = VISITOR
    secret: str = field(default_factory=lambda: secrets.token_hex(16))
    login_token: str = ""
    new: bool = True

    def token(self, kind: str) -> str:
        """The token of a kind; `+\\` for a visitor, but for those that make accounts or log in."""
        if kind in ("login", "createaccount"):
            self.login_token = self.login_token or secrets.token_hex(20) + ANONYMOUS_TOKEN
            return self.login_token if kind == "login" else secrets.token_hex(20) + ANONYMOUS_TOKEN
        if self.account.anonymous:
            return ANONYMOUS_TOKEN
        return f"{self.secret}{len(kind):08x}{ANONYMOUS_TOKEN}"

    def log_in(self, account: Account) -> None:
        """Become an account, with new tokens."""
        self.account = account
        self.secret = secrets.token_hex(16)
        self.login_token = ""

    def log_out(self) -> None:
        """Become a visitor again."""
        self.log_in(VISITOR)


@dataclass(slots=True)
class Sessions:
    """All sessions by their cookie; the oldest are forgotten when there are too many."""

    by_key: dict[str, Session] = field(default_factory=dict)
    failures: dict[str, int] = field(default_factory=dict)

    def find(self, key: str | None) -> Session:
        """The session of a cookie, or a new one that is not kept until `keep` is called."""
        return self.by_key.get(key or "") or Session()

    def keep(self, session: Session) -> None:
        """Remember a session, so that its cookie is known at the next request."""
        if session.new:
            session.new = False
            self.by_key[session.key] = session
            while len(self.by_key) > LIMIT:
                del self.by_key[next(iter(self.by_key))]

    def too_many_failures(self, login: str) -> bool:
        return self.failures.get(login, 0) >= TRIES
