"""Strings of every datatype: plain text, addresses, identifiers, files, texts in a language."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from pfgraph.sandbox.formatting.escaping import html_parsed, html_text, wiki_text
from pfgraph.sandbox.formatting.request import Request
from pfgraph.sandbox.model.languages import term_languages
from pfgraph.sandbox.model.languagetags import language_tag

_COMMONS = "commons.wikimedia.org/wiki/"


def format_string(text: str, request: Request) -> str:
    if request.is_html:
        return html_text(text)
    return wiki_text(text) if request.form == "wiki" else text


def format_url(text: str, request: Request) -> str:
    """A link in HTML; wikitext makes one of a bare address by itself."""
    if not request.is_html:
        return text
    safe = html_text(text)
    return f'<a rel="nofollow" class="external free" href="{safe}">{safe}</a>'


def format_media(text: str, request: Request) -> str:
    """A file of Wikimedia Commons, which is never fetched: no picture, a link."""
    if request.form == "wiki":
        return f"[[File:{text}|frameless]]"
    if not request.is_html:
        return text
    page = text[:1].upper() + text[1:]
    target = html_text(f"//{_COMMONS}File:{_title(page)}")
    if request.form == "html":
        return f'<a class="extiw" href="{target}">{html_text(text)}</a>'
    name = html_text(page.replace("_", " "))
    return f'<div class="commons-media-caption"><a href="https:{target}">{name}</a></div>'


def format_data_page(text: str, request: Request) -> str:
    """A page with data on Wikimedia Commons."""
    target = f"https://{_COMMONS}{_title(text)}"
    if request.form == "wiki":
        return f"[{target} {wiki_text(text)}]"
    if not request.is_html:
        return text
    return f'<a class="extiw" href="{html_text(target)}">{html_text(text)}</a>'


def _title(text: str) -> str:
    return quote(text.replace(" ", "_"), safe="/:!$()*,;@~")


def format_monolingual(value: Mapping[str, str], request: Request) -> str:
    """The text; in HTML with its language's own name."""
    text, code = value["text"], value["language"]
    tag = language_tag(code)
    if request.form == "wiki":
        return f'<span lang="{html_text(tag)}">{wiki_text(text)}</span>'
    if not request.is_html:
        return text
    name = term_languages().get(code, code)
    return (
        f'<span lang="{html_text(tag)}" class="wb-monolingualtext-value">{html_parsed(text)}</span>'
        ' <span class="wb-monolingualtext-language-name" dir="auto">'
        f"({html_parsed(name)})</span>"
    )
