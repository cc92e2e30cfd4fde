"""What to do about a conflict, in words."""

from pfgraph.wikibase.changes import Conflict, Reason

_SETTLE = (
    "make the row say what the wiki says, or the wiki what the row says; or decide with --prefer"
)
_ADVICE = {
    Reason.THEIRS: "make the row say what the wiki says, or the wiki what the row says; or take "
    "over what people wrote with --adopt, and decide with --prefer where the two differ",
    Reason.TWIN: "take one of the two statements away on the wiki",
    Reason.TWINS: "merge them on the wiki (Special:MergeItems), or with "
    "`pfgraph load --merge-twins`",
    Reason.MERGED: "take one of the two rows out of the records and let others refer to the one "
    "that is left; or undo the merge on the wiki",
    Reason.DELETED: "take the row out of the records, or have the item restored; `--recreate` "
    "makes a new one",
    Reason.UNNAMED: "give that item the statement record id again, or take the row out; "
    "`--recreate` makes a new one",
}


def advice(conflict: Conflict) -> str:
    """The next step for whoever looks after the records."""
    return _ADVICE.get(conflict.reason, _SETTLE)
