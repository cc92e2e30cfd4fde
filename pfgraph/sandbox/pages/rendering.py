"""Pages from templates, with the headers that keep what people typed from being run."""

from __future__ import annotations

from functools import cache
from typing import Any

import jinja2
from starlette.responses import HTMLResponse, Response

from pfgraph.sandbox.model.ids import title_of
from pfgraph.sandbox.model.languages import term_languages
from pfgraph.sandbox.model.languagetags import language_tag
from pfgraph.sandbox.pages.assets import asset
from pfgraph.sandbox.pages.views.links import language_name
from pfgraph.sandbox.pages.views.summaries import summary
from pfgraph.sandbox.pages.views.times import moment
from pfgraph.sandbox.pages.visits import Visit

HEADERS = {
    "Content-Language": "en",
    "Content-Type": "text/html; charset=UTF-8",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Cache-Control": "private, must-revalidate, max-age=0",
    "Referrer-Policy": "same-origin",
    "Vary": "Accept-Language, Cookie",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_OFFERED = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "ar", "he", "fa", "hi")
"""The languages that the choice at the foot of each page offers, beside the reader's own."""


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("pfgraph.sandbox.pages"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals |= {"asset": asset, "title_of": title_of, "language_name": language_name}
    environment.filters |= {"moment": moment, "summary": summary, "tag": language_tag}
    return environment


def show(visit: Visit, template: str, title: str, status: int = 200, /, **values: Any) -> Response:
    """A page made from a template; `title` stands in the browser's title bar."""
    text = (
        _templates()
        .get_template(template)
        .render(
            title=title,
            visit=visit,
            reader=visit.reader,
            wiki=visit.wiki,
            languages=_languages(visit.reader.language),
            **values,
        )
    )
    return HTMLResponse(text, status, HEADERS)


def _languages(own: str) -> list[tuple[str, str]]:
    known = term_languages()
    return [(code, known[code]) for code in dict.fromkeys((own, *_OFFERED)) if code in known]


def missing(visit: Visit, text: str, status: int = 404) -> Response:
    """The page for an address that leads nowhere."""
    return show(visit, "missing.html", "Not found", status, text=text)
