"""The form for label, description and aliases in one language."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.ids import normal_id, title_of
from pfgraph.sandbox.model.languages import term_languages
from pfgraph.sandbox.model.saving import existing, update
from pfgraph.sandbox.model.summaries import autocomment
from pfgraph.sandbox.pages.editing.permitting import RENEWED, editing
from pfgraph.sandbox.pages.editing.saved import edit_of, saving
from pfgraph.sandbox.pages.editing.termsform import (
    TermsForm,
    Trouble,
    form_of,
    merged,
    read_terms_form,
    refused,
)
from pfgraph.sandbox.pages.rendering import missing, show
from pfgraph.sandbox.pages.visits import Visit, led_to
from pfgraph.sandbox.store.storage import Revision


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


def choose_terms(visit: Visit) -> Response:
    """`Special:SetLabelDescriptionAliases` alone: asks which entity is meant."""
    asked = visit.field("id")
    entity_id = normal_id(asked)
    language = visit.field("language") or visit.reader.language
    if entity_id and visit.storage.latest(entity_id):
        return led_to(f"/wiki/Special:SetLabelDescriptionAliases/{entity_id}/{quote(language)}")
    problem = f"There is no entity “{asked}”." if asked else ""
    status = 422 if problem else 200
    values = {"asked": asked, "problem": problem, "language": language}
    return show(visit, "whichterms.html", "Label, description and aliases", status, **values)


def _edit(visit: Visit, newest: Revision, language: str) -> Response:
    if not visit.posted or "label" not in visit.sent:
        return _page(visit, newest, form_of(newest.content, language), Trouble())
    form = read_terms_form(visit, language)
    if not visit.own_form:
        return _page(visit, newest, form, Trouble(RENEWED))
    form, trouble = _save(visit, newest.entity_id, form)
    if trouble.problem:
        return _page(visit, visit.storage.latest(newest.entity_id) or newest, form, trouble)
    return led_to(f"/wiki/{title_of(newest.entity_id)}#terms")


def _save(visit: Visit, entity_id: str, form: TermsForm) -> tuple[TermsForm, Trouble]:
    """Save, unless somebody else changed the same terms; nobody can come in between."""
    edit = edit_of(visit, autocomment("wbsetlabeldescriptionaliases", 0, form.language))
    try:
        with saving(visit, entity_id):
            newest = existing(visit.wiki, entity_id)
            form, trouble = _merged(visit, newest, form)
            if not trouble.problem:
                update(visit.wiki, newest, form.changes, edit)
            return form, trouble
    except ApiError as error:
        return form, refused(error)


def _merged(visit: Visit, newest: Revision, mine: TermsForm) -> tuple[TermsForm, Trouble]:
    base = visit.storage.revision(visit.number("baserevid"))
    if base is None or base.page_id != newest.page_id:
        return mine, Trouble()
    before, now = (form_of(each.content, mine.language) for each in (base, newest))
    return merged(before, now, mine)


def _page(visit: Visit, newest: Revision, form: TermsForm, trouble: Trouble) -> Response:
    base = newest.revision_id if trouble.conflict else visit.number("baserevid")
    status = 409 if trouble.conflict else 422 if trouble.problem else 200
    return show(
        visit, "termsform.html", f"Terms of {visit.reader.heading(newest)}", status,
        newest=newest, form=form, trouble=trouble, base=base or newest.revision_id,
        summary=visit.field("wpSummary"),
    )  # fmt: skip
