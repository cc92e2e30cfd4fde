"""`action=move` and `action=purge`: entities stay where they are; a purge changes nothing here."""

from __future__ import annotations

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.modules.pagetools import page_with, present, sent_title
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.pagetitles import NAMES, BadTitle, Title, read_title
from pfgraph.sandbox.model.permissions import require_edit


def move(call: Call) -> Answer:
    """Refuse to move pages; those of entities as a Wikibase does, others as not provided here."""
    source = sent_title(call, "from")
    present(page_with(call, source))
    target = sent_title(call, "to")
    errors = []
    if not source.holds_text:
        text = f'Cannot move pages in namespace "{NAMES[source.namespace]}".'
        errors.append(("immobile-source-namespace", text))
    if not target.holds_text:
        text = f'Cannot move pages into namespace "{NAMES[target.namespace]}".'
        errors.append(("immobile-target-namespace", text))
    require_edit(call.account)
    code, text = (errors or [("cantmove", "This wiki keeps every page where it is.")])[0]
    header = ", ".join(each for each, _ in errors) or code
    raise ApiError(code, text, header=header)


def purge(call: Call) -> Answer:
    """Say of each page that it was purged, or why it could not be."""
    purged: list[Answer] = []
    normalized: list[Answer] = []
    for text in dict.fromkeys(call.values("titles")):
        try:
            title = read_title(text)
        except BadTitle:
            reason = "The requested page title contains invalid characters."
            entry: Answer = {"title": text, "invalidreason": reason}
            purged.append(entry | call.flagged(True, "invalid"))
            continue
        if str(title) != text:
            extra = {"fromencoded": False} if call.version == "2" else {}
            normalized.append(extra | {"from": text, "to": str(title)})
        purged.append(_purged(call, title))
    answer: Answer = {"batchcomplete": True if call.version == "2" else "", "purge": purged}
    return answer | ({"normalized": normalized} if normalized else {})


def _purged(call: Call, title: Title) -> Answer:
    there = page_with(call, title).current is not None
    entry: Answer = {"ns": title.namespace, "title": str(title)}
    return entry | call.flagged(True, "purged" if there else "missing")
