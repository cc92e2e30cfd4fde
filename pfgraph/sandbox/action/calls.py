"""One request to the API, as its modules see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pfgraph.sandbox.accounts import Account
from pfgraph.sandbox.action.formats.writing import version_of
from pfgraph.sandbox.action.languages import chosen_language
from pfgraph.sandbox.action.specs import spec, split
from pfgraph.sandbox.action.warned import Warned
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.messages import Message
from pfgraph.sandbox.model.summaries import comment
from pfgraph.sandbox.sessions import Session
from pfgraph.sandbox.store.storage import Edit
from pfgraph.sandbox.wiki import Wiki

Answer = dict[str, Any]
LARGEST = 2**53
ANNOUNCE = (
    "Subscribe to the mediawiki-api-announce mailing list at "
    "<https://lists.wikimedia.org/postorius/lists/mediawiki-api-announce.lists.wikimedia.org/> "
    "for notice of API deprecations and breaking changes."
)


@dataclass(slots=True)
class Call:
    """The parameters of a request, who makes it, and the warnings collected on the way."""

    wiki: Wiki
    session: Session
    sent: Mapping[str, str]
    method: str = "GET"
    posted: frozenset[str] = frozenset()
    used: set[str] = field(default_factory=set)
    warned: list[Warned] = field(default_factory=list)
    limits: dict[str, int] = field(default_factory=dict)

    @property
    def account(self) -> Account:
        return self.session.account

    @property
    def version(self) -> str:
        """The format version, `1` or `2`."""
        return version_of(self.sent)

    @property
    def language(self) -> str:
        """The language of the reader, from `uselang`."""
        return chosen_language(self.sent.get("uselang", "user"))

    @property
    def errorformat(self) -> str:
        """How errors and warnings are written; `bc` is the old way."""
        known = ("bc", "html", "none", "plaintext", "raw", "wikitext")
        asked = self.sent.get("errorformat", "bc")
        return asked if asked in known else "bc"

    @property
    def errorlanguage(self) -> str:
        """The language of errors and warnings; the old way knows English only."""
        if self.errorformat == "bc":
            return "en"
        asked = self.sent.get("errorlang", "uselang")
        return self.language if asked == "uselang" else chosen_language(asked)

    @property
    def writes(self) -> bool:
        """Whether the module may change something."""
        return "writerights" in (spec(self.sent.get("action", "")) or {})

    def text(self, name: str, default: str = "") -> str:
        """A parameter's value."""
        self.used.add(name)
        return self.sent.get(name, default)

    def flag(self, name: str) -> bool:
        """Whether a parameter is there, whatever its value."""
        self.used.add(name)
        return name in self.sent

    def values(self, name: str, default: str = "") -> list[str]:
        """The values of a list parameter."""
        return split(self.text(name, default))

    def number(self, name: str, default: int | None = None) -> int | None:
        """An integer parameter; raises `badinteger`."""
        value = self.text(name)
        if not value:
            return default
        try:
            return max(-LARGEST, min(int(value), LARGEST))
        except ValueError:
            info = f'Invalid value "{value}" for integer parameter "{name}".'
            raise ApiError("badinteger", info) from None

    def limit(self, name: str, default: int = 10) -> int:
        """A limit parameter, `max` included."""
        largest = 5000 if self.account.may("apihighlimits") else 500
        if self.text(name) == "max":
            return largest
        return max(0, min(self.number(name, default) or 0, largest))

    def flagged(self, value: bool, name: str) -> Answer:
        """A yes/no value in an answer: present and empty in the old format if yes."""
        if self.version == "2":
            return {name: value}
        return {name: ""} if value else {}

    def warn(self, module: str, text: str, code: str = "warning") -> None:
        """Add a warning in plain words."""
        self.warned.append(Warned(module, text, code))

    def warn_deprecated(self, module: str, text: str) -> None:
        """Add a warning of something that will go, and where such things are announced."""
        if self.errorformat == "bc":
            self.warn("main", ANNOUNCE)
        self.warn(module, text, "deprecation")

    def warn_message(self, module: str, name: str) -> None:
        """Add a warning that is a message of Wikibase."""
        message = Message(name)
        self.warned.append(Warned(module, message.text, name, message))

    def edit(self, auto: str, values: Sequence[str] = (), *, said: bool = True) -> Edit:
        """Who edits, and the comment: the module's own part, the values, the `summary` sent.

        `said` False where the module takes no summary.
        """
        text = comment(auto, values, self.text("summary") if said else "")
        bot = self.flag("bot") and self.account.may("bot")
        return Edit(self.account.name, text, bot, tags=tuple(self.values("tags")))
