"""A statement while it is being edited: the fields of its form, rows added and taken away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pfgraph.sandbox.model.statements import RANKS
from pfgraph.sandbox.pages.editing.snakrows import Row, read_row, row_of
from pfgraph.sandbox.pages.views.links import Reader

_QUALIFIER = re.compile(r"q(\d+)\.property")
_PART = re.compile(r"r(\d+)\.(\d+)\.property")


@dataclass(frozen=True, slots=True)
class Draft:
    """The statement that a form describes; `references` are lists of rows."""

    main: Row
    rank: str = "normal"
    qualifiers: tuple[Row, ...] = ()
    references: tuple[tuple[Row, ...], ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row of the form."""
        return (self.main, *self.qualifiers, *(row for rows in self.references for row in rows))

    @property
    def broken(self) -> bool:
        """Whether a row has a problem."""
        return any(row.problem for row in self.rows)


def draft_of(reader: Reader, statement: Any) -> Draft:
    """The form of a statement of the wiki."""
    return renamed(
        Draft(
            row_of(reader, statement["mainsnak"], "main"),
            statement["rank"],
            tuple(row_of(reader, snak, "") for snak in flat(statement.get("qualifiers", {}))),
            tuple(
                tuple(row_of(reader, snak, "") for snak in flat(reference["snaks"]))
                for reference in statement.get("references", [])
            ),
        )
    )


def flat(groups: Mapping[str, Iterable[Any]]) -> list[Any]:
    """Snaks by property as one list."""
    return [snak for group in groups.values() for snak in group]


def read_draft(sent: Mapping[str, str]) -> Draft:
    """The statement that a form sent describes."""
    qualifiers = sorted(int(match[1]) for match in map(_QUALIFIER.fullmatch, sent) if match)
    parts: dict[int, list[int]] = {}
    for match in map(_PART.fullmatch, sent):
        if match:
            parts.setdefault(int(match[1]), []).append(int(match[2]))
    rank = sent.get("rank", "normal")
    return Draft(
        read_row(sent, "main"),
        rank if rank in RANKS else "normal",
        tuple(read_row(sent, f"q{number}") for number in qualifiers),
        tuple(
            tuple(read_row(sent, f"r{reference}.{number}") for number in sorted(parts[reference]))
            for reference in sorted(parts)
        ),
    )


def renamed(draft: Draft) -> Draft:
    """The same form with its rows counted anew, and without references that have no rows."""
    references = [rows for rows in draft.references if rows]
    return replace(
        draft,
        qualifiers=tuple(
            replace(row, name=f"q{number}") for number, row in enumerate(draft.qualifiers)
        ),
        references=tuple(
            tuple(replace(row, name=f"r{place}.{number}") for number, row in enumerate(rows))
            for place, rows in enumerate(references)
        ),
    )


def without(draft: Draft, name: str) -> Draft:
    """The form without a row (`q0`, `r0.1`) or a whole reference (`r0`)."""
    return renamed(
        replace(
            draft,
            qualifiers=tuple(row for row in draft.qualifiers if row.name != name),
            references=tuple(
                tuple(row for row in rows if name not in (row.name, f"r{place}"))
                for place, rows in enumerate(draft.references)
            ),
        )
    )


def with_row(draft: Draft, place: str, property_id: str) -> Draft:
    """The form with a row more: a qualifier (`q`), a new reference (`r`), a part of one (`r0`)."""
    row = Row("", property_id)
    if place == "q":
        return renamed(replace(draft, qualifiers=(*draft.qualifiers, row)))
    if place == "r":
        return renamed(replace(draft, references=(*draft.references, (row,))))
    references = tuple(
        (*rows, row) if place == f"r{number}" else rows
        for number, rows in enumerate(draft.references)
    )
    return renamed(replace(draft, references=references))
