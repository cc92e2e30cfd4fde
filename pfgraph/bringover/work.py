"""activities.csv, agreements.csv, obligations.csv: what is done, agreed and owed."""

from pfgraph.bringover.aims import THE_PUBLIC
from pfgraph.bringover.crossing import Crossing
from pfgraph.bringover.draft import Draft
from pfgraph.bringover.ids import joined, opening, slug
from pfgraph.bringover.names import is_public
from pfgraph.bringover.raw import RawRow
from pfgraph.findings import Severity


def bring_activities(crossing: Crossing) -> None:
    """One joint activity a row."""
    for row in crossing.rows("activities"):
        collaboration = crossing.collaboration(row)
        if not collaboration:
            continue
        stem = joined(collaboration, slug(row["kind"]))
        row_id = joined(stem, slug(row["start"]), opening(row["title"]))
        draft = crossing.draft(row, "activities", row_id, stem)
        draft.put("in", crossing.names.cell("activities", "in", collaboration))
        crossing.stated(row, "kind", draft, "kind")
        draft.put("title", row["title"])
        crossing.stated(row, "status", draft, "status")
        crossing.refer(row, "performed_by", draft, "performed_by")
        crossing.dates(row, draft)
        draft.put("result", row["produced"])
        draft.put("produced", *crossing.urls(row, "produced_url", draft))
        crossing.keep(row, draft)


def bring_agreements(crossing: Crossing) -> None:
    """One agreement a row; its date is the day it was agreed on."""
    for row in crossing.rows("agreements"):
        collaboration = crossing.collaboration(row)
        if not collaboration:
            continue
        stem = joined(collaboration, slug(row["kind"]))
        parties = [slug(name) for name in crossing.parts(row, "parties")]
        row_id = joined(stem, slug(row["date"]), *parties[:2])
        draft = crossing.draft(row, "agreements", row_id, stem)
        draft.put("in", crossing.names.cell("agreements", "in", collaboration))
        crossing.stated(row, "kind", draft, "kind")
        crossing.refer(row, "parties", draft, "parties")
        crossing.date(row, "date", draft, "agreed_on")
        crossing.date(row, "end", draft, "end")
        draft.put("documented_at", *crossing.urls(row, "documented_at", draft))
        crossing.keep(row, draft)


def bring_obligations(crossing: Crossing) -> None:
    """One obligation a row; the words of its period and status are always kept."""
    for row in crossing.rows("obligations"):
        collaboration = crossing.collaboration(row)
        if not collaboration:
            continue
        stem = joined(collaboration, slug(row["bearer_organisation_id"]), slug(row["kind"]))
        row_id = joined(stem, opening(row["obligation"]))
        draft = crossing.draft(row, "obligations", row_id, stem)
        draft.put("in", crossing.names.cell("obligations", "in", collaboration))
        crossing.refer(row, "bearer_organisation_id", draft, "bearer")
        _owed_to(crossing, row, draft)
        crossing.stated(row, "kind", draft, "kind")
        draft.put("details", row["obligation"])
        status = crossing.stated(row, "status", draft, "status")
        draft.put("status_date", status.date)
        _period(crossing, row, draft, status.code)
        crossing.keep(row, draft)


def _owed_to(crossing: Crossing, row: RawRow, draft: Draft) -> None:
    for name in crossing.parts(row, "beneficiary_organisation_id"):
        cell = (
            THE_PUBLIC if is_public(name) else crossing.names.cell("obligations", "owed_to", name)
        )
        draft.put("owed_to", cell)
        if not cell:
            crossing.unknown(row, "beneficiary_organisation_id", name, draft)


def _period(crossing: Crossing, row: RawRow, draft: Draft, status: str) -> None:
    text = row["due_or_period"]
    if not text:
        return
    draft.put("period_as_stated", text)
    period = crossing.words.period(text)
    columns = crossing.words.choice("single_date", status).split() if period.one else []
    for column in columns:
        draft.put(column, period.one)
    for column, date in (("start", period.start), ("end", period.end), ("due", period.due)):
        draft.put(column, date)
    told = [name for name in ("start", "end", "due") if name in draft.cells]
    crossing.uses["obligations.due_or_period", text, " and ".join(told)] += 1
    if not told:
        message = "these words name no one date or span; they are kept as text"
        crossing.say(row, "due_or_period", message, text, Severity.WARNING)
