"""The port `Pages`, over pywikibot and HTTP."""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from pfgraph.wikibase.pages import Newest
from pfgraph.wikibase.repository import Contribution, StoredRevision

_BATCH = 50  # revisions with their content that are asked for at once
_KINDS = {"Q": "item", "P": "property"}
_CONTENT = {
    "prop": "revisions",
    "rvprop": "ids|comment|content|user|timestamp",
    "rvslots": "main",
}

Continued = Callable[[dict[str, Any]], Iterator[dict[str, Any]]]


class PywikibotPages:
    """The port `Pages`; `continued` asks the wiki, page by page, `write` writes to it once."""

    def __init__(
        self, site: Any, continued: Continued, write: Callable[[dict[str, Any]], dict[str, Any]]
    ) -> None:
        self.site, self._continued, self._write = site, continued, write

    def rights(self) -> frozenset[str]:
        """What the account may do."""
        for answer in self._continued({"meta": "userinfo", "uiprop": "rights"}):
            return frozenset(answer["query"]["userinfo"]["rights"])
        return frozenset()

    def revisions(self, numbers: Iterable[int]) -> Iterator[StoredRevision]:
        """These revisions, in no order."""
        for batch in _batches(map(str, numbers)):
            for page in self._pages({**_CONTENT, "revids": "|".join(batch)}):
                yield from map(_revision, page.get("revisions", ()))

    def newest(self, ids: Iterable[str]) -> Iterator[Newest]:
        """The newest revision of each entity, in no order."""
        for batch in _batches(ids):
            titles = "|".join(map(self._title, batch))
            for page in self._pages({**_CONTENT, "titles": titles}):
                for each in page.get("revisions", ()):
                    yield Newest(_id(page), _revision(each))

    def summaries(self, entity_id: str) -> Iterator[Contribution]:
        """All revisions of one entity without their content, newest first."""
        asked = {
            "prop": "revisions",
            "titles": self._title(entity_id),
            "rvprop": "ids|comment|user|timestamp",
            "rvlimit": "max",
        }
        for page in self._pages(asked):
            for each in page.get("revisions", ()):
                yield _contribution({**each, "title": page["title"]})

    def contributions(self, user: str, since: str) -> Iterator[Contribution]:
        """What an account edited, newest first."""
        asked = {
            "list": "usercontribs",
            "ucuser": user,
            "ucnamespace": self._namespaces(),
            "ucprop": "ids|title|timestamp|comment",
            "uclimit": "max",
        }
        for answer in self._continued(asked | ({"ucend": since} if since else {})):
            yield from map(_contribution, answer["query"]["usercontribs"])

    def deletions(self, since: str) -> Iterator[Contribution]:
        """What was deleted since a time, newest first."""
        asked = {
            "list": "logevents",
            "letype": "delete",
            "leprop": "title|user|timestamp|comment|type",
            "lelimit": "max",
        }
        for answer in self._continued(asked | ({"leend": since} if since else {})):
            for each in answer["query"]["logevents"]:
                if each.get("action") == "delete" and "title" in each:
                    yield _contribution(each)

    def newest_deleted(self, entity_id: str) -> int:
        """The newest revision of a page that is deleted."""
        asked = {
            "prop": "deletedrevisions",
            "titles": self._title(entity_id),
            "drvprop": "ids",
            "drvlimit": "1",
        }
        listed = (each for page in self._pages(asked) for each in page.get("deletedrevisions", ()))
        return next((int(each["revid"]) for each in listed), 0)

    def links_to(self, entity_id: str) -> Iterator[str]:
        """The ids of the entities that speak of this one."""
        asked = {
            "list": "backlinks",
            "bltitle": self._title(entity_id),
            "blnamespace": self._namespaces(),
            "bllimit": "max",
        }
        for answer in self._continued(asked):
            yield from map(_id, answer["query"]["backlinks"])

    def delete(self, entity_id: str, reason: str) -> None:
        """Delete a page."""
        self._write({"action": "delete", "title": self._title(entity_id), "reason": reason})

    def undelete(self, entity_id: str, reason: str) -> None:
        """Bring a deleted page back."""
        self._write({"action": "undelete", "title": self._title(entity_id), "reason": reason})

    def _pages(self, asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for answer in self._continued(asked):
            yield from answer.get("query", {}).get("pages", {}).values()

    def _title(self, entity_id: str) -> str:
        name = self._namespace(_KINDS[entity_id[0]]).custom_name
        return f"{name}:{entity_id}" if name else entity_id

    def _namespaces(self) -> str:
        return "|".join(str(self._namespace(kind).id) for kind in _KINDS.values())

    def _namespace(self, kind: str) -> Any:
        return getattr(self.site, f"{kind}_namespace")


def _batches(values: Iterable[str]) -> Iterator[list[str]]:
    waiting = iter(values)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def _id(page: dict[str, Any]) -> str:
    return str(page["title"]).rsplit(":", 1)[-1]


def _contribution(each: dict[str, Any]) -> Contribution:
    return Contribution(
        _id(each),
        int(each.get("revid", 0)),
        int(each.get("parentid", 0)),
        each.get("comment", ""),
        each["timestamp"],
        each.get("user", ""),
    )


def _revision(each: dict[str, Any]) -> StoredRevision:
    slot = each["slots"]["main"]
    return StoredRevision(
        each["revid"],
        each.get("comment", ""),
        json.loads(slot.get("*", slot.get("content", "{}"))),
        each.get("user", ""),
        each["timestamp"],
        each["parentid"],
    )
