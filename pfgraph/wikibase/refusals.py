"""What to do when a wiki refuses an edit, and when it is in vain to send more."""

from pfgraph.wikibase.results import EDITED_SINCE, Result

IN_VAIN = 5  # refusals of the account itself in a row, after which a run stops
_OF_THE_ACCOUNT = frozenset(
    {
        "permissiondenied",
        "blocked",
        "autoblocked",
        "readapidenied",
        "writeapidenied",
        "notloggedin",
        "mustbeloggedin",
        "assertuserfailed",
        "assertbotfailed",
        "badtoken",
    }
)
_ADVICE = {
    "permissiondenied": "the account lacks the right; ask for it, or use another account "
    "(`pfgraph doctor` lists its rights)",
    "protectedpage": "the page is protected; ask for the right to edit it, or for its protection "
    "to be lifted",
    "spamblacklist": "an address in it is on the wiki's list of spam; take it out of the row, or "
    "ask for it to be allowed",
    "blocked": "the account is blocked; ask those who did it, then `pfgraph retry`",
    "ratelimited": "set a longer edit_interval for this wiki in pfgraph.toml, then `pfgraph retry`",
    "readonly": "the wiki takes no edits now; `pfgraph retry` later",
    "no-such-entity": "the item is gone; load again to compare anew",
    "edit-conflict": "somebody saved the same item at the same moment; `pfgraph retry`",
    "failed-save": "`pfgraph retry` sends it once more",
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


class Vain:
    """Counts how often in a row the account itself was refused."""

    def __init__(self) -> None:
        self.row = 0
        self.words = ""

    def heed(self, result: Result) -> None:
        """Take one more result into account; what was not sent does not count."""
        if result.code in _OF_THE_ACCOUNT:
            self.row += 1
            self.words = f"the wiki refused {self.row} edits in a row: {result.refusal}"
        elif result.code not in (EDITED_SINCE, "unmade"):
            self.row = 0
