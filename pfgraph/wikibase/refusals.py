"""What to do when a wiki refuses an edit."""

from pfgraph.wikibase.results import Result

_ADVICE = {
    "permissiondenied": "the account lacks the right; ask for it, or use another account",
    "protectedpage": "the page is protected; ask for the right to edit it",
    "blocked": "the account is blocked; the wiki's block log says why",
    "ratelimited": "set a longer edit_interval for this wiki in pfgraph.toml and load again",
    "readonly": "the wiki takes no edits now; load again later",
    "no-such-entity": "the item is gone; load again to compare anew",
}


def advice(refused: Result) -> str:
    """The next step after a refusal, to be put behind the wiki's own words; may be empty."""
    if "label" in refused.refusal and refused.code in ("modification-failed", "failed-save"):
        return (
            f"; if it is the same thing, give that item the statement record id: {refused.key} "
            "and load again; if not, give one of the two another label"
        )
    if refused.code.startswith("abusefilter"):
        return "; a filter of the wiki stopped it: ask those who look after its filters"
    said = _ADVICE.get(refused.code, "")
    return f"; {said}" if said else ""
