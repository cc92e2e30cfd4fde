"""pywikibot, imported: with the user's own configuration, or with none and a folder to forget."""

import os
import tempfile
from pathlib import Path

HAS_USER_CONFIG = bool(os.environ.get("PYWIKIBOT_DIR")) or Path("user-config.py").is_file()
if not HAS_USER_CONFIG:
    os.environ.setdefault("PYWIKIBOT_NO_USER_CONFIG", "2")

# Cookies and caches, never kept; made before pywikibot is there, so that it is cleared after it.
_SCRATCH = tempfile.TemporaryDirectory(prefix="pfgraph-")

from pywikibot import config  # noqa: E402  # the environment has to be set before


def configure(edit_interval: float) -> None:
    """Set the least time between two edits, in seconds; nothing of the user's own is changed."""
    if not HAS_USER_CONFIG:
        config.base_dir = _SCRATCH.name
    config.put_throttle = edit_interval
    config.minthrottle = 0
    config.maxthrottle = 60
    config.noisysleep = 3600.0  # what is waited for is said by our own commands
