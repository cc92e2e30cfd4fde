"""Two bots without any comfort: one on http.client, one on httpx.

On shared processors the client's own work counts. http.client is about the least that Python can
do; httpx does what a library for people does, and takes several times as long for a request.
"""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import httpx
from bench.connecting import Connection
from bench.serving import PASSWORD, USER

Json = dict[str, Any]
Post = Callable[[Json | bytes], bytes]
"""Posts fields, or a form that is encoded already; gives the body of the answer."""
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def lean(url: str) -> Post:
    """Posts fields to the API on one connection, with http.client, keeping its cookies."""
    connection = Connection(url)
    cookies: dict[str, str] = {}

    def post(fields: Json | bytes) -> bytes:
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        headers = _FORM | ({"Cookie": cookie} if cookie else {})
        body = fields if isinstance(fields, bytes) else encoded(fields)
        answer, text = connection.ask("POST", "/w/api.php", body, headers)
        for each in answer.headers.get_all("Set-Cookie", []):
            name, _, value = each.partition(";")[0].partition("=")
            cookies[name] = value
        return text

    return post


def encoded(fields: Json) -> bytes:
    """The fields as a form."""
    return urlencode(fields).encode()


def comfortable(url: str) -> Post:
    """The same with httpx."""
    client = httpx.Client(base_url=url, trust_env=False)

    def post(fields: Json | bytes) -> bytes:
        if isinstance(fields, bytes):
            return client.post("/w/api.php", content=fields, headers=_FORM).content
        return client.post("/w/api.php", data=fields).content

    return post


class Bot:
    """Logged in with one of the two; posts a call and reads the JSON of the answer."""

    def __init__(self, post: Post) -> None:
        self.post = post
        self._token = ""
        self.call(action="login", lgname=USER, lgpassword=PASSWORD, lgtoken=self._asked("login"))
        self._token = self._asked("csrf")

    def call(self, **fields: Any) -> Json:
        """Any call; raises RuntimeError for an error of the API."""
        answer: Json = json.loads(self.post({"format": "json", **fields}))
        if "error" in answer:
            raise RuntimeError(str(answer["error"]))
        return answer

    def edit(self, data: Json, **fields: Any) -> str:
        """One `wbeditentity`; the id of the entity."""
        return str(self.call(**self.edit_fields(data), **fields)["entity"]["id"])

    def edit_fields(self, data: Json) -> Json:
        """What `wbeditentity` is sent."""
        text = json.dumps(data)
        return {"action": "wbeditentity", "data": text, "token": self._token, "bot": 1}

    def _asked(self, kind: str) -> str:
        asked = self.call(action="query", meta="tokens", type=kind)
        return str(asked["query"]["tokens"][f"{kind}token"])
