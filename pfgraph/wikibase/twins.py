"""Several items for one record, made one; what stood on each of them is not left twice."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from pfgraph.errors import EditError, NoAnswer
from pfgraph.wikibase.entityjson import RECORD_ID
from pfgraph.wikibase.mending import statements_of
from pfgraph.wikibase.repository import Edit, Entity
from pfgraph.wikibase.sending import Sender
from pfgraph.wikibase.state import WikiState

TRIES = 3  # times that a merge is sent whose answer is lost


@dataclass(frozen=True, slots=True)
class Merged:
    """A record's further item, merged into its first one; `refused` where the wiki did not."""

    key: str
    other: str
    first: str
    refused: str = ""


def merge_twins(
    keys: Iterable[str], state: WikiState, sender: Sender, around: Iterable[str]
) -> list[Merged]:
    """Merge the items that carry these record ids into the one with the lowest number each.

    `around` are the ids of items that may refer to the twins. Statements that say the same of the
    same row, once the twins are one, are left once.
    """
    done = [_merged(key, other, first, sender) for key, other, first in _pairs(keys, state)]
    moved = {each.other: each.first for each in done if not each.refused}
    if moved:
        ids = {*around, *moved.values()} - moved.keys()
        _leave_once(ids, moved, state.properties[RECORD_ID].id, sender)
    return done


def _pairs(keys: Iterable[str], state: WikiState) -> Iterator[tuple[str, str, str]]:
    for key in keys:
        first, *others = sorted((state.item_ids[key], *state.twins[key]), key=_number)
        yield from ((key, other, first) for other in others)


def _merged(key: str, other: str, first: str, sender: Sender) -> Merged:
    """One merge. Another run may have made it in the same moment: then it is done as well."""
    words = sender.summary(0, f"two items for {key}, {other} and {first}")
    ready, refused = sender.patience.until_ready, ""
    for _ in range(TRIES):
        try:
            ready(lambda: sender.repository.merge(other, first, words))
            return Merged(key, other, first)
        except (EditError, NoAnswer) as error:
            refused, again = str(error), isinstance(error, NoAnswer)
        if not ready(lambda: sender.repository.revision(other)):
            return Merged(key, other, first)
        if not again:
            break
    return Merged(key, other, first, refused)


def _leave_once(ids: Iterable[str], moved: Mapping[str, str], marker: str, sender: Sender) -> None:
    edits = count(1)
    for entity in list(sender.repository.entities(sorted(ids, key=_number))):
        claims = [{"id": guid, "remove": ""} for guid in doubled(entity, moved, marker)]
        if claims:
            again = next(edits)
            words = sender.summary(0, "said twice, now that two items are one", again)
            revision = int(entity["lastrevid"])
            edit = Edit({"claims": claims}, words, entity["id"], base_revision=revision)
            sender.send(edit, 0, again)


def doubled(entity: Entity, moved: Mapping[str, str], marker: str) -> Iterator[str]:
    """The GUIDs of rows' statements that say what an earlier one says, after items were `moved`.

    `marker` is the property by which a statement names its row; what carries none is people's.
    """
    seen: list[Any] = []
    for statement in statements_of(entity):
        said = _said({name: each for name, each in statement.items() if name != "id"}, moved)
        if said in seen and _is_marked(statement, marker):
            yield statement["id"]
        seen.append(said)


def _is_marked(statement: dict[str, Any], marker: str) -> bool:
    return any(list(each["snaks"]) == [marker] for each in statement.get("references", ()))


def _said(value: Any, moved: Mapping[str, str]) -> Any:
    """What a part of a statement says, however the wiki counts it."""
    if isinstance(value, dict):
        kept = {name: each for name, each in value.items() if name not in ("hash", "numeric-id")}
        return {name: _said(each, moved) for name, each in kept.items()}
    if isinstance(value, list):
        return [_said(each, moved) for each in value]
    return moved.get(value, value) if isinstance(value, str) else value


def _number(item_id: str) -> int:
    return int(item_id[1:])
