"""Settings: pfgraph.toml and the environment, read once by a command and handed on as a value."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pfgraph.errors import SettingsError

FILE = Path("pfgraph.toml")
DEFAULT_MOVEMENT = "movements/wikimedia-movement"
POLITE_INTERVAL = 1.0  # seconds between two edits on a wiki that is not on this machine


@dataclass(frozen=True, slots=True)
class WikiSettings:
    """One wiki: its address, the account's user, and the least time between edits in seconds."""

    url: str
    user: str
    edit_interval: float


@dataclass(frozen=True, slots=True)
class Settings:
    """What pfgraph.toml says, with the environment on top. Passwords are not part of it."""

    wikis: dict[str, dict[str, Any]]
    movement: str
    environment: Mapping[str, str]

    def wiki(self, named: str | None) -> WikiSettings:
        """The wiki of that name or address; without one PFGRAPH_WIKI, or the only section.

        Raises SettingsError that says how to name one.
        """
        chosen = named or self.environment.get("PFGRAPH_WIKI") or self._only()
        section = self.wikis.get(chosen, {})
        url = section.get("url") or (chosen if "://" in chosen else "")
        if not url:
            raise SettingsError(
                f"there is no wiki {chosen!r}: give its address (http://…), or name a section "
                f"[wiki.{chosen}] with a url in {FILE}"
            )
        user = self.environment.get("PFGRAPH_USER") or section.get("user", "")
        default = 0.0 if _is_here(url) else POLITE_INTERVAL
        return WikiSettings(url.rstrip("/"), user, float(section.get("edit_interval", default)))

    def _only(self) -> str:
        if len(self.wikis) == 1:
            return next(iter(self.wikis))
        raise SettingsError(
            "say which wiki: --wiki http://…, or PFGRAPH_WIKI, or one [wiki.NAME] section in "
            f"{FILE}; to try it without one, run `pfgraph demo` or `pfgraph sandbox`"
        )


def read_settings(path: Path = FILE, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this folder. Raises SettingsError where the file is no good TOML."""
    environment = os.environ if environment is None else environment
    said: dict[str, Any] = {}
    if path.is_file():
        try:
            said = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"{path}: {error}; mend the file or move it away") from error
    wikis = said.get("wiki", {})
    if not isinstance(wikis, dict) or not all(isinstance(each, dict) for each in wikis.values()):
        raise SettingsError(f"{path}: write each wiki as a section [wiki.NAME] with a url")
    movement = environment.get("PFGRAPH_MOVEMENT") or said.get("reference_movement")
    return Settings(wikis, movement or DEFAULT_MOVEMENT, environment)


def _is_here(url: str) -> bool:
    """Whether an address is one of this machine's own."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
