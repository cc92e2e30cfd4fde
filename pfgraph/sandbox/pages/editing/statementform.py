"""From the form of a statement to the statement in the form of the API."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pfgraph.sandbox.model.entities import find_statement
from pfgraph.sandbox.pages.editing.choosing import chosen
from pfgraph.sandbox.pages.editing.drafts import Draft, flat, with_row, without
from pfgraph.sandbox.pages.editing.snakrows import Row, read_snak
from pfgraph.sandbox.pages.editing.unreadable import Unreadable
from pfgraph.sandbox.pages.visits import Visit


def statement_of(visit: Visit, draft: Draft, guid: str) -> tuple[Draft, dict[str, Any] | None]:
    """The statement as the API takes it; the draft with its problems and None if it has any."""
    known = _known(visit, guid)
    main, snak = read_snak(visit, draft.main, known)
    qualifiers = [read_snak(visit, row, known) for row in draft.qualifiers]
    references = [[read_snak(visit, row, known) for row in rows] for rows in draft.references]
    checked = replace(
        draft,
        main=main,
        qualifiers=tuple(row for row, _ in qualifiers),
        references=tuple(tuple(row for row, _ in rows) for rows in references),
    )
    if checked.broken:
        return checked, None
    return checked, {
        "type": "statement",
        **({"id": guid} if guid else {}),
        "mainsnak": snak,
        "rank": draft.rank,
        "qualifiers": [each for _, each in qualifiers],
        "references": [{"snaks": [each for _, each in rows]} for rows in references],
    }


def _known(visit: Visit, guid: str) -> list[Any]:
    """The snaks that the form's rows may have started from."""
    revision = visit.storage.revision(visit.number("origin"))
    statement = find_statement(revision.content, guid) if revision else None
    if statement is None:
        return []
    references = [snak for each in statement.get("references", []) for snak in flat(each["snaks"])]
    return [statement["mainsnak"], *flat(statement.get("qualifiers", {})), *references]


def arranged(visit: Visit, draft: Draft, wish: str) -> tuple[Draft, dict[str, Row]]:
    """The form after a button that adds or drops rows; beside it, additions that did not work."""
    verb, _, place = wish.partition(":")
    if verb == "drop":
        return without(draft, place), {}
    try:
        property_id = named_property(visit, f"add.{place}")
    except Unreadable as refusal:
        tried = Row(
            f"add.{place}", "", text=visit.sent.get(f"add.{place}", ""), problem=str(refusal),
            choices=refusal.choices,
        )  # fmt: skip
        return draft, {place: tried}
    return with_row(draft, place, property_id), {}


def named_property(visit: Visit, name: str) -> str:
    """The property that a field names, or the one chosen for it; raises Unreadable."""
    text = visit.field(f"{name}.choice") or visit.field(name)
    if not text:
        raise Unreadable("Type the label of a property, or its id such as P1.")
    return chosen(visit.reader, text, "property")


def forgotten(visit: Visit, draft: Draft) -> dict[str, Row]:
    """Properties typed into the fields for additions whose button was not used."""
    places = ["q", "r", *(f"r{number}" for number in range(len(draft.references)))]
    return {
        place: Row(
            f"add.{place}", "", text=text,
            problem="You named a property without giving it a value: choose Add, or clear this.",
        )
        for place in places
        if (text := visit.field(f"add.{place}"))
    }  # fmt: skip
