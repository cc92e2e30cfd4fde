"""The kinds of faults: which requests each can strike, and what can be set for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Reach(Enum):
    """The requests that a kind of fault can strike at all, in the words of the documents."""

    ANY = "any request"
    EDITS_BY_DEFAULT = "edits, unless `module` or `path` names other requests"
    EDITS = "edits"
    EDITS_OF_AN_ENTITY = "edits of an entity that is there"
    WRITES = "edits, logging in and out"
    LAG_SENSITIVE = "requests whose `maxlag` is below the lag"
    LOGGED_IN = "requests of somebody who is logged in"
    TOKEN = "requests of somebody who is logged in, with a `token`"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of fault does, whom it can strike, and its own settings."""

    does: str
    reach: Reach
    settings: tuple[str, ...] = ()


KINDS = {
    "lost-before": Kind(
        "The connection is closed before the request is looked at: nothing is saved.",
        Reach.EDITS_BY_DEFAULT,
    ),
    "lost-after": Kind(
        "The request is carried out and saved; then the connection is closed without an answer.",
        Reach.EDITS_BY_DEFAULT,
    ),
    "cut": Kind(
        "The connection is closed in the middle of the body, after `share` of it.",
        Reach.ANY,
        ("share",),
    ),
    "slow": Kind("The answer comes `delay` seconds late.", Reach.ANY, ("delay",)),
    "http-error": Kind(
        "A gateway's HTML page with `status`, and `Retry-After` if `retry_after` is set; "
        "nothing is saved.",
        Reach.ANY,
        ("status", "retry_after"),
    ),
    "too-many-requests": Kind(
        "429 as an HTML page, with `Retry-After`.", Reach.ANY, ("retry_after",)
    ),
    "maxlag": Kind(
        "The databases lag by `lag` seconds: `maxlag`, `Retry-After`, `X-Database-Lag`.",
        Reach.LAG_SENSITIVE,
        ("lag",),
    ),
    "read-only": Kind("`readonly` with `reason`; 500 in the REST API.", Reach.WRITES, ("reason",)),
    "lost-session": Kind(
        "The server forgets the client's session: `assertbotfailed` or `assertuserfailed` where "
        "the client asserts, `badtoken` where it does not.",
        Reach.LOGGED_IN,
    ),
    "bad-token": Kind("The session's tokens are exchanged for new ones: `badtoken`.", Reach.TOKEN),
    "no-right": Kind(
        "The account is without `right` for this request.", Reach.LOGGED_IN, ("right",)
    ),
    "foreign-edit": Kind(
        "Just before, the account `by` edits the same entity: the label in `language`, or with "
        "`property` a statement with the string `value`.",
        Reach.EDITS_OF_AN_ENTITY,
        ("by", "language", "property", "value"),
    ),
    "collision": Kind(
        "Somebody saved the same entity at the same moment: `failed-save` with `edit-conflict`.",
        Reach.EDITS,
    ),
    "rate-limited": Kind(
        "Too many edits: `failed-save` with `actionthrottledtext`, or `code` `ratelimited`.",
        Reach.EDITS,
        ("code",),
    ),
    "abuse-filter": Kind(
        "The filter called `filter` forbids it: `failed-save` with `abusefilter-disallowed`, or "
        "that as its `code`.",
        Reach.EDITS,
        ("code", "filter"),
    ),
    "blocked": Kind(
        "The account is blocked for `reason`: `permissiondenied` with `blockedtext`, or `code` "
        "`blocked`.",
        Reach.EDITS,
        ("code", "reason"),
    ),
    "late-index": Kind(
        "Labels and descriptions saved less than `milliseconds` ago do not count when their "
        "uniqueness is checked, so that duplicates come through.",
        Reach.EDITS,
        ("milliseconds",),
    ),
}
CODES = {
    "rate-limited": ("failed-save", "ratelimited"),
    "abuse-filter": ("failed-save", "abusefilter-disallowed"),
    "blocked": ("permissiondenied", "blocked"),
}
"""The codes that a refusal can have, the one that a Wikibase gives first."""
REASONS = {"read-only": "Maintenance, back soon", "blocked": "Edits too fast"}
"""The `reason` of those that have one, unless it is set."""
