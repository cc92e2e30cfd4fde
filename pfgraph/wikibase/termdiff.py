"""The comparison of labels and aliases, and how far a load may reach."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pfgraph.wikibase.changes import Conflict, Reason, Settled, Side
from pfgraph.wikibase.datamodel import Item
from pfgraph.wikibase.settling import Outcome
from pfgraph.wikibase.wishes import NONE, Wishes

_NO_TEXTS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Scope:
    """How far a load may reach.

    `rows` are the record ids that the load holds; `inverse` are the properties that a row
    of the *other* end may state, so that a missing row does not look like a removal. `named` are
    the GUIDs, by record id, of the statements that rows name by their address on the wiki.
    """

    rows: frozenset[str]
    inverse: frozenset[str]
    named: Mapping[str, str] = field(default_factory=dict)


def compare_terms(
    desired: Item, live: Item, base: Item | None, wishes: Wishes = NONE
) -> tuple[dict[str, tuple[str, str]], dict[str, frozenset[str]], tuple[Outcome, ...]]:
    """Labels to set (before, after), aliases to add, and what people decided otherwise."""
    base = base or Item(desired.key)
    labels: dict[str, tuple[str, str]] = {}
    outcomes: list[Outcome] = []
    for code, ours in desired.labels.items():
        theirs, written = live.labels.get(code, ""), base.labels.get(code, "")
        if ours in (theirs, written):
            continue  # the same, or unchanged on our side: what people did stays
        if theirs != written:
            reason = Reason.REMOVED if not theirs else Reason.CHANGED if written else Reason.THEIRS
            conflict = Conflict(f"label {code}", reason, ours, theirs or None)
            outcomes.append(_settled(conflict, wishes.side("label")))
        if theirs == written or wishes.side("label") is Side.OURS:
            labels[code] = (theirs, ours)
    aliases: dict[str, frozenset[str]] = {}
    for code, texts in desired.aliases.items():
        label = labels[code][1] if code in labels else live.labels.get(code, "")
        missing = texts - live.aliases.get(code, _NO_TEXTS) - {label}
        removed = missing & base.aliases.get(code, _NO_TEXTS)
        outcomes += [
            _settled(Conflict(f"alias {code}", Reason.REMOVED, text, None), wishes.side("alias"))
            for text in sorted(removed)
        ]
        if adding := missing if wishes.side("alias") is Side.OURS else missing - removed:
            aliases[code] = adding
    return labels, aliases, tuple(outcomes)


def _settled(conflict: Conflict, side: Side | None) -> Outcome:
    return Settled(conflict, side) if side else conflict
