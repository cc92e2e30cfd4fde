"""pywikibot, imported: with the user's own configuration, or with none and a folder to forget."""

import logging
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

HAS_USER_CONFIG = bool(os.environ.get("PYWIKIBOT_DIR")) or Path("user-config.py").is_file()
if not HAS_USER_CONFIG:
    os.environ.setdefault("PYWIKIBOT_NO_USER_CONFIG", "2")

# Cookies and caches, never kept; made before pywikibot is there, so that it is cleared after it.
_SCRATCH = tempfile.TemporaryDirectory(prefix="pfgraph-")

from pywikibot import config  # noqa: E402  # the environment has to be set before
from pywikibot.comms import http  # noqa: E402
from requests.adapters import HTTPAdapter  # noqa: E402

from pfgraph.settings.manners import manners  # noqa: E402

LONGEST_PAUSE = 60.0  # seconds between two requests, unless more is asked for
_CONNECTIONS = 32  # kept open to a host: as many as edits may be under way at once

for _scheme in ("http://", "https://"):
    http.session.mount(_scheme, HTTPAdapter(pool_maxsize=_CONNECTIONS))


def configure(url: str, edit_interval: float | None, maxlag: int | None) -> None:
    """Set pywikibot's throttle for a wiki, within the manners that hold there.

    `edit_interval` is the least time between two edits and `maxlag` the most lag under which
    it edits, both in seconds; None leaves what the user's own configuration says.
    """
    if not HAS_USER_CONFIG:
        config.base_dir = _SCRATCH.name
        config.minthrottle = 0
    if edit_interval is not None:
        config.put_throttle = edit_interval
    if maxlag is not None:
        config.write_maxlag = maxlag
    bounds = manners(url)
    if bounds:
        config.put_throttle = max(config.put_throttle, bounds.interval)
        config.write_maxlag = min(config.write_maxlag or bounds.maxlag, bounds.maxlag)
    config.maxthrottle = max(LONGEST_PAUSE, config.put_throttle)
    config.noisysleep = 3600.0  # what is waited for is said by our own commands


@dataclass(frozen=True, slots=True)
class Throttle:
    """pywikibot's settings: seconds between edits, and between any requests; lag in seconds."""

    put_throttle: float
    minthrottle: float
    maxlag: float


def in_force() -> Throttle:
    """The throttle as it is set now."""
    return Throttle(config.put_throttle, config.minthrottle, config.write_maxlag or 0)


def simulates() -> bool:
    """Whether pywikibot is told to block what writes: `-simulate`, or `simulate` in its file."""
    return bool(config.simulate)


_SAID = (
    "API error ",
    "API warning (wbeditentity) of unknown format",  # an edit was patched in: we look at it
    "No user is logged in ",
)


class _SaidByUs(logging.Filter):
    """Leaves out what our own errors say in better words."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not record.getMessage().startswith(_SAID)


logging.getLogger("pywiki").addFilter(_SaidByUs())
