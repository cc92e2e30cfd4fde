"""Reading pfgraph.toml, with the environment on top."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pfgraph.errors import SettingsError
from pfgraph.settings.problems import problems
from pfgraph.settings.wikis import WikiSettings, spelled, wiki_settings

FILE = Path("pfgraph.toml")
DEFAULT_MOVEMENT = "movements/wikimedia-movement"


@dataclass(frozen=True, slots=True)
class Settings:
    """What pfgraph.toml says, with the environment on top. Passwords are not part of it."""

    wikis: dict[str, dict[str, Any]]
    movement: str
    environment: Mapping[str, str]

    def wiki(self, named: str | None) -> WikiSettings:
        """The wiki of that name or address; without one PFGRAPH_WIKI, or the only section.

        An address that a section has too is that section's wiki. Raises SettingsError that says
        how to name one.
        """
        chosen = named or self.environment.get("PFGRAPH_WIKI") or self._only()
        section = self.wikis.get(chosen) or self._at(chosen)
        url = section.get("url") or (chosen if "://" in chosen else "")
        if not url:
            raise SettingsError(
                f"there is no wiki {chosen!r}: give its address (http://…), or name a section "
                f"[wiki.{chosen}] with a url in {FILE}"
            )
        user = self.environment.get("PFGRAPH_USER") or section.get("user", "")
        return wiki_settings(url, user, section)

    def _at(self, address: str) -> dict[str, Any]:
        same = (each for each in self.wikis.values() if spelled(each["url"]) == spelled(address))
        return next(same, {})

    def _only(self) -> str:
        if len(self.wikis) == 1:
            return next(iter(self.wikis))
        raise SettingsError(
            "say which wiki: --wiki http://…, or PFGRAPH_WIKI, or one [wiki.NAME] section in "
            f"{FILE}; to try it without one, run `pfgraph demo` or `pfgraph sandbox`"
        )


def read_settings(path: Path = FILE, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this folder.

    Raises SettingsError where the file is no good TOML, or with every mistake in it.
    """
    environment = os.environ if environment is None else environment
    said: dict[str, Any] = {}
    if path.is_file():
        try:
            said = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"{path}: {error}; mend the file or move it away") from error
    found = problems(said)
    if found:
        raise SettingsError("\n".join(f"{path}: {each}" for each in found))
    movement = environment.get("PFGRAPH_MOVEMENT") or said.get("reference_movement")
    return Settings(said.get("wiki", {}), movement or DEFAULT_MOVEMENT, environment)
