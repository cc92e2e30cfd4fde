"""A SPARQL endpoint over HTTP: POST, waiting, and errors in words."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest
from rdflib import Literal

from pfgraph.errors import QueryError
from pfgraph.sparql.remote import RemoteEndpoint

ROWS = {
    "head": {"vars": ["n", "m"]},
    "results": {"bindings": [{"n": {"type": "literal", "value": "x", "xml:lang": "en"}}]},
}


class Handler(BaseHTTPRequestHandler):
    """Answers with what the test put on the list, else with ROWS."""

    queries: list[str] = []  # noqa: RUF012 - one server a test module
    answers: list[tuple[int, dict[str, str]]] = []  # noqa: RUF012

    def do_POST(self) -> None:
        """One query."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.queries.append(parse_qs(body)["query"][0])
        status, headers = self.answers.pop(0) if self.answers else (200, {})
        text = json.dumps(ROWS).encode() if status == 200 else b"no"
        self.send_response(status)
        for name, value in {"Content-Type": "application/sparql-results+json", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on stderr."""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """A small endpoint on loopback."""
    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()
    server.server_close()
    thread.join()


def test_rows_come_by_post_with_values_bound(url: str) -> None:
    """The query goes in the body with its terms in place, and terms come back."""
    table = RemoteEndpoint(url).select("SELECT ?n ?m { BIND(?v AS ?n) }", {"v": Literal('"x')})
    assert table.rows == ((Literal("x", lang="en"), None),)
    assert Handler.queries[-1] == 'SELECT ?n ?m { BIND("\\"x" AS ?n) }'


def test_a_busy_endpoint_is_asked_again(url: str) -> None:
    """Retry-After is kept to."""
    Handler.answers[:] = [(429, {"Retry-After": "0"}), (503, {"Retry-After": "0"})]
    assert RemoteEndpoint(url).select("SELECT ?n ?m {}").rows


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "3600"}])
def test_an_endpoint_that_stays_busy_is_an_error(url: str, headers: dict[str, str]) -> None:
    """Nobody waits an hour, and nobody hammers."""
    Handler.answers[:] = [(503, headers)]
    with pytest.raises(QueryError, match="answered 503"):
        RemoteEndpoint(url).select("SELECT ?n ?m {}")


def test_a_refused_query_is_told(url: str) -> None:
    """What the endpoint cannot read is told with its address."""
    Handler.answers[:] = [(400, {})]
    with pytest.raises(QueryError, match=r"127\.0\.0\.1"):
        RemoteEndpoint(url).select("SELECT nonsense")


def test_an_endpoint_that_is_not_there_is_told() -> None:
    """A wrong address gives one sentence."""
    with pytest.raises(QueryError, match=r"127\.0\.0\.1:9"):
        RemoteEndpoint("http://127.0.0.1:9/sparql").select("SELECT * {}")
