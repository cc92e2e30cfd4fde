"""Several items for one record: merged where somebody asked for it."""

from collections.abc import Callable, Iterable

from pfgraph.errors import EditError
from pfgraph.wikibase.sending import Sender
from pfgraph.wikibase.state import WikiState

Told = Callable[[str], None]


def merge_twins(keys: Iterable[str], state: WikiState, sender: Sender, told: Told) -> int:
    """Merge the items that carry these record ids into the one with the lowest number each.

    `told` hears of each merge, and of each that the wiki refuses. Returns how many there were.
    """
    merged = 0
    for key in keys:
        first, *others = sorted((state.item_ids[key], *state.twins[key]), key=_number)
        for other in others:
            words = sender.summary(0, f"two items for {key}, {other} and {first}")
            try:
                sender.repository.merge(other, first, words)
            except EditError as error:
                told(f"{other} cannot be merged into {first} ({key}): {error}")
            else:
                merged += 1
                told(f"{other} was merged into {first} ({key})")
    return merged


def _number(item_id: str) -> int:
    return int(item_id[1:])
