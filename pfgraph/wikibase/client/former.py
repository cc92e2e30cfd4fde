"""What a wiki tells of items that are no longer there: redirects, and edits of deleted pages."""

from collections.abc import Callable, Iterator
from typing import Any

from pfgraph.wikibase.repository import Contribution

Ask = Callable[..., dict[str, Any]]
Continued = Callable[[dict[str, Any]], Iterator[dict[str, Any]]]


def redirects(ask: Ask, continued: Continued, space: int, batch: int) -> dict[str, str]:
    """All items that are redirects, each with the item that it leads to in the end.

    `space` is the number of the items' namespace, `batch` how many entities a request may name.
    """
    asked = {
        "list": "allpages",
        "apnamespace": space,
        "apfilterredir": "redirects",
        "aplimit": "max",
    }
    pages = (page for answer in continued(asked) for page in answer["query"]["allpages"])
    sources = [str(page["title"]).rsplit(":", 1)[-1] for page in pages]
    found: dict[str, str] = {}
    for start in range(0, len(sources), batch):
        ids = "|".join(sources[start : start + batch])
        entities = ask(action="wbgetentities", ids=ids, props="info")["entities"]
        found |= {old: each["id"] for old, each in entities.items() if "missing" not in each}
    return found


def deleted_edits(continued: Continued, space: int, user: str) -> list[Contribution]:
    """An account's edits of items that are deleted; whoever asks needs leave to see them."""
    asked = {
        "list": "alldeletedrevisions",
        "adruser": user,
        "adrnamespace": space,
        "adrprop": "ids|comment|timestamp",
        "adrlimit": "max",
    }
    return [
        Contribution(
            str(page["title"]).rsplit(":", 1)[-1],
            int(each["revid"]),
            int(each.get("parentid", 0)),
            each.get("comment", ""),
            each["timestamp"],
        )
        for answer in continued(asked)
        for page in answer.get("query", {}).get("alldeletedrevisions", ())
        for each in page["revisions"]
    ]
