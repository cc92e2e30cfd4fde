"""New items and new properties."""

from __future__ import annotations

from starlette.responses import Response

from pfgraph.sandbox.model.datatypes import VALUE_TYPES
from pfgraph.sandbox.model.entities import empty
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.ids import EntityType, title_of
from pfgraph.sandbox.model.languages import term_languages
from pfgraph.sandbox.model.saving import create
from pfgraph.sandbox.model.summaries import autocomment
from pfgraph.sandbox.pages.editing.permitting import RENEWED, editing
from pfgraph.sandbox.pages.editing.saved import edit_of, saving
from pfgraph.sandbox.pages.editing.termsform import (
    NOT_YET,
    TermsForm,
    Trouble,
    read_terms_form,
    refused,
)
from pfgraph.sandbox.pages.editing.typed import FIELDS
from pfgraph.sandbox.pages.rendering import show
from pfgraph.sandbox.pages.visits import Visit, led_to


def new_item(visit: Visit) -> Response:
    """`Special:NewItem`."""
    return editing(visit, lambda: _new(visit, "item"))


def new_property(visit: Visit) -> Response:
    """`Special:NewProperty`."""
    return editing(visit, lambda: _new(visit, "property"))


def _new(visit: Visit, kind: EntityType) -> Response:
    language = visit.field("language") or visit.reader.language
    form = read_terms_form(visit, language)
    trouble = _check(visit, kind, form) if visit.posted else Trouble()
    if visit.posted and not (trouble.problem or trouble.fields):
        try:
            return led_to(_created(visit, kind, form))
        except ApiError as error:
            trouble = refused(error)
    return _page(visit, kind, form, trouble)


def _check(visit: Visit, kind: EntityType, form: TermsForm) -> Trouble:
    if not visit.own_form:
        return Trouble(RENEWED)
    fields = {}
    if form.language not in term_languages():
        fields["language"] = f"“{form.language}” is no code of a language that terms may have."
    if not (form.label or form.description or form.aliases):
        fields["label"] = "Without a label, a description or an alias nobody could find it."
    if kind == "property" and visit.field("datatype") not in VALUE_TYPES:
        fields["datatype"] = "Choose what kind of values it takes; this can not be changed later."
    return Trouble(NOT_YET if fields else "", fields)


def _created(visit: Visit, kind: EntityType, form: TermsForm) -> str:
    datatype = visit.field("datatype") if kind == "property" else None
    edit = edit_of(visit, autocomment(f"wbeditentity-create-{kind}"))
    with saving(visit, None):
        entity = empty(kind, visit.storage.new_id(kind), datatype)
        saved = create(visit.wiki, entity, form.changes, edit)
    return f"/wiki/{title_of(saved.entity['id'])}"


def _page(visit: Visit, kind: EntityType, form: TermsForm, trouble: Trouble) -> Response:
    return show(
        visit, "create.html", f"New {kind}", 422 if trouble.problem else 200, kind=kind,
        form=form, trouble=trouble, datatype=visit.field("datatype"), datatypes=list(FIELDS),
        summary=visit.field("wpSummary"),
    )  # fmt: skip
