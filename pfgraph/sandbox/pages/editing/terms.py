"""The form for label, description and aliases in one language."""

from __future__ import annotations

from dataclasses import dataclass, field

from starlette.responses import Response

from pfgraph.sandbox.model.entities import Change
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.ids import normal_id, title_of
from pfgraph.sandbox.model.languages import term_languages
from pfgraph.sandbox.model.saving import existing, update
from pfgraph.sandbox.model.summaries import autocomment
from pfgraph.sandbox.model.terms import normal_term, set_aliases, set_term
from pfgraph.sandbox.pages.editing.permitting import RENEWED, editing
from pfgraph.sandbox.pages.editing.refusals import field_of, in_words
from pfgraph.sandbox.pages.editing.saved import edit_of, saving
from pfgraph.sandbox.pages.rendering import missing, show
from pfgraph.sandbox.pages.views.statements import TermsView, terms_in
from pfgraph.sandbox.pages.visits import Visit, led_to
from pfgraph.sandbox.store.storage import Entity, Revision

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
    if name:
        return Trouble("Nothing is saved yet: see what is said below.", {name: in_words(error)})
    return Trouble(in_words(error))


def read_terms_form(visit: Visit, language: str) -> TermsForm:
    """The fields sent; aliases stand one on a line."""
    texts = (normal_term(line) for line in visit.sent.get("aliases", "").splitlines())
    return TermsForm(
        language,
        normal_term(visit.field("label")),
        normal_term(visit.field("description")),
        tuple(dict.fromkeys(text for text in texts if text)),
    )


def edit_terms(visit: Visit) -> Response:
    """`Special:SetLabelDescriptionAliases/Q1/de`."""
    target, _, tail = visit.names["target"].partition("/")
    language = visit.field("language") or tail or visit.reader.language
    entity_id = normal_id(target)
    newest = visit.storage.latest(entity_id) if entity_id else None
    if newest is None or newest.target:
        return missing(visit, f"There is no entity “{target}” to edit.")
    if language not in term_languages():
        return missing(visit, f"“{language}” is no code of a language that terms may have.", 400)
    return editing(visit, lambda: _edit(visit, newest, language))


def _edit(visit: Visit, newest: Revision, language: str) -> Response:
    if not visit.posted or "label" not in visit.sent:
        now = _form_of(newest.content, language)
        return _page(visit, newest, now, Trouble())
    form = read_terms_form(visit, language)
    if not visit.own_form:
        return _page(visit, newest, form, Trouble(RENEWED))
    trouble = _save(visit, newest.entity_id, form)
    if trouble:
        return _page(visit, visit.storage.latest(newest.entity_id) or newest, form, trouble)
    return led_to(f"/wiki/{title_of(newest.entity_id)}#terms")


def _save(visit: Visit, entity_id: str, form: TermsForm) -> Trouble | None:
    """Save, unless somebody else changed the same terms; nobody can come in between."""
    edit = edit_of(visit, autocomment("wbsetlabeldescriptionaliases", 0, form.language))
    try:
        with saving(visit):
            newest = existing(visit.wiki, entity_id)
            trouble = _conflict(visit, newest, form)
            if trouble is None:
                update(visit.wiki, newest, form.changes, edit)
            return trouble
    except ApiError as error:
        return refused(error)


def _form_of(entity: Entity, language: str) -> TermsForm:
    view = terms_in(entity, language)
    return TermsForm(language, view.label, view.description, view.aliases)


def _conflict(visit: Visit, newest: Revision, mine: TermsForm) -> Trouble | None:
    """The fields that somebody else changed since the form was opened, with what they hold now."""
    base = visit.storage.revision(visit.number("baserevid"))
    if base is None or base.page_id != newest.page_id:
        return None
    before, now = (_form_of(each.content, mine.language) for each in (base, newest))
    fields = {
        kind: f"On the wiki now: {_said(getattr(now, name))}"
        for kind, name in (("label", "label"), ("description", "description"), ("alias", "aliases"))
        if getattr(now, name) not in (getattr(before, name), getattr(mine, name))
    }
    return Trouble(_OVERTAKEN, fields, conflict=True) if fields else None


def _said(value: str | tuple[str, ...]) -> str:
    texts = [value] if isinstance(value, str) else list(value)
    return ", ".join(f"“{text}”" for text in texts if text) or "nothing"


def _page(visit: Visit, newest: Revision, form: TermsForm, trouble: Trouble) -> Response:
    base = newest.revision_id if trouble.conflict else visit.number("baserevid")
    view = TermsView(form.language, "", "", form.label, form.description, form.aliases)
    status = 409 if trouble.conflict else 422 if trouble.problem else 200
    return show(
        visit, "termsform.html", f"Terms of {visit.reader.heading(newest)}", status,
        newest=newest, form=view, trouble=trouble, base=base or newest.revision_id,
        summary=visit.field("wpSummary"),
    )  # fmt: skip
