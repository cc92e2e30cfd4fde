"""Texts that lead somewhere, and the reader who sees them in a language of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pfgraph.sandbox.model.entities import empty
from pfgraph.sandbox.model.entityjson import text_in
from pfgraph.sandbox.model.ids import title_of, type_of
from pfgraph.sandbox.model.languages import fallbacks, term_languages
from pfgraph.sandbox.model.languagetags import language_tag
from pfgraph.sandbox.store.storage import Entity, Revision, Storage

RIGHT_TO_LEFT = frozenset(
    {
        "aeb-arab", "ar", "arc", "arq", "ary", "arz", "azb", "bcc", "bgn", "bqi", "ckb", "dv", "fa",
        "glk", "ha-arab", "he", "khw", "kk-arab", "kk-cn", "ks-arab", "ku-arab", "lki", "lrc",
        "luz", "mnw-arab", "ms-arab", "mzn", "nqo", "pnb", "prs", "ps", "sd", "sdh", "skr",
        "skr-arab", "syc", "tg-arab", "ug", "ug-arab", "ur", "ydd", "yi",
    }
)  # fmt: skip


_APART = ("zh-", "pt-br", "sr-", "nds-nl")
"""Browsers name the region too; only in these does it make another language of it."""


@dataclass(frozen=True, slots=True)
class Link:
    """A text that may lead somewhere.

    `language` is the code the text is written in, where known; `badge` repeats it where it is not
    the reader's; `entity_id` is the entity meant, `note` a word that belongs behind the text.
    """

    text: str
    href: str = ""
    language: str = ""
    badge: str = ""
    entity_id: str = ""
    note: str = ""

    @property
    def tag(self) -> str:
        """The value of the attribute `lang`."""
        return language_tag(self.language)

    @property
    def direction(self) -> str:
        """The value of the attribute `dir`."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    @property
    def outward(self) -> bool:
        """Whether it leads away from the wiki."""
        return self.href.startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Reader:
    """Looks up labels in the reader's language, then in those it falls back to, then in any."""

    storage: Storage
    language: str

    def link(self, entity_id: str) -> Link:
        """The label of an entity, or its id, leading to its page."""
        revision = self.storage.latest(entity_id)
        if revision is None:
            return Link(entity_id, entity_id=entity_id, note="not on this wiki")
        shown = self.term(revision.content, "labels") or Link(entity_id)
        address = f"/wiki/{title_of(entity_id)}"
        return Link(shown.text, address, shown.language, shown.badge, entity_id)

    def description(self, entity_id: str) -> Link | None:
        """The description of an entity."""
        revision = self.storage.latest(entity_id)
        return self.term(revision.content, "descriptions") if revision else None

    def term(self, entity: Entity, kind: str) -> Link | None:
        """A label or description with its language; None where there is none in any language."""
        found = text_in(entity, kind, self.language)
        if found is None:
            terms = entity.get(kind) or {}
            found = next(((each["value"], code) for code, each in terms.items()), None)
        return None if found is None else self.text(*found)

    def text(self, text: str, language: str) -> Link:
        """A text in a language, with the code as a badge if it is not the reader's."""
        own = language.split("-")[0] == self.language.split("-")[0]
        return Link(text, "", language, "" if own else language)

    def heading(self, revision: Revision) -> str:
        """Label and id in one plain text, for the title of the page."""
        label = self.term(revision.content, "labels")
        return f"{label.text} ({revision.entity_id})" if label else revision.entity_id


def safe(address: str) -> str:
    """The address, if a browser may be led there."""
    return address if address.lower().startswith(("http://", "https://")) else ""


def reader_language(wanted: Iterable[str], accepted: str) -> str:
    """The first known language of those wanted, then of those the browser names; else English."""
    known = term_languages()
    named = (part.partition(";")[0].strip().lower() for part in accepted.split(","))
    offers = (code if code.startswith(_APART) else code.partition("-")[0] for code in named)
    for offer in (*wanted, *offers):
        for code in fallbacks(offer.lower())[:-1] if offer else ():
            if code in known:
                return code
    return "en"


def content_of(revision: Revision) -> Entity:
    """The entity that a revision holds; of a redirect an empty one."""
    content = revision.content
    return (
        content if "claims" in content else empty(type_of(revision.entity_id), revision.entity_id)
    )


def language_name(code: str) -> str:
    """The language's name for itself, or its code."""
    return term_languages().get(code, code)
