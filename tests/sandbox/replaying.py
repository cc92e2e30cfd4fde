"""Recordings of a real Wikibase, asked again of the sandbox and compared answer by answer."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import httpx
import pyoxigraph as ox

from pfgraph.sandbox.app import make_app
from pfgraph.sandbox.store.storage import Storage
from pfgraph.sandbox.wiki import Wiki

RECORDINGS = Path(__file__).parent / "recordings"
SERVER = "http://127.0.0.1:8181"
SECRET = "PASSWORD"
Verdict = Literal["equal", "same outcome", "different"]

_GUID = re.compile(r"[PQ]\d+\$[0-9A-Fa-f-]{36}")
_VOLATILE = {
    "modified": "TIME",
    "timestamp": "TIME",
    "touched": "TIME",
    "generated": "TIME",
    "curtimestamp": "TIME",
    "size": 0,
    "length": 0,
    "oldlen": 0,
    "newlen": 0,
    "rcid": 0,
    "logid": 0,
    "pageid": 0,
    "lastrevid": 0,
    "revid": 0,
    "parentid": 0,
    "old_revid": 0,
    "sitename": "SITE",
}


FORMS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def canonical(text: str, form: ox.RdfFormat) -> set[str]:
    """The triples with canonical blank nodes, without the time of the last change."""
    # PHP writes names of blank nodes that RDF/XML does not allow: they may not begin with a digit
    text = text.replace('rdf:nodeID="', 'rdf:nodeID="b')
    graph = ox.Dataset(ox.parse(text, form))
    graph.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in graph if not quad.predicate.value.endswith("dateModified")}


def steps(name: str) -> list[dict[str, Any]]:
    """The exchanges of a recording, in order."""
    return json.loads(gzip.decompress((RECORDINGS / f"{name}.json.gz").read_bytes()))


@dataclass
class Outcome:
    """What came of one exchange."""

    number: int
    verdict: Verdict
    action: str
    step: dict[str, Any]
    got: Any


@dataclass
class Replay:
    """A sandbox at the address of the recorded wiki, with one client for each session."""

    storage: Storage
    clients: dict[str | None, httpx.AsyncClient] = field(default_factory=dict)
    tokens: dict[tuple[str | None, str], str] = field(default_factory=dict)
    guids: dict[str, str] = field(default_factory=dict)
    revisions: dict[str, str] = field(default_factory=dict)
    loop: asyncio.Runner = field(default_factory=asyncio.Runner)

    def __post_init__(self) -> None:
        self.app = make_app(Wiki(SERVER, SECRET, self.storage))

    def client(self, session: str | None) -> httpx.AsyncClient:
        if session not in self.clients:
            transport = httpx.ASGITransport(self.app)
            self.clients[session] = httpx.AsyncClient(transport=transport, base_url=SERVER)
        return self.clients[session]

    def close(self) -> None:
        for client in self.clients.values():
            self.loop.run(client.aclose())
        self.loop.close()
        self.storage.close()

    def run(self, recording: list[dict[str, Any]]) -> Iterator[Outcome]:
        for number, step in enumerate(recording):
            got = self.ask(step)
            self._as_graphs(step, got)
            self._learn(step["session"], step["answer"].get("json"), got.get("json"))
            sent = step.get("query", {}) | step.get("form", {})
            action = sent.get("action", step["path"].split("/")[2][:20])
            yield Outcome(number, compare(step["answer"], got), action, step, got)

    def _as_graphs(self, step: dict[str, Any], got: dict[str, Any]) -> None:
        """Let RDF be compared as a graph, with this sandbox's statement ids."""
        ending = step["path"].rpartition(".")[2]
        form = FORMS.get(ending) if step["answer"]["status"] == got["status"] == 200 else None
        if form is None:
            return
        theirs = step["answer"].get("text") or json.dumps(step["answer"].get("json"))
        for old, new in self.guids.items():
            theirs = theirs.replace(old.replace("$", "-"), new.replace("$", "-"))
        step["answer"]["rdf"] = canonical(theirs, form)
        got["rdf"] = canonical(got.get("text") or json.dumps(got.get("json")), form)

    def ask(self, step: dict[str, Any]) -> dict[str, Any]:
        session = step["session"]
        if "wrong" in (step["note"] or "") and "lgpassword" in step.get("form", {}):
            step = step | {"form": step["form"] | {"lgpassword": "another"}}
        if step["note"] == "clientlogin wrong":
            step = step | {"form": step["form"] | {"password": "another"}}
        client = self.client(session)
        sent = [self._own(session, step.get(part, {})) for part in ("query", "form")]
        request = client.request(
            step["method"],
            step["path"],
            params=sent[0] or None,
            data=sent[1] or None,
            headers=step.get("headers"),
        )
        response = self.loop.run(request)
        got: dict[str, Any] = {"status": response.status_code}
        for name in ("mediawiki-api-error", "location", "content-type"):
            if name in response.headers:
                got[name] = response.headers[name]
        if "json" in response.headers.get("content-type", "") and response.content:
            got["json"] = response.json()
        else:
            got["text"] = response.text
        return got

    def _own(self, session: str | None, fields: dict[str, str]) -> dict[str, str]:
        """The fields with this sandbox's tokens and statement ids in the recorded ones' place."""
        text = json.dumps(fields)
        for theirs, ours in self.guids.items():
            text = text.replace(theirs, ours)
        own: dict[str, str] = json.loads(text)
        if "baserevid" in own:
            own["baserevid"] = self.revisions.get(own["baserevid"], own["baserevid"])
        for name, value in own.items():
            if isinstance(value, str) and value.startswith("TOKEN_"):
                own[name] = self.tokens.get((session, value), "none")
        return own

    def _learn(self, session: str | None, theirs: Any, ours: Any) -> None:
        for key, told in _pairs(theirs, ours):
            if key.startswith("TOKEN_"):
                self.tokens[session, key] = told
                if key == "TOKEN_OTHER":
                    for each in self.clients:
                        self.tokens[each, key] = told
            elif key.startswith("lastrevid "):
                self.revisions[key.split()[1]] = told
            elif _GUID.fullmatch(key) and _GUID.fullmatch(told) and key != told:
                self.guids[key] = told


