"""The distribution's Chromium, without a window and without a network of its own."""

from __future__ import annotations

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATH = next((found for found in map(shutil.which, NAMES) if found), None)
MISSING = "no Chromium here: `apt-get install chromium` lets the tests in a browser run"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
