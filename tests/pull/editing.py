"""People's edits, as the wiki's own forms send them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from pfgraph.sandbox import Sandbox
from pfgraph.wikibase.client import PywikibotRepository
from pfgraph.wikibase.datamodel import Statement
from pfgraph.wikibase.entityjson import statement_to_json
from pfgraph.wikibase.state import WikiState, read_state

RECORDS = Path(__file__).parent / "records"


@dataclass
class Person:
    """Admin, who edits a wiki without the tool: no summary of a run, no marker."""

    repository: PywikibotRepository
    sandbox: Sandbox
    state: WikiState = field(init=False)
    opener: OpenerDirector = field(init=False)

    def __post_init__(self) -> None:
        self.state = read_state(self.repository)
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        name, password = "Admin@tool", self.sandbox.password
        self._ask(action="login", lgname=name, lgpassword=password, lgtoken=self._token("login"))

    def id_of(self, key: str) -> str:
        """The id of the item that stands for a key."""
        return self.state.item_ids[key]

    def say(self, item: str, statement: Statement) -> str:
        """Add a statement to an item; gives the GUID."""
        claim = statement_to_json(statement, self.state.names)
        before = self._guids(item)
        saved = self._edit({"claims": [claim]}, id=item)
        return next(each for each in _guids(saved) if each not in before)

    def take_away(self, item: str, guid: str) -> None:
        """Remove a statement."""
        self._edit({"claims": [{"id": guid, "remove": ""}]}, id=item)

    def change(self, item: str, statement: Statement) -> None:
        """Say something else in a statement; its GUID says which."""
        self._edit({"claims": [statement_to_json(statement, self.state.names)]}, id=item)

    def name(self, item: str, text: str, code: str = "en") -> None:
        """Set a label."""
        self._edit({"labels": {code: {"language": code, "value": text}}}, id=item)

    def make(self, label: str, *statements: Statement) -> str:
        """A new item; gives its id."""
        claims = [statement_to_json(each, self.state.names) for each in statements]
        data = {"labels": {"en": {"language": "en", "value": label}}, "claims": claims}
        return str(self._edit(data, new="item")["id"])

    def merge(self, source: str, target: str) -> None:
        """Make one item a redirect to another."""
        self._write(
            action="wbmergeitems", fromid=source, toid=target, ignoreconflicts="description"
        )

    def delete(self, item: str) -> None:
        """Delete an item's page."""
        self._write(action="delete", title=f"Item:{item}", reason="a mistake")

    def restore(self, item: str) -> None:
        """Bring a deleted page back."""
        self._write(action="undelete", title=f"Item:{item}", reason="it was right")

    def _edit(self, data: dict[str, Any], **where: str) -> dict[str, Any]:
        asked = {"action": "wbeditentity", "summary": "by hand", "data": json.dumps(data)}
        entity: dict[str, Any] = self._write(**asked, **where)["entity"]
        return entity

    def _guids(self, item: str) -> set[str]:
        return {guid for each in self.repository.entities([item]) for guid in _guids(each)}

    def _write(self, **asked: str) -> dict[str, Any]:
        answer = self._ask(**asked, token=self._token("csrf"))
        assert "error" not in answer, answer
        return answer

    def _token(self, kind: str) -> str:
        answer = self._ask(action="query", meta="tokens", type=kind)
        return str(answer["query"]["tokens"][f"{kind}token"])

    def _ask(self, **asked: str) -> dict[str, Any]:
        body = urlencode({"format": "json", **asked}).encode()
        with self.opener.open(f"{self.sandbox.url}/w/api.php", body, timeout=20) as answer:
            read: dict[str, Any] = json.load(answer)
        return read


def _guids(entity: dict[str, Any]) -> list[str]:
    claims = entity["claims"] or {}
    return [each["id"] for listed in claims.values() for each in listed]
