"""What is read off the facts about the account: rights, and how fast it may be. Pure."""

from collections.abc import Iterator

from pfgraph.doctor.diagnosis import Diagnosis, fault, note, ok
from pfgraph.settings.wikis import WikiSettings
from pfgraph.wikibase.facts import Facts, Limit

ESSENTIAL = {
    "edit": "load, apply and undo cannot write",
    "createpage": "load and `schema apply` cannot make pages",
}
USEFUL = {
    "property-create": "`schema apply` cannot make properties: have somebody else run it",
    "item-merge": "two items for one record, made at the same moment, stay apart",
    "bot": "every edit shows in the recent changes: ask for the bot flag",
    "apihighlimits": "reading takes ten times the requests: 50 items in one, not 500",
    "delete": "`undo` empties the items that a run made and lists them, but cannot delete them",
}
_MAKING = ("edit", "create", "wikibase-idgenerator")  # limits that a load runs into


def about_account(facts: Facts, chosen: WikiSettings, found: str) -> Iterator[Diagnosis]:
    """Login, rights and limits; `found` says where the account was found."""
    groups = ", ".join(group for group in facts.groups if group not in ("*", "user"))
    yield ok("login", f"{facts.user}, {found}{f'; groups: {groups}' if groups else ''}")
    if facts.blocked:
        yield fault(
            "block", f"the account is blocked: {facts.blocked}",
            "ask those who blocked it, on a page of the wiki or by mail",
        )  # fmt: skip
    yield _rights(facts)
    yield _limits(facts, chosen)


def _rights(facts: Facts) -> Diagnosis:
    without = {right: words for right, words in ESSENTIAL.items() if right not in facts.rights}
    missing = {right: words for right, words in USEFUL.items() if right not in facts.rights}
    if without:
        return fault(
            "rights", f"lacks {_listed(without | missing)}",
            "give them to the account's group, or to its bot password "
            "(Special:BotPasswords: edit existing pages, create pages, high-volume editing)",
        )  # fmt: skip
    if missing:
        return note("rights", f"may edit; lacks {_listed(missing)}")
    return ok("rights", f"has {', '.join([*ESSENTIAL, *USEFUL])}")


def _listed(lacking: dict[str, str]) -> str:
    return "; ".join(f"{right} ({words})" for right, words in lacking.items())


def _limits(facts: Facts, chosen: WikiSettings) -> Diagnosis:
    if "noratelimit" in facts.rights or not any(facts.limits.get(each) for each in _MAKING):
        return ok("limits", "the wiki sets the account no limit of edits")
    action, limit = max(
        ((each, limit) for each in _MAKING for limit in facts.limits.get(each, ())),
        key=lambda pair: pair[1].interval,
    )
    said = _said(action, limit)
    if chosen.edit_interval < limit.interval:
        return note(
            "limits", f"{said}; edit_interval {chosen.edit_interval:g} s runs into that and waits",
            f"set edit_interval = {limit.interval:.2f} for this wiki in pfgraph.toml, or ask for "
            "the right noratelimit",
        )  # fmt: skip
    return ok("limits", f"{said}; edit_interval {chosen.edit_interval:g} s keeps to it")


def _said(action: str, limit: Limit) -> str:
    words = {"wikibase-idgenerator": "new items", "create": "new pages"}.get(action, "edits")
    return f"the wiki allows {limit.hits} {words} in {limit.seconds} s"
