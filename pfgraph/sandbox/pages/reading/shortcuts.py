"""Special pages that only lead to another page."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlencode

from starlette.responses import RedirectResponse, Response

from pfgraph.sandbox.model.ids import id_of_title, normal_id, title_of
from pfgraph.sandbox.pages.rendering import missing
from pfgraph.sandbox.pages.visits import Visit


def _entity(target: str) -> str:
    entity_id = normal_id(target) or id_of_title(target)
    return f"/wiki/{title_of(entity_id)}" if entity_id else ""


def _revision(target: str) -> str:
    return f"/w/index.php?oldid={target}" if target.isdigit() else ""


def _history(target: str) -> str:
    return f"/w/index.php?{urlencode({'title': target, 'action': 'history'})}"


def _links(target: str) -> str:
    entity_id = normal_id(target) or id_of_title(target)
    return f"/query?question=links-to&p.entity={entity_id}" if entity_id else ""


def _terms(target: str) -> str:
    return f"/wiki/Special:SetLabelDescriptionAliases/{quote(target)}"


def _redirect(target: str) -> str:
    kind, _, rest = target.partition("/")
    found = {"revision": _revision, "page": _page}.get(kind)
    return found(rest) if found else ""


def _page(target: str) -> str:
    return f"/w/index.php?curid={target}" if target.isdigit() else ""


SHORTCUTS: dict[str, Callable[[str], str]] = {
    "EntityPage": _entity,
    "PageHistory": _history,
    "PermanentLink": _revision,
    "Redirect": _redirect,
    "SetAliases": _terms,
    "SetDescription": _terms,
    "SetLabel": _terms,
    "WhatLinksHere": _links,
}
"""Where `Special:NAME/TARGET` leads, told from the target; empty where it is none."""


def shortcut(name: str) -> Callable[[Visit], Response]:
    """The handler of one of SHORTCUTS."""

    def lead(visit: Visit) -> Response:
        target = visit.names["target"].replace("_", " ")
        address = SHORTCUTS[name](target)
        if not address:
            return missing(visit, f"Special:{name} leads nowhere from “{target}”.")
        return RedirectResponse(address)

    return lead
