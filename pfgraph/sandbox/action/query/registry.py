"""The parts of a query by their names. Those without anything to list are answered as empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pfgraph.sandbox.action.calls import Answer
from pfgraph.sandbox.action.query.allpages import ALL_PAGES, PREFIX_SEARCH, RANDOM
from pfgraph.sandbox.action.query.changes import RECENT_CHANGES
from pfgraph.sandbox.action.query.emptylists import DELETED, DENIED, EMPTY
from pfgraph.sandbox.action.query.info import info
from pfgraph.sandbox.action.query.linkinghere import (
    BACK_LINKS,
    EMBEDDED_IN,
    linking_pages,
    links_here,
)
from pfgraph.sandbox.action.query.linklists import external_links, linked_pages, links
from pfgraph.sandbox.action.query.logs import LOG_EVENTS
from pfgraph.sandbox.action.query.metas import (
    all_messages,
    content_languages,
    file_repositories,
    language_info,
    login_fields,
    wikibase,
)
from pfgraph.sandbox.action.query.oneself import tokens, userinfo
from pfgraph.sandbox.action.query.otherprops import (
    contributors,
    deleted_revisions,
    entity_terms,
    nothing,
    page_props,
)
from pfgraph.sandbox.action.query.pageset import PageSet
from pfgraph.sandbox.action.query.parts import Listing, Meta, Part
from pfgraph.sandbox.action.query.people import ALL_USERS, USERS
from pfgraph.sandbox.action.query.revisions import ALL_REVISIONS, CONTRIBUTIONS, revisions
from pfgraph.sandbox.action.query.searching import ENTITY_SEARCH, SEARCH
from pfgraph.sandbox.action.query.sitefacts import siteinfo
from pfgraph.sandbox.action.specs import parameters
from pfgraph.sandbox.model.pagetitles import Title

PROPS: Mapping[str, Callable[[Part, PageSet], Mapping[int, Answer]]] = {
    **dict.fromkeys(parameters("query")["prop"]["type"], nothing),
    "contributors": contributors,
    "deletedrevisions": deleted_revisions,
    "entityterms": entity_terms,
    "extlinks": external_links,
    "info": info,
    "links": links,
    "linkshere": links_here,
    "pageprops": page_props,
    "redirects": links_here,
    "revisions": revisions,
}
LISTS: Mapping[str, Listing[Any]] = {
    **dict.fromkeys(parameters("query")["list"]["type"], EMPTY),
    **dict.fromkeys(("watchlist", "watchlistraw", "mystashedfiles"), DENIED),
    **dict.fromkeys(("alldeletedrevisions", "deletedrevs"), DELETED),
    "allpages": ALL_PAGES,
    "allrevisions": ALL_REVISIONS,
    "allusers": ALL_USERS,
    "backlinks": BACK_LINKS,
    "embeddedin": EMBEDDED_IN,
    "imageusage": EMBEDDED_IN,
    "logevents": LOG_EVENTS,
    "prefixsearch": PREFIX_SEARCH,
    "random": RANDOM,
    "recentchanges": RECENT_CHANGES,
    "search": SEARCH,
    "usercontribs": CONTRIBUTIONS,
    "users": USERS,
    "wbsearch": ENTITY_SEARCH,
}
METAS: Mapping[str, Meta] = {
    "allmessages": all_messages,
    "authmanagerinfo": login_fields,
    "filerepoinfo": file_repositories,
    "languageinfo": language_info,
    "siteinfo": siteinfo,
    "tokens": tokens,
    "userinfo": userinfo,
    "wbcontentlanguages": content_languages,
    "wikibase": wikibase,
}
GENERATORS: Mapping[str, Callable[[Part, Sequence[Title]], list[Title]]] = {
    **{
        name: lambda _, __: []
        for name in ("categories", "duplicatefiles", "fileusage", "images", "templates")
    },
    "deletedrevisions": lambda _, __: [],
    "transcludedin": lambda _, __: [],
    "links": linked_pages,
    "linkshere": linking_pages,
    "redirects": linking_pages,
    "revisions": lambda _, titles: list(titles),
}
