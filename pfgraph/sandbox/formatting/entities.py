"""Items and properties by their labels."""

from __future__ import annotations

from pfgraph.sandbox.formatting.escaping import html_text, wiki_text
from pfgraph.sandbox.formatting.request import Request
from pfgraph.sandbox.model.ids import title_of, type_of
from pfgraph.sandbox.model.languages import term_languages
from pfgraph.sandbox.model.languagetags import language_tag


def format_entity(entity_id: str, request: Request, server: str = "") -> str:
    """The label, in HTML and for items in wikitext with a link; `server` makes it a whole address.

    An item that is not there has its link in wikitext all the same; HTML says that it is gone.
    """
    shown = request.show(entity_id, request.reader)
    text = shown.label or entity_id
    if request.form == "plain":
        return text
    if request.form == "wiki":
        return _wiki(entity_id, shown.label)
    if not shown.exists:
        kind = type_of(entity_id).capitalize()
        return f'{entity_id} <span class="wb-entity-undefinedinfo">(Deleted {kind})</span>'
    title = title_of(entity_id)
    language, sign = "", ""
    if shown.label and shown.language != request.reader:
        language = f' lang="{language_tag(shown.language)}"'
        name = html_text(term_languages().get(shown.language, shown.language))
        sign = f'<sup class="wb-language-fallback-indicator">{name}</sup>'
    link = f'<a title="{title}" href="{server}/wiki/{title}"{language}>{html_text(text)}</a>'
    return link + sign


def _wiki(entity_id: str, label: str) -> str:
    if type_of(entity_id) == "property":
        return wiki_text(label or entity_id)
    title = title_of(entity_id)
    return f"[[{title}|{wiki_text(label)}]]" if label else f"[[{title}]]"
