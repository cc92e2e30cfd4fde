"""A recorded conversation held with an empty sandbox at the address of the recorded wiki."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from itertools import takewhile
from typing import Any

import httpx
import pyoxigraph as ox

from pfgraph.sandbox.app import make_app
from pfgraph.sandbox.store.storage import Storage
from pfgraph.sandbox.wiki import Wiki
from tests.conformance.comparing import Difference, Verdict, differences, verdict
from tests.conformance.happenings import happen, trouble
from tests.conformance.names import Names
from tests.conformance.recording import Exchange, Mark, Step

SERVER = "http://127.0.0.1:8181"
SECRET = "PASSWORD"
UNKNOWN = "0" * 32
REFUSED = "Incorrect username or password"
# cookies that tell no session; one client sends attributes of cookies back as if they were some
BEHIND_THE_SCENES = frozenset({"cpPosIndex", "UseDC", "path", "HttpOnly"})
GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "n3": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


@dataclass(frozen=True)
class Outcome:
    """What came of one exchange."""

    exchange: Exchange
    verdict: Verdict
    differences: list[Difference]


@dataclass
class Client:
    """One client; `cookies` are the sandbox's, `carries` the names of those the real wiki gave."""

    number: int
    cookies: dict[str, str] = field(default_factory=dict)
    carries: set[str] = field(default_factory=set)

    def keeps(self, given: httpx.Headers, recorded: list[str]) -> list[str]:
        """Take the cookies of an answer; returns the names of those that it sets or deletes."""
        parsed: SimpleCookie = SimpleCookie()
        for each in given.get_list("set-cookie"):
            parsed.load(each)
        self.cookies |= {name: morsel.value for name, morsel in parsed.items()}
        self.carries |= set(recorded) - BEHIND_THE_SCENES
        return sorted(parsed)


