"""The port `Repository`, over pywikibot and HTTP."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property
from itertools import islice
from time import monotonic
from typing import Any

from pfgraph.errors import EditError, WikiError
from pfgraph.wikibase.client import former
from pfgraph.wikibase.client.about import Configured, about_wiki, lag_of
from pfgraph.wikibase.client.clock import Timed
from pfgraph.wikibase.client.errors import in_words
from pfgraph.wikibase.client.pages import PywikibotPages
from pfgraph.wikibase.facts import Facts
from pfgraph.wikibase.patience import Patience
from pfgraph.wikibase.repository import (
    Contribution,
    Edit,
    Entity,
    Identity,
    PageLog,
    Saved,
    StoredRevision,
)

_LIMIT, _HIGH_LIMIT = 50, 500  # entities a request, without and with the right apihighlimits
_REFUSED_SESSION = frozenset({"badtoken", "assertuserfailed", "assertbotfailed"})


class PywikibotRepository(Configured, Timed):
    """The port `Repository`, over pywikibot and HTTP."""

    def __init__(self, site: Any, url: str, patience: Patience) -> None:
        self.site, self.url, self._patience = site, url, patience
        self.opened_at = monotonic()

    @property
    def patience(self) -> Patience:
        """How reading waits for a wiki that asks to."""
        return self._patience

    @cached_property
    def identity(self) -> Identity:
        """Which wiki and which account."""
        with in_words(self.url):
            rights = self.site.userinfo["rights"]
            return Identity(
                self.url,
                str(self.site.siteinfo["wikibase-conceptbaseuri"]),
                str(self.site.userinfo["name"]),
                _HIGH_LIMIT if "apihighlimits" in rights else _LIMIT,
            )

    @property
    def pages(self) -> PywikibotPages:
        """The wiki's pages: single revisions, and what administrators may do."""
        with in_words(self.url):
            return PywikibotPages(self.site, self._continued, self._write)

    def ids(self, kind: str) -> Iterator[str]:
        """The ids of all items or properties; redirects left out."""
        asked: dict[str, Any] = {
            "list": "allpages",
            "apnamespace": self._namespace(kind).id,
            "apfilterredir": "nonredirects",
            "aplimit": "max",
        }
        for answer in self._continued(asked):
            for page in answer["query"]["allpages"]:
                yield str(page["title"]).rsplit(":", 1)[-1]

    def entities(self, ids: Iterable[str]) -> Iterator[Entity]:
        """The entities, in the order of `ids`; missing ones are left out."""
        waiting = iter(ids)
        while batch := list(islice(waiting, self.identity.batch)):
            answer = self._ask(
                action="wbgetentities",
                ids="|".join(batch),
                props="info|labels|descriptions|aliases|claims|datatype",
            )
            for entity_id in batch:
                entity = answer["entities"].get(entity_id)
                if entity and "missing" not in entity:
                    yield entity

    def revision(self, entity_id: str) -> int:
        """The number of an entity's newest revision; 0 where it is gone or a redirect."""
        answer = self._ask(action="wbgetentities", ids=entity_id, props="info", redirects="no")
        entity: Entity = next(iter(answer["entities"].values()), {})
        return int(entity.get("lastrevid", 0))

    def edit(self, edit: Edit) -> Saved:
        """Make one edit, as a bot, through `wbeditentity`."""
        asked: dict[str, Any] = {
            "action": "wbeditentity",
            "data": json.dumps(edit.data, ensure_ascii=False),
            "summary": edit.summary,
            "bot": True,
        }
        asked |= {"id": edit.id} if edit.id else {"new": edit.new}
        if edit.base_revision:
            asked["baserevid"] = edit.base_revision
        answer = self._write(asked)
        entity = answer["entity"]
        patched = "wikibase-conflict-patched" in json.dumps(answer.get("warnings", {}))
        return Saved(entity["id"], int(entity["lastrevid"]), entity, patched)

    def facts(self) -> Facts:
        """What the wiki says of itself and of the account; nothing is written."""
        answer = self._ask(action="query", **about_wiki(self._namespaces()))
        heard = datetime.now(UTC)
        return Facts.of(self.url, answer["query"], lag_of(self.url), heard)

    def contributions(self, since: str, user: str = "") -> Iterator[Contribution]:
        """An account's edits of items and properties since a time, newest first."""
        asked = {
            "list": "usercontribs",
            "ucuser": user or self.identity.user,
            "ucend": since,
            "ucnamespace": self._namespaces(),
            "ucprop": "ids|title|timestamp|comment",
            "uclimit": "max",
        }
        return self._changes(asked)

    def recent_changes(self, since: str) -> Iterator[Contribution]:
        """Everybody's edits of items and properties since a time, newest first."""
        asked = {
            "list": "recentchanges",
            "rcend": since,
            "rcnamespace": self._namespaces(),
            "rctype": "edit|new",
            "rcprop": "ids|title|timestamp|comment|user",
            "rclimit": "max",
        }
        return self._changes(asked)

    def _changes(self, asked: dict[str, str]) -> Iterator[Contribution]:
        for answer in self._continued(asked):
            for each in answer["query"][asked["list"]]:
                yield _contribution(each, each)

    def reaches_back_to(self, since: str) -> bool:
        """Whether recent changes are kept from before that time on."""
        asked = {"list": "recentchanges", "rcdir": "newer", "rclimit": "1", "rcprop": "timestamp"}
        found = self._ask(action="query", **asked)["query"]["recentchanges"]
        return bool(found) and str(found[0]["timestamp"]) <= since

    def newest_revisions(self, kind: str) -> Iterator[Contribution]:
        """The newest revision of every item, or every property, redirects left out."""
        asked: dict[str, Any] = {
            "generator": "allpages",
            "gapnamespace": self._namespace(kind).id,
            "gapfilterredir": "nonredirects",
            "gaplimit": "max",
            "prop": "revisions",
            "rvprop": "ids|timestamp|user|comment",
        }
        for answer in self._continued(asked):
            for page in answer.get("query", {}).get("pages", {}).values():
                for each in page.get("revisions", ()):
                    yield _contribution(page, each)

    def page_log(self, since: str) -> Iterator[PageLog]:
        """The items and properties that were deleted or restored since a time, newest first."""
        asked = {
            "list": "logevents",
            "letype": "delete",
            "leend": since,
            "leprop": "title|type|user|timestamp|comment",
            "lelimit": "max",
        }
        namespaces = {self._namespace(kind).id for kind in ("item", "property")}
        for answer in self._continued(asked):
            for each in answer["query"]["logevents"]:
                # what is hidden, and logs of single revisions, have no page or another action
                if each.get("ns") in namespaces and each["action"] in ("delete", "restore"):
                    yield PageLog(
                        str(each["title"]).rsplit(":", 1)[-1],
                        each["action"],
                        each["timestamp"],
                        each.get("user", ""),
                        each.get("comment", ""),
                    )

    def merge(self, source: str, target: str, summary: str) -> int:
        """Merge one item into another, which leaves a redirect; returns the target's revision."""
        asked = {
            "action": "wbmergeitems",
            "fromid": source,
            "toid": target,
            "ignoreconflicts": "description",
            "summary": summary,
            "bot": True,
        }
        return int(self._write(asked)["to"]["lastrevid"])

    def _namespaces(self) -> str:
        return "|".join(str(self._namespace(kind).id) for kind in ("item", "property"))

    def history(self, entity_id: str) -> Sequence[StoredRevision]:
        """All revisions of one entity, oldest first."""
        kind = "property" if entity_id.startswith("P") else "item"
        prefix = self._namespace(kind).custom_name
        title = f"{prefix}:{entity_id}" if prefix else entity_id
        asked = {
            "prop": "revisions",
            "titles": title,
            "rvprop": "ids|comment|content|user|timestamp",
            "rvslots": "main",
            "rvdir": "newer",
            "rvlimit": "max",
        }
        return [
            StoredRevision(
                each["revid"],
                each.get("comment", ""),
                json.loads(_content(each) or "{}"),
                each.get("user", ""),
                each["timestamp"],
                each["parentid"],
            )
            for answer in self._continued(asked)
            for page in answer["query"]["pages"].values()
            for each in page.get("revisions", ())
        ]

    def redirects(self) -> dict[str, str]:
        """All items that are redirects, each with the item that it leads to in the end."""
        space, batch = self._namespace("item").id, self.identity.batch
        return former.redirects(self._ask, self._continued, space, batch)

    def deleted_edits(self) -> Sequence[Contribution] | None:
        """The own account's edits of items that are deleted; None where it may not see them."""
        if "deletedhistory" not in self.pages.rights():
            return None
        space = self._namespace("item").id
        return former.deleted_edits(self._continued, space, self.identity.user)

    def _namespace(self, kind: str) -> Any:
        with in_words(self.url):
            return getattr(self.site, f"{kind}_namespace")

    def _continued(self, asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
        more: dict[str, Any] = {}
        while True:
            answer = self._ask(action="query", **asked, **more)
            yield answer
            if "continue" not in answer:
                return
            more = answer["continue"]

    def _ask(self, **asked: Any) -> dict[str, Any]:
        """Ask something that does no harm when it is asked twice; waits where the wiki says so."""
        return self._patience.until_ready(lambda: self._submit(**asked))

    def _submit(self, **asked: Any) -> dict[str, Any]:
        with in_words(self.url):
            answer: dict[str, Any] = self.site.simple_request(**asked).submit()
        return answer

    def _write(self, asked: dict[str, Any]) -> dict[str, Any]:
        """One write; once more with a new session and token where the old ones were lost."""
        if self.simulates:
            raise WikiError("pywikibot is told to simulate: nothing is sent to the wiki")
        token = self.site.tokens["csrf"]
        try:
            return self._submit(**asked, token=token)
        except EditError as error:
            if error.code not in _REFUSED_SESSION:
                raise
        self._log_in_again(token)
        return self._submit(**asked, token=self.site.tokens["csrf"])

    def _log_in_again(self, lost: str) -> None:
        """A new session, unless another thread has just made one."""
        with self.site.logging_in, in_words(self.url):
            if self.site.tokens["csrf"] == lost:
                self.site.login()


def _contribution(page: dict[str, Any], edit: dict[str, Any]) -> Contribution:
    return Contribution(
        str(page["title"]).rsplit(":", 1)[-1],
        int(edit["revid"]),
        int(edit.get("parentid", edit.get("old_revid", 0))),
        edit.get("comment", ""),
        edit["timestamp"],
        edit.get("user", ""),
    )


def _content(revision: dict[str, Any]) -> str:
    slot = revision.get("slots", {}).get("main", revision)
    return str(slot.get("*", slot.get("content", "{}")))
