"""What writing records back has to tell."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unheld:
    """Something that the graph says and no table can hold: of which thing, what, and why."""

    record: str
    said: str
    reason: str

    def __str__(self) -> str:
        return f"{self.record}: {self.said}: {self.reason}"


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that is written anew; `before` is empty where it was empty, or the row is new."""

    record: str
    column: str
    before: str
    after: str
