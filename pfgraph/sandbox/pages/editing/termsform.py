"""The fields for label, description and aliases in one language, as values."""

from __future__ import annotations

from dataclasses import dataclass, field

from pfgraph.sandbox.model.entities import Change
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.terms import normal_term, set_aliases, set_term
from pfgraph.sandbox.pages.editing.refusals import field_of, in_words
from pfgraph.sandbox.pages.views.statements import terms_in
from pfgraph.sandbox.pages.visits import Visit
from pfgraph.sandbox.store.storage import Entity

NOT_YET = "Nothing is saved yet: see what is said below."
_OVERTAKEN = (
    "Somebody else changed these terms while you were editing them. Nothing of yours is saved yet; "
    "if you save again, what stands in the form takes the place of theirs."
)


@dataclass(frozen=True, slots=True)
class TermsForm:
    """What the fields hold."""

    language: str
    label: str = ""
    description: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def changes(self) -> list[Change]:
        """The changes that make an entity say this in the language."""
        return [
            set_term("labels", self.language, self.label),
            set_term("descriptions", self.language, self.description),
            set_aliases(self.language, list(self.aliases)),
        ]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why terms were not saved: a text for the form as a whole, and texts by field."""

    problem: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    conflict: bool = False


def refused(error: ApiError) -> Trouble:
    """A refusal, next to the field that it is about."""
    name = field_of(error)
    return Trouble(NOT_YET, {name: in_words(error)}) if name else Trouble(in_words(error))


def read_terms_form(visit: Visit, language: str) -> TermsForm:
    """The fields sent; aliases stand one on a line."""
    texts = (normal_term(line) for line in visit.sent.get("aliases", "").splitlines())
    return TermsForm(
        language,
        normal_term(visit.field("label")),
        normal_term(visit.field("description")),
        tuple(dict.fromkeys(text for text in texts if text)),
    )


def form_of(entity: Entity, language: str) -> TermsForm:
    """What the fields hold of an entity."""
    view = terms_in(entity, language)
    return TermsForm(language, view.label, view.description, view.aliases)


def merged(before: TermsForm, now: TermsForm, mine: TermsForm) -> tuple[TermsForm, Trouble]:
    """Mine, with what others changed since in fields that I did not touch.

    Beside it, the fields that both changed, each to something else, with what they hold now.
    """
    kept, clashes = {}, {}
    for name in ("label", "description", "aliases"):
        was, is_now, wished = (getattr(each, name) for each in (before, now, mine))
        kept[name] = is_now if wished == was else wished
        if is_now not in (was, kept[name]):
            clashes["alias" if name == "aliases" else name] = f"On the wiki now: {_said(is_now)}"
    trouble = Trouble(_OVERTAKEN, clashes, conflict=True) if clashes else Trouble()
    return TermsForm(mine.language, **kept), trouble


def _said(value: str | tuple[str, ...]) -> str:
    texts = [value] if isinstance(value, str) else list(value)
    return ", ".join(f"“{text}”" for text in texts if text) or "nothing"
