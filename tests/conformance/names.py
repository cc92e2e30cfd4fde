"""What has another name on each wiki: tokens, statement ids, revision and page numbers.

A recorded name is bound to the sandbox's when both first appear in the same place; from then on
the two must appear together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

GUID = re.compile(r"[PQ]\d+\$[0-9A-Fa-f-]{36}", re.IGNORECASE)
REVISIONS = frozenset(
    {"lastrevid", "revid", "parentid", "oldrevid", "newrevid", "old_revid", "nextrevid"}
    | {"revisionid", "rev", "revid1", "revid2"}
)
NUMBERS = {
    **dict.fromkeys(REVISIONS, "revision"),
    "pageid": "page",
    "rcid": "change",
    "logid": "log entry",
}


@dataclass
class Names:
    """The sandbox's names for the recorded ones."""

    guids: dict[str, str] = field(default_factory=dict)
    numbers: dict[tuple[str, str], str] = field(default_factory=dict)
    tokens: dict[tuple[int, str], str] = field(default_factory=dict)

    def learn(self, theirs: Any, ours: Any, client: int) -> None:
        """Bind the names that appear for the first time in an answer."""
        for key, left, right in _pairs("", theirs, ours):
            if isinstance(left, str) and left.startswith("TOKEN_"):
                self.tokens[client, left] = str(right)
            elif isinstance(left, str) and isinstance(right, str) and GUID.fullmatch(left):
                self.guids.setdefault(left, right)
            elif key in NUMBERS and not isinstance(left, dict | list):
                self.numbers.setdefault((NUMBERS[key], str(left)), str(right))

    def ours(self, text: str) -> str:
        """A recorded text with the sandbox's statement ids."""
        return GUID.sub(lambda match: self._guid(match.group()), text)

    def _guid(self, theirs: str) -> str:
        if theirs in self.guids:
            return self.guids[theirs]
        known = {key.lower(): ours for key, ours in self.guids.items()}
        ours = known.get(theirs.lower(), theirs)
        return ours.lower() if theirs.islower() else ours

    def revision(self, theirs: str) -> str:
        return self.numbers.get(("revision", theirs), theirs)

    def page(self, theirs: str) -> str:
        return self.numbers.get(("page", theirs), theirs)

    def token(self, client: int, theirs: str) -> str:
        """A client's own token; another's where it never got one, as the recording may tell."""
        found = self.tokens.get((client, theirs))
        others = (token for (_, name), token in self.tokens.items() if name == theirs)
        return found or next(others, "none")


def _pairs(key: str, theirs: Any, ours: Any) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(theirs, dict) and isinstance(ours, dict):
        if any(others(theirs.get(name), ours.get(name)) for name in ("id", "title")):
            return
        for name, value in theirs.items():
            if name in ours:
                yield from _pairs(name, value, ours[name])
    elif isinstance(theirs, list) and isinstance(ours, list):
        for left, right in zip(theirs, ours, strict=False):
            yield from _pairs(key, left, right)
    else:
        yield key, theirs, ours


def others(theirs: Any, ours: Any) -> bool:
    """Whether these name two things, not one thing that has two names."""
    return bool(theirs != ours and not GUID.fullmatch(str(theirs)))
