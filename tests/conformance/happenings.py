"""What was done to the recorded server between two requests, done to the sandbox."""

from __future__ import annotations

from typing import Any


def happen(app: Any, text: str) -> None:
    """Do what a mark or a note of a recording says; most say nothing of the kind."""
