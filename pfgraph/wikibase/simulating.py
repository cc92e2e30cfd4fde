"""A wiki that is read and not written to: edits are taken for saved and never sent."""

from itertools import count
from typing import Any, cast

from pfgraph.wikibase.repository import Edit, Repository, Saved

_FIRST = 2_000_000_000  # numbers of items that are not made; no wiki has come so far


class _Simulated:
    def __init__(self, repository: Repository) -> None:
        self._repository, self._numbers = repository, count(_FIRST)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._repository, name)

    def edit(self, edit: Edit) -> Saved:
        letter = "P" if edit.new == "property" else "Q"
        return Saved(edit.id or f"{letter}{next(self._numbers)}", edit.base_revision, {})

    def merge(self, source: str, target: str, summary: str) -> int:
        return 0


def simulated(repository: Repository) -> Repository:
    """The same wiki, to which nothing is sent; what reads is asked of it as before."""
    return cast(Repository, _Simulated(repository))
