"""Did you mean: names near to one that is not known."""

from collections.abc import Iterable
from difflib import get_close_matches

_ENOUGH = 200  # distinct unknown names for which near ones are looked for; the rest go without
_LARGE = 2000  # names above which only those that begin alike are compared
_NEAR = 0.7  # of 1, by difflib's measure


class Suggestions:
    """Looks for near names, and stops looking when a file is wrong as a whole."""

    def __init__(self) -> None:
        self._asked: dict[tuple[object, str], tuple[str, ...]] = {}
        self._pools: dict[object, dict[str, str]] = {}

    def near(self, pool: object, names: Iterable[str], text: str) -> tuple[str, ...]:
        """Up to two of `names` that `text` may stand for; `pool` says which names these are.

        The names of one pool are read once.
        """
        key = (pool, text)
        if key not in self._asked:
            if len(self._asked) >= _ENOUGH:
                return ()
            self._asked[key] = self._search(pool, names, text.casefold())
        return self._asked[key]

    def _search(self, pool: object, names: Iterable[str], text: str) -> tuple[str, ...]:
        if pool not in self._pools:
            self._pools[pool] = {name.casefold(): name for name in names}
        known = self._pools[pool]
        alike: list[str] = list(known)
        if len(known) > _LARGE:
            alike = [name for name in known if name[:2] == text[:2]][:_LARGE]
        close = get_close_matches(text, alike, n=2, cutoff=_NEAR)
        within = sorted(name for name in alike if len(text) > 3 and text in name)
        return tuple(known[name] for name in dict.fromkeys([*close, *within][:2]))


def did_you_mean(names: Iterable[str]) -> str:
    """The question that ends a message; empty where nothing is near."""
    quoted = " or ".join(f'"{name}"' for name in dict.fromkeys(names))
    return f"; did you mean {quoted}?" if quoted else ""
