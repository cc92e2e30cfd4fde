"""Settings: pfgraph.toml and the environment, read once by a command and handed on as a value."""

from pfgraph.settings.reading import DEFAULT_MOVEMENT, FILE, Settings, read_settings
from pfgraph.settings.wikis import POLITE_INTERVAL, WikiSettings

__all__ = [
    "DEFAULT_MOVEMENT",
    "FILE",
    "POLITE_INTERVAL",
    "Settings",
    "WikiSettings",
    "read_settings",
]
