"""goals.csv, objectives.csv, benefits.csv, partnership_goals.csv: what is wanted, and for whom."""

from pfgraph.bringover.actors import checked_id, first_of_id, named
from pfgraph.bringover.crossing import Crossing, shortened
from pfgraph.bringover.draft import Draft
from pfgraph.bringover.ids import joined, opening, slug
from pfgraph.bringover.names import is_public
from pfgraph.bringover.raw import RawRow

THE_PUBLIC = "the public"


def bring_goals(crossing: Crossing) -> None:
    """One goal a row; owners agreed it, pursuers pursue it."""
    seen: dict[str, RawRow] = {}
    for row in crossing.rows("goals"):
        if not first_of_id(crossing, row, "goal_id", seen):
            continue
        draft = crossing.draft(row, "goals", checked_id(crossing, row, "goal_id"))
        named(crossing, row, "label", draft)
        draft.put("details", row["text"])
        crossing.refer(row, "owner", draft, "agreed_by")
        crossing.refer(row, "pursued_by", draft, "pursued_by")
        kept = crossing.keep(row, draft)
        crossing.names.learn("goals", kept.id, row["goal_id"])


def bring_objectives(crossing: Crossing) -> None:
    """One objective a row with one benefit for each beneficiary.

    The words of the benefits go to the beneficiaries where there are as many; where not, the
    row does not say which is whose and they stay with the objective.
    """
    for row in crossing.rows("objectives"):
        collaboration = crossing.collaboration(row)
        if not collaboration:
            continue
        row_id = joined(collaboration, opening(row["objective"]))
        draft = crossing.draft(row, "objectives", row_id, collaboration)
        draft.put("label", shortened(row["objective"]))
        if draft.cells["label"] != [row["objective"]]:
            draft.put("details", row["objective"])
        cell = crossing.names.cell("objectives", "collaboration", collaboration)
        draft.put("collaboration", cell)
        crossing.refer(row, "agreed_by", draft, "agreed_by")
        crossing.date(row, "agreed_on", draft, "agreed_on")
        beneficiaries = crossing.parts(row, "beneficiaries")
        texts = crossing.parts(row, "benefit_kind")
        if len(texts) != len(beneficiaries):
            draft.put("kind_as_stated", row["benefit_kind"])
            texts = [""] * len(beneficiaries)
        kept = crossing.keep(row, draft)
        for name, text in zip(beneficiaries, texts, strict=True):
            _benefit(crossing, row, kept, name, text, "beneficiaries")


def _benefit(
    crossing: Crossing, row: RawRow, objective: Draft, name: str, text: str, column: str
) -> None:
    draft = crossing.draft(row, "benefits", joined(objective.id, slug(name)))
    draft.stem = joined(objective.stem, slug(name))
    draft.put("objective", objective.id)
    cell = THE_PUBLIC if is_public(name) else crossing.names.cell("benefits", "beneficiary", name)
    draft.put("beneficiary", cell)
    if not cell:
        crossing.unknown(row, column, name, draft)
    draft.put("details", text)
    if text:
        draft.put("kind", crossing.word(row, "benefit_kind", text, KIND).concept)
    crossing.keep(row, draft)


KIND = "objectives.benefit_kind"


def bring_benefits(crossing: Crossing) -> None:
    """Each row lends its words and its source to the benefit that it is about, or is a new one."""
    for row in crossing.rows("benefits"):
        collaboration = crossing.collaboration(row)
        if not collaboration:
            continue
        objectives = _objectives_of(crossing, collaboration)
        there = [
            draft
            for objective in objectives
            if (draft := _benefit_of(crossing, objective, row["beneficiary"]))
        ]
        alike = [draft for draft in there if _says(draft, row["benefit_kind"])]
        if alike:
            _lend(crossing, row, alike[0])
        elif len(objectives) == 1:
            name, text = row["beneficiary"], row["benefit_kind"]
            _benefit(crossing, row, objectives[0], name, text, "beneficiary")
        else:
            message = f"the collaboration has {len(objectives)} objectives and it is not said which"
            crossing.leave_out(row, "partnership_id", message)


def _objectives_of(crossing: Crossing, collaboration: str) -> list[Draft]:
    cell = crossing.names.cell("objectives", "collaboration", collaboration)
    objectives = crossing.drafts.tables["objectives"].values()
    return [draft for draft in objectives if cell in draft.cells.get("collaboration", [])]


def _benefit_of(crossing: Crossing, objective: Draft, name: str) -> Draft | None:
    return crossing.drafts.find("benefits", joined(objective.id, slug(name)))


def _says(draft: Draft, text: str) -> bool:
    return draft.cells.get("details", [text]) == [text]


def _lend(crossing: Crossing, row: RawRow, draft: Draft) -> None:
    draft.put("details", row["benefit_kind"])
    draft.put("source", *crossing.urls(row, "source_url", draft))
    if row["benefit_kind"] and "kind" not in draft.cells:
        draft.put("kind", crossing.word(row, "benefit_kind", row["benefit_kind"], KIND).concept)
    crossing.joined(row, "benefits")


def bring_partnership_goals(crossing: Crossing) -> None:
    """The collaboration pursues the goal; so does its objective where it has one alone."""
    for row in crossing.rows("partnership_goals"):
        collaboration = crossing.collaboration(row)
        draft = crossing.drafts.find("collaborations", collaboration)
        if draft is None:
            continue
        draft.put("source", *crossing.urls(row, "source_url", draft))
        goal = crossing.names.cell("collaborations", "goals", row["goal_id"])
        if not goal:
            crossing.unknown(row, "goal_id", row["goal_id"], draft)
            continue
        draft.put("goals", goal)
        crossing.joined(row, "collaborations")
        objectives = _objectives_of(crossing, collaboration)
        if len(objectives) == 1:
            objectives[0].put("advances", goal)
            objectives[0].put("source", *crossing.urls(row, "source_url", draft))
