"""Giving back what an edit took from people in the moment between looking and saving.

A Wikibase that is given an edit on an older revision merges it into the newest one. Where both
sides changed the same statement it keeps the later edit and only warns. So after such a warning
the statements are compared, and those that people had changed are restored.
"""

from collections.abc import Iterator
from typing import Any

from pfgraph.wikibase.repository import Edit, Entity, Saved
from pfgraph.wikibase.sending import Sender


def mend(edit: Edit, saved: Saved, sender: Sender, number: int) -> int | None:
    """Give back what a saved edit took from people; the revision of that, None where nothing."""
    if not saved.patched:
        return None
    history = {each.id: each for each in sender.repository.history(saved.id)}
    ours, base = history[saved.revision], history[edit.base_revision]
    data = given_back(base.entity, history[ours.parent].entity, edit.data)
    if not data:
        return None
    words = "gives back what was changed in the same moment"
    again = sender.send(Edit(data, sender.summary(number, words), saved.id), number)
    return again.revision


def given_back(base: Entity, theirs: Entity, sent: dict[str, Any]) -> dict[str, Any]:
    """The `data` of the edit that restores what people changed; empty where nothing overlaps.

    `base` is the revision that the edit was made on, `theirs` the one right before it was saved,
    `sent` the edit's own `data`.
    """
    before, meanwhile = _statements(base), _statements(theirs)
    touched = [claim["id"] for claim in sent.get("claims", ()) if "id" in claim]
    claims = [
        meanwhile.get(guid, {"id": guid, "remove": ""})
        for guid in touched
        if guid in before and before[guid] != meanwhile.get(guid)
    ]
    return {"claims": claims} if claims else {}


def _statements(entity: Entity) -> dict[str, Any]:
    return {each["id"]: each for each in statements_of(entity)}


def statements_of(entity: Entity) -> Iterator[dict[str, Any]]:
    """All statements of an entity in the JSON of the API, in its order."""
    claims = entity.get("claims") or {}
    for listed in claims.values() if isinstance(claims, dict) else ():
        yield from listed
