"""What the doctor says of one thing."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How grave it is: a note can be lived with, a fault cannot."""

    OK = "ok"
    NOTE = "note"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at: what was found, and what to do where that is needed."""

    name: str
    level: Level
    text: str
    remedy: str = ""


def ok(name: str, text: str) -> Diagnosis:
    """All is well."""
    return Diagnosis(name, Level.OK, text)


def note(name: str, text: str, remedy: str = "") -> Diagnosis:
    """It can be lived with."""
    return Diagnosis(name, Level.NOTE, text, remedy)


def fault(name: str, text: str, remedy: str) -> Diagnosis:
    """Something will not work."""
    return Diagnosis(name, Level.FAULT, text, remedy)
