"""What a wiki says of itself and of the account that asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Limit:
    """So many of an action in so many seconds."""

    hits: int
    seconds: int

    @property
    def interval(self) -> float:
        """The seconds from one to the next that keep to it."""
        return self.seconds / max(1, self.hits)


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest edit of an item or a property that the wiki lists."""

    id: str
    revision: int
    timestamp: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a wiki says.

    `time` is its clock and `heard` this machine's when it said so; `lag` in seconds, None where
    it does not say; `read_only` the reason, empty where it takes edits; `datatypes` are names
    such as `wikibase-item`; `limits` are by action; `blocked` is the reason of a block.
    """

    url: str
    software: str
    extensions: Mapping[str, str]
    time: datetime
    heard: datetime
    lag: float | None
    read_only: str
    datatypes: frozenset[str]
    concept_base: str
    sparql: str
    user: str
    anonymous: bool
    groups: tuple[str, ...]
    rights: frozenset[str]
    limits: Mapping[str, tuple[Limit, ...]]
    blocked: str
    newest: Newest | None

    @classmethod
    def of(cls, url: str, query: Mapping[str, Any], lag: float | None, heard: datetime) -> "Facts":
        """The facts in the answer to a query for siteinfo, userinfo and the newest change."""
        general, user = query["general"], query["userinfo"]
        closed = general.get("readonly", False) is not False
        return cls(
            url, general["generator"],
            {each["name"]: each.get("version", "") for each in query.get("extensions", ())},
            datetime.strptime(general["time"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC), heard,
            lag, general.get("readonlyreason") or "no reason given" if closed else "",
            frozenset(general.get("wikibase-propertytypes", ())),
            general["wikibase-conceptbaseuri"], general.get("wikibase-sparql", ""),
            user["name"], "anon" in user, tuple(user.get("groups", ())),
            frozenset(user.get("rights", ())), _limits(user.get("ratelimits") or {}),
            _blocked(user), _newest(query.get("recentchanges", ())),
        )  # fmt: skip

    @property
    def skew(self) -> float:
        """By how many seconds the wiki's clock is before this machine's."""
        return (self.time - self.heard).total_seconds()


def _limits(said: Any) -> dict[str, tuple[Limit, ...]]:
    if not isinstance(said, Mapping):
        return {}  # an empty object may come as an empty list
    return {
        action: tuple(Limit(each["hits"], each["seconds"]) for each in buckets.values())
        for action, buckets in said.items()
    }


def _blocked(user: Mapping[str, Any]) -> str:
    if "blockid" not in user:
        return ""
    by = f" by {user['blockedby']}" if user.get("blockedby") else ""
    return f"{user.get('blockreason') or 'no reason given'}{by}"


def _newest(changes: Any) -> Newest | None:
    for each in changes:
        return Newest(str(each["title"]).rsplit(":", 1)[-1], each["revid"], each["timestamp"])
    return None
