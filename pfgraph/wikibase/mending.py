"""Giving back what an edit took from people in the moment between looking and saving.

A Wikibase that is given an edit on an older revision merges it into the newest one. Where both
sides changed the same statement it keeps the later edit and only warns. So after such a warning
the statements are compared: those that people had changed are restored, and one that another run
added in the same moment is not left twice. The edit that does so is held to the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pfgraph.wikibase.repository import Contribution, Edit, Entity, Saved
from pfgraph.wikibase.sending import Sender

MOST = 5  # mending edits in a row, each because people were faster than the one before
TOOK = "people changed the same statement in the same moment"
GIVEN_BACK = f"{TOOK}; theirs was given back"
_GIVES_BACK = "gives back what was changed in the same moment"
_ONCE = "takes away what another run wrote in the same moment"


@dataclass(frozen=True, slots=True)
class Mended:
    """The revision of the last mending edit, and whether people got something back by any."""

    revision: int
    gave_back: bool


def mend(saved: Saved, base: int, sender: Sender, number: int) -> Mended | None:
    """Mend a saved edit that was made on the revision `base`; None where nothing had to be."""
    return _mend(saved, base, sender, number, 0, None)


def mend_later(
    edits: Sequence[Contribution], base: int, sender: Sender, number: int
) -> Mended | None:
    """As `mend`, for an edit that a process made which has died since.

    `edits` are that edit and those that have mended it, as they are on the wiki, oldest first.
    """
    *earlier, last = edits
    before = None
    if earlier:
        base = earlier[-1].revision
        before = Mended(last.revision, any(_GIVES_BACK in each.comment for each in edits))
    saved = Saved(last.id, last.revision, {}, patched=bool(base) and last.parent != base)
    return _mend(saved, base, sender, number, len(earlier), before)


def _mend(
    saved: Saved, base: int, sender: Sender, number: int, again: int, before: Mended | None
) -> Mended | None:
    """`again` mending edits were made before; the last of them is `saved`."""
    data = _data(saved, base, sender) if saved.patched and again < MOST else {}
    claims = [*data.get("back", ()), *data.get("twice", ())]
    if not claims:
        return before
    words = _GIVES_BACK if data["back"] else _ONCE
    summary = sender.summary(number, words, again + 1)
    edit = Edit({"claims": claims}, summary, saved.id, base_revision=saved.revision)
    mended = sender.send(edit, number, again + 1)
    now = Mended(mended.revision, bool(data["back"]) or bool(before and before.gave_back))
    return _mend(mended, saved.revision, sender, number, again + 1, now)


def _data(saved: Saved, base: int, sender: Sender) -> dict[str, list[Any]]:
    """The claims that put right what a patched edit did; empty where its page is gone."""
    history = {each.id: each for each in sender.repository.history(saved.id)}
    if saved.revision not in history or base not in history:
        return {}
    ours = history[saved.revision]
    versions = (history[base].entity, history[ours.parent].entity, ours.entity)
    return {"back": given_back(*versions), "twice": written_twice(*versions)}


def given_back(base: Entity, theirs: Entity, ours: Entity) -> list[Any]:
    """The claims that restore what people changed and the edit did not keep.

    `base` is the revision that the edit was made on, `theirs` the one right before it was saved,
    `ours` what it made.
    """
    before, meanwhile, now = _statements(base), _statements(theirs), _statements(ours)
    return [
        meanwhile.get(guid, {"id": guid, "remove": ""})
        for guid, statement in before.items()
        if meanwhile.get(guid) not in (statement, now.get(guid))
    ]


def written_twice(base: Entity, theirs: Entity, ours: Entity) -> list[Any]:
    """The claims that take away what the edit added and another had added just before it."""
    before, meanwhile, now = _statements(base), _statements(theirs), _statements(ours)
    others = [_said(each) for guid, each in meanwhile.items() if guid not in before]
    added = (guid for guid in now if guid not in before and guid not in meanwhile)
    return [{"id": guid, "remove": ""} for guid in added if _said(now[guid]) in others]


def _said(statement: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in statement.items() if name != "id"}


def _statements(entity: Entity) -> dict[str, Any]:
    return {each["id"]: each for each in statements_of(entity)}


def statements_of(entity: Entity) -> Iterator[dict[str, Any]]:
    """All statements of an entity in the JSON of the API, in its order."""
    claims = entity.get("claims") or {}
    for listed in claims.values() if isinstance(claims, dict) else ():
        yield from listed
