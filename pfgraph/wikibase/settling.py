"""Where records and wiki overlap: a conflict, unless somebody asked for one side to be right."""

from collections.abc import Iterator

from pfgraph.wikibase.changes import (
    Action,
    Conflict,
    Reason,
    Settled,
    Side,
    StatementEdit,
)
from pfgraph.wikibase.datamodel import Statement
from pfgraph.wikibase.wishes import Wishes

Outcome = StatementEdit | Conflict | Settled


def overlap(
    conflict: Conflict, wishes: Wishes, names: tuple[str, ...], ours: StatementEdit | None
) -> Iterator[Outcome]:
    """The conflict; or, settled as `wishes` ask for by one of `names`, what makes `ours` true.

    Where there is no edit that could make ours true it is a conflict in any case.
    """
    side = wishes.side(*names)
    if side is Side.OURS and ours is not None:
        yield Settled(conflict, side)
        yield ours
    elif side is Side.THEIRS:
        yield Settled(conflict, side)
    else:
        yield conflict


def removal(theirs: Statement, base: Statement | None, wishes: Wishes) -> Iterator[Outcome]:
    """Taking a statement away that the records no longer say: only if it is as we left it."""
    remove = StatementEdit(Action.REMOVE, theirs, None)
    if base and base.says == theirs.says and base.rank == theirs.rank:
        yield remove
    else:
        reason = Reason.CHANGED if base else Reason.THEIRS
        conflict = Conflict(theirs.main.prop, reason, None, theirs)
        yield from overlap(conflict, wishes, (theirs.main.prop,), remove)
