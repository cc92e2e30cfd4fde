"""One wiki's settings: what its section says, what is assumed, and what politeness makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from pfgraph.settings.manners import Manners, manners

POLITE_INTERVAL = 1.0  # seconds between two edits on a wiki that is not on this machine
LONGEST_WAIT = 120.0  # seconds
MAXLAG = 5  # seconds
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class WikiSettings:
    """One wiki as a command uses it.

    `edit_interval` is the least time between edits in seconds, `workers` the edits at once,
    `maxlag` the lag in seconds beyond which nothing is written, `patience` the longest single
    wait in seconds, `sparql` its query service; empty where the wiki is to say. `chosen` are the
    keys that the section itself gives. `told` says in words what was slowed down and why.
    """

    url: str
    user: str
    edit_interval: float
    workers: int = 1
    maxlag: int = MAXLAG
    sparql: str = ""
    patience: float = LONGEST_WAIT
    chosen: frozenset[str] = frozenset()
    told: tuple[str, ...] = ()

    def at_most(self, workers: int | None) -> tuple[int, str]:
        """The workers to use where so many are asked for, and what to say of it.

        None stands for what the settings say.
        """
        asked = self.workers if workers is None else workers
        bounds = manners(self.url)
        if bounds and asked > bounds.workers:
            return bounds.workers, _slowed("workers", asked, bounds.workers, bounds)
        return asked, ""


def wiki_settings(url: str, user: str, section: Mapping[str, Any]) -> WikiSettings:
    """The settings of a section that has no mistakes in it, held to the wiki's manners."""
    url = spelled(url)
    default = 0.0 if is_here(url) else POLITE_INTERVAL
    interval = float(section.get("edit_interval", default))
    workers, maxlag = section.get("workers", 1), section.get("maxlag", MAXLAG)
    told: list[str] = []
    bounds = manners(url)
    if bounds:
        if interval < bounds.interval:
            told.append(_slowed("edit_interval", interval, bounds.interval, bounds))
        if workers > bounds.workers:
            told.append(_slowed("workers", workers, bounds.workers, bounds))
        if maxlag > bounds.maxlag:
            told.append(_slowed("maxlag", maxlag, bounds.maxlag, bounds))
        interval = max(interval, bounds.interval)
        workers, maxlag = min(workers, bounds.workers), min(maxlag, bounds.maxlag)
    return WikiSettings(
        url, user, interval, workers, maxlag, section.get("sparql", ""),
        float(section.get("patience", LONGEST_WAIT)), frozenset(section), tuple(told),
    )  # fmt: skip


def _slowed(key: str, asked: float, given: float, bounds: Manners) -> str:
    return f"{key} is {given:g}, not {asked:g}: {bounds.name} are edited no faster than that"


def spelled(url: str) -> str:
    """A wiki's address in the one spelling by which journal and lock know it.

    Upper case, the usual port, and all that follows the root but an api.php in an unusual place
    do not count.
    """
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    try:
        port = parts.port
    except ValueError:  # no number: whoever asks there will hear of it
        return url
    usual = port is None or port == _PORTS.get(parts.scheme)
    root = f"{parts.scheme}://{host}" + ("" if usual else f":{port}")
    unusual = parts.path.endswith("/api.php") and parts.path != "/w/api.php"
    return root + parts.path if unusual else root


def is_here(url: str) -> bool:
    """Whether an address is one of this machine's own."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
