"""WikibaseIntegrator, as its documentation tells to use it: one item after the other."""

from collections.abc import Iterable, Sequence
from typing import Any

from bench.wikis import ACCOUNT
from wikibaseintegrator import WikibaseIntegrator, wbi_login
from wikibaseintegrator.wbi_config import config

Entity = dict[str, Any]


def logged_in(url: str) -> WikibaseIntegrator:
    """The library, pointed at that wiki alone; it keeps one session."""
    config.update(
        MEDIAWIKI_API_URL=f"{url}/w/api.php",
        MEDIAWIKI_INDEX_URL=f"{url}/w/index.php",
        MEDIAWIKI_REST_URL=f"{url}/w/rest.php",
        SPARQL_ENDPOINT_URL=f"{url}/sparql",
        WIKIBASE_URL=url,
        USER_AGENT="pfgraph-benchmarks/1.0",
    )
    login = wbi_login.Login(user=ACCOUNT.user, password=ACCOUNT.password)
    return WikibaseIntegrator(login=login, is_bot=True)


def as_new(library: WikibaseIntegrator, entities: Iterable[Entity]) -> list[Any]:
    """Objects of the library that say what these entities say, each a new item."""
    items = [library.item.new().from_json(entity) for entity in entities]
    for item in items:
        item.id = item.lastrevid = item.pageid = item.title = None
        for claim in item.claims:
            claim.id = None
    return items


def make(items: Sequence[Any]) -> None:
    """Write each of them."""
    for item in items:
        item.write(summary="made once more")


def wanted(library: WikibaseIntegrator, entities: Iterable[Entity]) -> list[Any]:
    """Objects of the library that say what these entities say."""
    return [library.item.new().from_json(entity) for entity in entities]


def differing(library: WikibaseIntegrator, items: Iterable[Any]) -> int:
    """Get each item and compare it with what is wanted; how many are to be written."""
    return sum(_differs(library.item.get(item.id), item) for item in items)


def _differs(live: Any, item: Any) -> bool:
    there, said = live.get_json(), item.get_json()
    return any(there[part] != said[part] for part in ("labels", "descriptions", "claims"))