def _pairs(theirs: Any, ours: Any) -> Iterator[tuple[str, str]]:
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for key, value in theirs.items():
            if key == "lastrevid" and key in ours:
                yield f"lastrevid {value}", str(ours[key])
            elif key in ours:
                yield from _pairs(value, ours[key])
    elif isinstance(theirs, list) and isinstance(ours, list):
        for left, right in zip(theirs, ours, strict=False):
            yield from _pairs(left, right)
    elif isinstance(theirs, str) and isinstance(ours, str):
        yield theirs, ours


def normal(value: Any, key: str = "") -> Any:
    """An answer without what may differ from one run to the next."""
    if key == "general" and isinstance(value, dict):
        value = {name: each for name, each in value.items() if name != "time"}
    if key in _VOLATILE and not isinstance(value, dict | list):
        return _VOLATILE[key]
    if isinstance(value, dict):
        return {name: normal(each, name) for name, each in value.items() if name != "docref"}
    if isinstance(value, list):
        return [normal(each) for each in value]
    if isinstance(value, str):
        value = re.sub(r"RealWB|\bSandbox\b", "SITE", value)
        value = re.sub(r"\[[0-9a-f]{24}\]", "[ID]", value)
        return "GUID" if _GUID.fullmatch(value) else value
    return value


def compare(theirs: dict[str, Any], ours: dict[str, Any]) -> Verdict:
    """Whether an answer is the same, ends the same way, or ends differently."""
    keys = ("status", "mediawiki-api-error", "location")
    if any(theirs.get(key) != ours.get(key) for key in keys):
        return "different"
    if "rdf" in theirs:
        return "equal" if theirs["rdf"] == ours["rdf"] else "same outcome"
    if "json" in theirs:
        left, right = normal(theirs["json"]), normal(ours.get("json"))
        if _same(left, right):
            return "equal"
        if isinstance(left, dict) and isinstance(right, dict):
            parts = {"error", "errors", "entities", "entity", "query", "login"}
            ends = [{*each} & parts for each in (left, right)]
            return "same outcome" if ends[0] == ends[1] else "different"
        return "different"
    if "text" in theirs:
        return "equal" if theirs["text"].strip() == ours.get("text", "").strip() else "same outcome"
    return "same outcome" if ours.get("text") else "equal"


def _same(left: Any, right: Any) -> bool:
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(_same(left[k], right[k]) for k in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(_same, left, right))
    if isinstance(left, str) and left.startswith("TOKEN_"):
        return isinstance(right, str) and right.endswith("+\\")
    return bool(left == right) and type(left) is type(right)


def tally(outcomes: list[Outcome]) -> Counter[str]:
    """How many exchanges had each verdict."""
    return Counter(outcome.verdict for outcome in outcomes)
