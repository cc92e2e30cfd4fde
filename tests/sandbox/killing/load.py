"""Clients that edit until the server is gone, and remember what it acknowledged."""

from __future__ import annotations

import http.client
import json
import random
import threading
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

SHARED = "Q1"
PAGE = "page "  # so begin the labels of items made through a form, which have no statement
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_GONE = (OSError, http.client.HTTPException)


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """An edit that was answered: which revision of what, and a text that it has to hold."""

    entity_id: str
    revision_id: int
    text: str
    made: bool = False


class Refused(Exception):
    """The API answered with an error."""


@dataclass(slots=True)
class Client:
    """One connection with the cookie and the token of a session."""

    url: str
    cookie: str = ""
    token: str = ""
    connection: http.client.HTTPConnection | None = None

    def post(self, **fields: Any) -> Any:
        """Post a call; raises Refused, OSError or HTTPException."""
        body = urlencode({"format": "json", "token": self.token, **fields})
        answer = self._send("/w/api.php", body, _FORM)
        said = json.loads(answer.read())
        if "error" in said:
            raise Refused(said["error"])
        return said

    def rest(self, path: str, body: Any) -> tuple[Any, int]:
        """Post to the REST API; gives the answer and the number of the revision."""
        headers = {"Content-Type": "application/json", "User-Agent": "kills/1.0"}
        answer = self._send(f"/w/rest.php/wikibase/v1{path}", json.dumps(body), headers)
        said = json.loads(answer.read())
        if answer.status >= 300:
            raise Refused(said)
        return said, int(answer.headers["ETag"].strip('"'))

    def page(self, path: str, **fields: str) -> str:
        """Send a page's form; gives the address that it leads to."""
        body = urlencode({"wpEditToken": self.token, **fields})
        answer = self._send(path, body, _FORM)
        said = answer.read()
        if answer.status not in (302, 303):
            raise Refused(said)
        return answer.headers["Location"]

    def _send(self, path: str, body: str, headers: dict[str, str]) -> http.client.HTTPResponse:
        connection = self.connection
        if connection is None:
            connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=20)
            self.connection = connection
        connection.request("POST", path, body, headers | {"Cookie": self.cookie})
        answer = connection.getresponse()
        cookies = answer.headers.get_all("Set-Cookie", [])
        if cookies:
            self.cookie = "; ".join(each.partition(";")[0] for each in cookies)
        return answer

    def close(self) -> None:
        """Close the connection, if there is one."""
        if self.connection is not None:
            self.connection.close()

    def again(self) -> Client:
        """Another connection of the same session."""
        return Client(self.url, self.cookie, self.token)


def logged_in(url: str, user: str, password: str) -> Client:
    """A client with a session of its own."""
    client = Client(url)
    asked = client.post(action="query", meta="tokens", type="login")
    token = asked["query"]["tokens"]["logintoken"]
    client.post(action="login", lgname=user, lgpassword=password, lgtoken=token)
    client.token = client.post(action="query", meta="tokens")["query"]["tokens"]["csrftoken"]
    return client


class Editor(threading.Thread):
    """Edits without a pause until the connection breaks; `done` is what was acknowledged.

    So are the items `deleted`, and new ones with `labels` of their own.
    """

    def __init__(self, client: Client, name: str, seed: int, string: str) -> None:
        super().__init__(name=name, daemon=True)
        self.client, self.string = client, string
        self.done: list[Acknowledged] = []
        self.own: list[str] = []
        self.deleted: list[str] = []
        self.labels: list[str] = []
        self.started = 0
        self.unexpected: BaseException | None = None
        self._random = random.Random(seed)

    def run(self) -> None:
        """Edit until the server is gone."""
        edits = [
            self._make, self._label, self._state, self._merge, self._remove,
            self._state_through_rest, self._make_on_a_page,
        ]  # fmt: skip
        try:
            while True:
                self.started += 1
                edit = self._random.choice(edits)
                edit(f"{self.name}.{self.started}")
        except _GONE:
            return
        except BaseException as error:
            self.unexpected = error
        finally:
            self.client.close()

    def _make(self, text: str) -> None:
        data = {"labels": _label(text), "claims": [self._statement(text)]}
        made = self.client.post(action="wbeditentity", new="item", data=json.dumps(data))["entity"]
        self.own.append(made["id"])
        self.done.append(Acknowledged(made["id"], made["lastrevid"], text, made=True))

    def _label(self, text: str) -> None:
        if not self.own:
            return self._make(text)
        item = self._random.choice(self.own)
        said = self.client.post(action="wbsetlabel", id=item, language="de", value=text)
        self.done.append(Acknowledged(item, said["entity"]["lastrevid"], text))
        return None

    def _state(self, text: str) -> None:
        said = self.client.post(
            action="wbcreateclaim", entity=SHARED, snaktype="value", property=self.string,
            value=json.dumps(text),
        )  # fmt: skip
        self.done.append(Acknowledged(SHARED, said["pageinfo"]["lastrevid"], said["claim"]["id"]))

    def _merge(self, text: str) -> None:
        if len(self.own) < 2:
            return self._make(text)
        gone, kept = self.own.pop(0), self.own[-1]
        said = self.client.post(
            action="wbmergeitems", fromid=gone, toid=kept, ignoreconflicts="description"
        )
        self.done.append(Acknowledged(kept, said["to"]["lastrevid"], kept))
        return None

    def _remove(self, text: str) -> None:
        if len(self.own) < 2:
            return self._make(text)
        item = self.own.pop(0)
        self.client.post(action="delete", title=f"Item:{item}")
        self.deleted.append(item)
        return None

    def _state_through_rest(self, text: str) -> None:
        value = {"type": "value", "content": text}
        statement = {"property": {"id": self.string}, "value": value}
        path = f"/entities/items/{SHARED}/statements"
        said, revision = self.client.rest(path, {"statement": statement})
        self.done.append(Acknowledged(SHARED, revision, said["id"]))

    def _make_on_a_page(self, text: str) -> None:
        # the page tells no number of a revision, so that what it made is looked for by its label
        self.client.page("/wiki/Special:NewItem", language="en", label=f"{PAGE}{text}")
        self.labels.append(f"{PAGE}{text}")

    def _statement(self, text: str) -> dict[str, Any]:
        value = {"value": text, "type": "string"}
        snak = {"snaktype": "value", "property": self.string, "datavalue": value}
        return {"type": "statement", "rank": "normal", "mainsnak": snak}


def _label(text: str) -> dict[str, Any]:
    return {"en": {"language": "en", "value": text}}
