"""Every mistake in pfgraph.toml, at once: which key, which value, and what is allowed."""

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _seconds(least: float, most: float) -> Callable[[Any], bool]:
    return lambda value: _is_number(value) and least <= value <= most


def _whole(least: int, most: int) -> Callable[[Any], bool]:
    return lambda value: _is_number(value) and value == int(value) and least <= value <= most


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _address(value: Any) -> bool:
    parts = urlsplit(value) if _text(value) else None
    return bool(parts and parts.scheme in ("http", "https") and parts.hostname)


ALLOWED: dict[str, tuple[Callable[[Any], bool], str]] = {
    "url": (_address, "an address that begins with http:// or https://"),
    "user": (_text, "an account, such as MyBot@tool"),
    "edit_interval": (_seconds(0, 3600), "seconds from 0 to 3600"),
    "workers": (_whole(1, 32), "a whole number from 1 to 32"),
    "maxlag": (_whole(1, 3600), "whole seconds from 1 to 3600"),
    "sparql": (_address, "an address that begins with http:// or https://"),
    "patience": (_seconds(1, 86400), "seconds from 1 to 86400"),
}
_TOP: dict[str, tuple[Callable[[Any], bool], str]] = {
    "reference_movement": (_text, "a record, such as movements/wikimedia-movement"),
    "wiki": (lambda value: isinstance(value, dict), "sections [wiki.NAME], each with a url"),
}
_SECRETS = frozenset({"password", "passwd", "secret", "token", "key"})


def problems(said: Mapping[str, Any]) -> list[str]:
    """What is wrong with the contents of the file, in its order; nothing where all is well."""
    found = list(_problems("", said, _TOP))
    wikis = said.get("wiki", {})
    if isinstance(wikis, dict):
        for name, section in wikis.items():
            found += _section(name, section)
    return found


def _section(name: str, section: Any) -> Iterator[str]:
    if not isinstance(section, dict):
        yield f"write each wiki as a section [wiki.NAME] with a url, not wiki.{name} = {section!r}"
        return
    yield from _problems(f"[wiki.{name}] ", section, ALLOWED)
    if "url" not in section:
        yield f'[wiki.{name}] has no url; write url = "https://…"'


def _problems(
    where: str, said: Mapping[str, Any], allowed: Mapping[str, tuple[Callable[[Any], bool], str]]
) -> Iterator[str]:
    for key, value in said.items():
        if key in allowed:
            good, words = allowed[key]
            if not good(value):
                yield f"{where}{key} = {_shown(value)}: it has to be {words}"
        elif key.lower() in _SECRETS:
            yield (
                f"{where}{key}: no secret stands in this file; set PFGRAPH_PASSWORD or use "
                "pywikibot's password file"
            )
        else:
            yield f"{where}{key} is no setting; {_meant(key, allowed)}"


def _meant(key: str, allowed: Mapping[str, object]) -> str:
    close = get_close_matches(key.lower().replace("-", "_"), allowed, 1)
    return f"did you mean {close[0]}?" if close else f"there are {', '.join(allowed)}"


def _shown(value: object) -> str:
    return repr(value) if not isinstance(value, str) else f'"{value}"'
