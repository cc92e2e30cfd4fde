"""The main page, the special pages in one list, and the choice of a language."""

from __future__ import annotations

from starlette.responses import Response

from pfgraph.sandbox.model.languages import term_languages
from pfgraph.sandbox.pages.rendering import missing, show
from pfgraph.sandbox.pages.visits import LANGUAGE_COOKIE, Visit, led_to

_LATEST = 8
_YEAR = 365 * 24 * 3600  # seconds that the choice of a language is remembered


def home(visit: Visit) -> Response:
    """What this is and is not, how to log in, where to look."""
    rows = visit.storage.rows("SELECT kind, count(*) FROM page WHERE NOT deleted GROUP BY kind")
    changes = visit.storage.revisions("1", [], _LATEST)
    return show(visit, "home.html", "Main page", counts=dict(rows), changes=changes)


def special_pages(visit: Visit) -> Response:
    """The list of all special pages."""
    return show(visit, "special.html", "Special pages")


def choose_language(visit: Visit) -> Response:
    """Remember the language in which labels are shown, and go back; on GET, the whole choice."""
    if not visit.posted:
        known = sorted(term_languages().items())
        back = visit.field("returnto") or "/"
        return show(visit, "language.html", "Language", known=known, returnto=back)
    chosen = visit.field("language")
    if chosen not in term_languages():
        return missing(visit, f"There is no language “{chosen}” here.", 400)
    response = led_to(visit.field("returnto"))
    response.set_cookie(
        LANGUAGE_COOKIE, chosen, max_age=_YEAR, path="/", httponly=True, samesite="lax"
    )
    return response
