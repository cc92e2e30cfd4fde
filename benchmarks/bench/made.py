"""Records that nobody has written: collaborations of many actors, as tables."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

_ROLES = ("content provider", "funder", "technology provider", "contributor")
_PARTICIPANTS = 3  # in each collaboration


def write_tables(folder: Path, collaborations: int) -> int:
    """Write so many collaborations with half as many actors; the number of rows in all."""
    actors = max(_PARTICIPANTS, collaborations // 2)
    taking_part = [
        (number, (number * 7 + at) % actors, at)
        for number in range(collaborations)
        for at in range(_PARTICIPANTS)
    ]
    tables = {
        "actors": [("id", "label", "class", "based_in", "homepage", "source")]
        + [_actor(number) for number in range(actors)],
        "collaborations": [("id", "label", "details", "status", "start", "source")]
        + [_collaboration(number) for number in range(collaborations)],
        "participations": [("id", "in", "participant", "role", "start", "source")]
        + [_participation(*each) for each in taking_part],
    }
    for name, rows in tables.items():
        _write(folder / f"{name}.csv", rows)
    return sum(len(rows) - 1 for rows in tables.values())


def _actor(number: int) -> Sequence[str]:
    page = f"https://example.org/actors/{number}"
    return (f"actor-{number}", f"Society {number}", "Organisation", "", page, page)


def _collaboration(number: int) -> Sequence[str]:
    details = f"Pictures of collection {number} are described and put under a free licence."
    start = f"20{number % 20 + 5:02}-0{number % 9 + 1}"
    page = f"https://example.org/work/{number}"
    return (f"work-{number}", f"Joint work {number}", details, "active", start, page)


def _participation(work: int, actor: int, at: int) -> Sequence[str]:
    role = _ROLES[(work + at) % len(_ROLES)]
    page = f"https://example.org/work/{work}/who"
    return (
        f"work-{work}.actor-{actor}", f"work-{work}", f"actor-{actor}", role, "2020", page,
    )  # fmt: skip


def _write(path: Path, rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
