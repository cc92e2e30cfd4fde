"""Somebody who edits a wiki by hand, over HTTP, with an account of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import requests

from pfgraph.namespaces import PF
from pfgraph.sandbox import Sandbox
from pfgraph.wikibase.entityjson import RECORD_ID


class Person:
    """An editor with the rights of an administrator."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.url, self.session = f"{sandbox.url}/w/api.php", requests.Session()
        token = self.ask(action="query", meta="tokens", type="login")["query"]["tokens"]
        self.ask(
            action="login",
            lgname="Admin@tool",
            lgpassword=sandbox.password,
            lgtoken=token["logintoken"],
        )
        self.token = self.ask(action="query", meta="tokens")["query"]["tokens"]["csrftoken"]
        self.props = dict(self._props())

    def ask(self, **asked: str) -> dict[str, Any]:
        answer = self.session.post(self.url, data={"format": "json", **asked}, timeout=30).json()
        assert "error" not in answer, answer
        read: dict[str, Any] = answer
        return read

    def do(self, action: str, **asked: str) -> dict[str, Any]:
        return self.ask(action=action, token=self.token, **asked)

    def _props(self) -> Iterator[tuple[str, str]]:
        """The wiki's properties by the IRI they carry; one states its own."""
        listed = self._all("Property")
        own = next(each["id"] for each in listed if each["id"] in (each.get("claims") or {}))
        for entity in listed:
            for claim in (entity.get("claims") or {}).get(own, ()):
                yield claim["mainsnak"]["datavalue"]["value"], entity["id"]

    def _space(self, name: str) -> str:
        spaces = self.ask(action="query", meta="siteinfo", siprop="namespaces")["query"]
        return next(str(n) for n, each in spaces["namespaces"].items() if each["*"] == name)

    def _all(self, kind: str) -> list[dict[str, Any]]:
        asked = {"apnamespace": self._space(kind), "apfilterredir": "nonredirects"}
        more: dict[str, str] = {}
        ids: list[str] = []
        while True:
            answer = self.ask(action="query", list="allpages", aplimit="500", **asked, **more)
            ids += [page["title"].rsplit(":", 1)[-1] for page in answer["query"]["allpages"]]
            if "continue" not in answer:
                break
            more = answer["continue"]
        found: list[dict[str, Any]] = []
        for start in range(0, len(ids), 50):
            some = "|".join(ids[start : start + 50])
            found += self.ask(action="wbgetentities", ids=some)["entities"].values()
        return found

    def item(self, record_id: str) -> dict[str, Any]:
        """The item that carries a record id."""
        found = [each for each in self._records() if record_id in self._ids(each)]
        assert len(found) == 1, [each["id"] for each in found]
        return found[0]

    def items(self, record_id: str) -> list[str]:
        return [each["id"] for each in self._records() if record_id in self._ids(each)]

    def _records(self) -> list[dict[str, Any]]:
        return [each for each in self._all("Item") if self._ids(each)]

    def _ids(self, entity: dict[str, Any]) -> list[str]:
        claims = (entity.get("claims") or {}).get(self.props[RECORD_ID], ())
        return [claim["mainsnak"]["datavalue"]["value"] for claim in claims]

    def edit(self, item: str, **data: Any) -> None:
        self.do("wbeditentity", id=item, data=json.dumps(data), summary="by hand")

    def statement(self, item: dict[str, Any], name: str) -> dict[str, Any]:
        """The first statement of one property of the ontology."""
        found: dict[str, Any] = item["claims"][self.props[str(PF[name])]][0]
        return found
