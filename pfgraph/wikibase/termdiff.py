"""The comparison of labels and aliases, and how far a load may reach."""

from dataclasses import dataclass

from pfgraph.wikibase.changes import Conflict, Reason
from pfgraph.wikibase.datamodel import Item


@dataclass(frozen=True, slots=True)
class Scope:
    """How far a load may take statements away.

    `rows` are the record ids that the load holds; `inverse` are the properties that a row
    of the *other* end may state, so that a missing row does not look like a removal.
    """

    rows: frozenset[str]
    inverse: frozenset[str]


def compare_terms(
    desired: Item, live: Item, base: Item | None
) -> tuple[dict[str, tuple[str, str]], dict[str, frozenset[str]], tuple[Conflict, ...]]:
    """Labels to set (before, after), aliases to add, and what people decided otherwise."""
    labels: dict[str, tuple[str, str]] = {}
    conflicts: list[Conflict] = []
    for code, ours in desired.labels.items():
        theirs, written = live.labels.get(code, ""), base.labels.get(code, "") if base else ""
        if ours in (theirs, written):
            continue  # the same, or unchanged on our side: what people did stays
        if theirs == written:
            labels[code] = (theirs, ours)
        else:
            reason = Reason.REMOVED if not theirs else Reason.CHANGED if written else Reason.THEIRS
            conflicts.append(Conflict(f"label {code}", reason, ours, theirs or None))
    return labels, _aliases(desired, live, base), tuple(conflicts)


def _aliases(desired: Item, live: Item, base: Item | None) -> dict[str, frozenset[str]]:
    """Aliases that are neither there nor were taken away by people."""
    missing = {
        code: ours
        - live.aliases.get(code, frozenset())
        - (base.aliases.get(code, frozenset()) if base else frozenset())
        - {live.labels.get(code, "")}
        for code, ours in desired.aliases.items()
    }
    return {code: texts for code, texts in missing.items() if texts}