class Conversation:
    """The sandbox, its clients, and the names that both sides go by."""

    def __init__(self) -> None:
        self.storage = Storage()
        self.wiki = Wiki(SERVER, SECRET, self.storage)
        self.app = make_app(self.wiki)
        self.names = Names()
        self.clients: list[Client] = []
        self.sessions: dict[str, Client] = {}
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        self.http = httpx.AsyncClient(transport=transport, base_url=SERVER, timeout=60)
        self.loop = asyncio.Runner()

    def close(self) -> None:
        self.loop.run(self.http.aclose())
        self.loop.close()
        self.storage.close()

    def hold(self, steps: list[Step]) -> Iterator[Outcome]:
        """Ask everything in order; yields what came of each exchange."""
        for number, step in enumerate(steps):
            if isinstance(step, Mark):
                happen(self.app, step.text)
                trouble(self.app, step.text, following(steps[number + 1 :]))
            else:
                yield self._exchange(step)

    def _exchange(self, step: Exchange) -> Outcome:
        client = self._client(step)
        happen(self.app, step.note)
        ours = self._ask(client, step)
        theirs = dict(step.answer)
        self._as_graphs(step, theirs, ours)
        self.names.learn(theirs.get("json"), ours.get("json"), client.number)
        found = differences(theirs, ours, self.names)
        return Outcome(step, verdict(theirs, ours, found), found)

    def _client(self, step: Exchange) -> Client:
        if step.session is not None:
            if step.session not in self.sessions:
                self.sessions[step.session] = self._carrier(step)
            return self.sessions[step.session]
        return self._carrier(step)

    def _carrier(self, step: Exchange) -> Client:
        """The client that was last given what a request carries, or a new one."""
        carried = set(step.cookies) - BEHIND_THE_SCENES
        for client in reversed(self.clients):
            if carried and carried <= client.carries:
                return client
        self.clients.append(Client(len(self.clients), carries=carried))
        return self.clients[-1]

    def _ask(self, client: Client, step: Exchange) -> dict[str, Any]:
        self.http.cookies.clear()
        response = self.loop.run(self.http.request(**self._request(client, step)))
        headers = dict(response.headers)
        sets = client.keeps(response.headers, step.answer["sets"])
        got: dict[str, Any] = {"status": response.status_code, "headers": headers, "sets": sets}
        if "json" in response.headers.get("content-type", "") and response.content:
            got["json"] = response.json()
        else:
            got["text"] = response.text
        return got

    def _request(self, client: Client, step: Exchange) -> dict[str, Any]:
        request: dict[str, Any] = {
            "method": step.method,
            "url": self._path(step.path),
            "params": self._own(client, step.query, step) or None,
            "headers": self._headers(client, step),
        }
        if step.json is not None:
            text = self.names.ours(json.dumps(step.json))
            return request | {"content": self._tokens(client, text)}
        if step.body is not None:
            return request | {"content": step.body}
        return request | {"data": self._own(client, step.form, step) or None}

    def _path(self, path: str) -> str:
        return self.names.ours(path)

    def _headers(self, client: Client, step: Exchange) -> dict[str, str]:
        headers = dict(step.headers)
        carried = [name for name in step.cookies if name not in BEHIND_THE_SCENES]
        if carried:  # a cookie that this wiki never gave is one of an earlier life of the real one
            pairs = (f"{name}={client.cookies.get(name, UNKNOWN)}" for name in carried)
            headers["cookie"] = "; ".join(pairs)
        for name in ("if-match", "if-none-match"):
            if name in headers:
                headers[name] = f'"{self.names.revision(headers[name].strip(chr(34)))}"'
        if "if-modified-since" in headers and " 2001 " not in headers["if-modified-since"]:
            headers["if-modified-since"] = "Fri, 01 Jan 2100 00:00:00 GMT"
        return headers

    def _own(self, client: Client, fields: dict[str, str], step: Exchange) -> dict[str, str]:
        """The fields with the sandbox's tokens and ids in the place of the recorded ones."""
        own = {name: left_out(self.names.ours(value)) for name, value in fields.items()}
        for name in own:
            if name in ("baserevid", "oldid", "revision", "undo", "undoafter", "rvstartid"):
                own[name] = self.names.revision(own[name])
            elif own[name].startswith("TOKEN_"):
                own[name] = self.names.token(client.number, own[name])
            elif own[name] == SECRET and REFUSED in json.dumps(step.answer.get("json")):
                own[name] = "another"  # the recording hides which password was sent
        return own

    def _tokens(self, client: Client, text: str) -> str:
        for (number, name), token in self.names.tokens.items():
            if number == client.number:
                text = text.replace(name, json.dumps(token)[1:-1])
        return text

    def _as_graphs(self, step: Exchange, theirs: dict[str, Any], ours: dict[str, Any]) -> None:
        """Let RDF be compared as a graph, with the sandbox's statement ids."""
        form = GRAPHS.get(step.path.rpartition(".")[2])
        if form is None or not theirs["status"] == ours["status"] == 200:
            return
        text = theirs.get("text") or json.dumps(theirs.get("json"))
        for old, new in self.names.guids.items():
            text = text.replace(old.replace("$", "-"), new.replace("$", "-"))
        theirs["graph"] = canonical(text, form)
        ours["graph"] = canonical(ours.get("text") or json.dumps(ours.get("json")), form)


def left_out(value: str) -> str:
    """The one body that is too long for a recording, made again from what stands in its place."""
    told = re.match(r"\(omitted: .* \[(\d+) string statements of (\d+)\+ characters\]", value)
    if told is None:
        return value
    count, length = map(int, told.groups())
    texts = (f"{number} {'x' * length}" for number in range(count))
    snaks = (
        {"snaktype": "value", "property": "P1", "datavalue": {"value": each, "type": "string"}}
        for each in texts
    )
    statements = [{"type": "statement", "mainsnak": snak, "rank": "normal"} for snak in snaks]
    return json.dumps({"claims": statements})


def following(steps: list[Step]) -> list[Exchange]:
    """The exchanges up to the next mark."""
    asked = takewhile(lambda step: not isinstance(step, Mark), steps)
    return [each for each in asked if isinstance(each, Exchange)]


def canonical(text: str, form: ox.RdfFormat) -> set[str]:
    """The triples with canonical blank nodes, without what changes from one run to the next."""
    # PHP writes names of blank nodes that RDF/XML does not allow: they may not begin with a digit
    text = text.replace('rdf:nodeID="', 'rdf:nodeID="b')
    graph = ox.Dataset(ox.parse(text, form))
    graph.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    varies = ("dateModified", "schema.org/version")
    return {str(quad) for quad in graph if not quad.predicate.value.endswith(varies)}
