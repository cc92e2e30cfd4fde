"""What the wiki says of an edit by itself, before the comment that was sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pfgraph.sandbox.formatting.formatters import format_value
from pfgraph.sandbox.formatting.request import Request, Shown
from pfgraph.sandbox.model.entityjson import text_in
from pfgraph.sandbox.model.ids import title_of
from pfgraph.sandbox.model.statements import Snak
from pfgraph.sandbox.model.summaries import autocomment, comment, named_snak
from pfgraph.sandbox.wiki import Wiki

MANY = 50  # from so many languages on only their number is told
_MODULES = {
    "labels": "wbsetlabel",
    "descriptions": "wbsetdescription",
    "aliases": "wbsetaliases",
}
Texts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Summary:
    """The message of the wiki and the values it names."""

    auto: str
    values: Sequence[str] = ()

    def with_comment(self, said: str) -> str:
        """The whole comment of the revision."""
        return comment(self.auto, self.values, said)


def creation_summary(kind: str) -> Summary:
    """Of a new entity of a kind."""
    return Summary(autocomment(f"wbeditentity-create-{kind}"))


def term_summary(kind: str, action: str, language: str, texts: Sequence[str]) -> Summary:
    """Of one language's terms; `action` is `add`, `set` or `remove`."""
    return Summary(autocomment(f"{_MODULES[kind]}-{action}", len(texts), language), texts)


def languages_summary(
    before: Sequence[Texts], after: Sequence[Texts], others_changed: bool = False
) -> Summary:
    """Of the languages in which the maps of terms differ, pair by pair."""
    pairs = list(zip(before, after, strict=True))
    touched = sorted(
        {code for old, new in pairs for code in {*old, *new} if old.get(code) != new.get(code)}
    )
    key = "wbeditentity-update-languages" + ("-and-other" if others_changed else "")
    if len(touched) >= MANY:
        return Summary(autocomment(key, 0, "", len(touched)))
    return Summary(autocomment(f"{key}-short", 0, "", ", ".join(touched)))


def other_summary() -> Summary:
    """Of a change that touches no language's terms."""
    return Summary(autocomment("wbeditentity-update"))


def statement_summary(action: str, snak: Snak, wiki: Wiki) -> Summary:
    """Of one statement, told by its main snak; `action` is `create`, `update` or `remove`."""
    if action == "remove":
        auto = autocomment("wbremoveclaims-remove", 1)
    else:
        auto = autocomment(f"wbsetclaim-{action}", 2, "", 1)
    return Summary(auto, [named_snak(snak, lambda named: _text(named, wiki))])


def _text(snak: Mapping[str, Any], wiki: Wiki) -> str:
    value = snak["datavalue"]
    if value["type"] == "wikibase-entityid":
        return f"[[{title_of(value['value']['id'])}]]"

    def show(entity_id: str, language: str) -> Shown:
        found = wiki.storage.latest(entity_id)
        label = text_in(found.content, "labels", language) if found else None
        return Shown(found is not None, *(label or ("", "")))

    return format_value(value, Request("plain", show, wiki.concepts), snak.get("datatype"))
