"""assessments.csv and statements.csv: how far actors align, and what they say of themselves."""

import re
from collections.abc import Iterable

from rdflib import URIRef

from pfgraph.bringover.crossing import Crossing, shortened
from pfgraph.bringover.ids import joined, opening, slug
from pfgraph.bringover.raw import RawRow
from pfgraph.namespaces import PFV


def bring_assessments(crossing: Crossing) -> None:
    """One assessment a row; its address is the source."""
    for row in crossing.rows("assessments"):
        code = re.sub(r"^c\s*0?(\d{1,2})$", _criterion_code, row["criterion"], flags=re.IGNORECASE)
        criterion = crossing.words.read("assessments.criterion", code)
        subject = crossing.names.cell("assessments", "subject", row["subject"])
        if not subject:
            crossing.unknown(row, "subject", row["subject"])
            crossing.left_out["assessments"] += 1
        elif not criterion.concept:
            crossing.leave_out(row, "criterion", "no criterion has this code, write C01 to C20")
        else:
            crossing.uses["assessments.criterion", row["criterion"], criterion.concept] += 1
            _assessment(crossing, row, subject, code)


def _criterion_code(match: re.Match[str]) -> str:
    return f"C{int(match[1]):02}"


def _assessment(crossing: Crossing, row: RawRow, subject: str, code: str) -> None:
    row_id = joined(slug(row["subject"]), slug(code), slug(row["assessed_on"]))
    draft = crossing.draft(row, "assessments", row_id)
    draft.put("subject", subject)
    draft.put("criterion", code)
    outcome = crossing.words.read("assessments.outcome", row["outcome"])
    crossing.uses["assessments.outcome", row["outcome"], outcome.concept] += 1
    draft.put("outcome", outcome.concept)
    if not outcome.concept:
        outcomes = ", ".join(map(crossing.words.terms.label, _outcomes(crossing)))
        message = f"no outcome is called so, and without one it is not loaded; write {outcomes}"
        crossing.say(row, "outcome", message)
        draft.put("note", f"outcome: {row['outcome']}" if row["outcome"] else "")
    crossing.date(row, "assessed_on", draft, "assessed_on")
    draft.put("source", *crossing.urls(row, "evidence_url", draft))
    crossing.date(row, "evidence_date", draft, "evidence_dated")
    draft.put("details", row["note"])
    crossing.keep(row, draft)


def _outcomes(crossing: Crossing) -> Iterable[URIRef]:
    return crossing.words.terms.concepts(PFV.outcome)


def bring_statements(crossing: Crossing) -> None:
    """One public statement a row, issued by the actor or speaking for the movement."""
    for row in crossing.rows("statements"):
        name, kind = row["organisation_id"], row["what"]
        stem = joined(slug(name), slug(kind))
        draft = crossing.draft(row, "statements", joined(stem, opening(row["text"])), stem)
        issuer = crossing.names.cell("statements", "issued_by", name)
        spoken_for = "" if issuer else crossing.names.cell("statements", "speaks_for", name)
        draft.put("issued_by", issuer)
        draft.put("speaks_for", spoken_for)
        if not issuer and not spoken_for:
            crossing.unknown(row, "organisation_id", name, draft)
        called = _called(crossing, name)
        draft.put("label", shortened(f"{called}: {kind} ({shortened(row['text'], 80)})"))
        crossing.stated(row, "what", draft, "kind")
        draft.put("details", row["text"])
        draft.put("documented_at", *crossing.urls(row, "source_url", draft))
        crossing.keep(row, draft)


def _called(crossing: Crossing, name: str) -> str:
    for table in ("actors", "movements"):
        draft = crossing.drafts.find(table, crossing.names.find(table, name))
        if draft is not None:
            return draft.cells.get("label", [name])[0]
    return name
