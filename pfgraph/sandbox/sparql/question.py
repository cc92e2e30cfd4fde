"""What a client asks of the endpoint, and how it is refused; nothing here knows HTTP's machinery.

See https://www.w3.org/TR/sparql11-protocol/ for the three ways of sending a query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_FORMAT_NAMES = ("format", "output", "results")
_CHARSET = re.compile(r'charset\s*=\s*"?([^\s";]+)', re.IGNORECASE)


class Refused(Exception):
    """A request that is not answered: status and a reason in plain words."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True, slots=True)
class Question:
    """A query, the dataset it is asked of, and the form its answer should have.

    `form` is a short name such as `csv`, or empty; it goes before `accept`, an Accept header.
    The graphs are IRIs; None is the wiki's own dataset.
    """

    query: str
    accept: str = "*/*"
    form: str = ""
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A request as it came: `kind` is the whole Content-Type header."""

    method: str
    query_string: str
    kind: str = ""
    body: bytes = b""
    accept: str = "*/*"


def question(sent: Sent) -> Question | None:
    """What is asked; None where nothing at all is, raises Refused for what is no query."""
    fields = _fields(sent)
    if any(name == "update" for name, _ in fields):
        raise no_update(403)
    queries = [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise Refused(400, f"One query at a time: the request holds {len(queries)} of them.")
    if not queries and not fields and sent.method != "POST":
        return None
    if not queries or not queries[0].strip():
        raise Refused(400, 'The parameter "query" is missing or empty.')
    default, named = _graphs(fields, "default-graph-uri"), _graphs(fields, "named-graph-uri")
    chosen = bool(default or named)
    return Question(
        query=queries[0],
        accept=sent.accept or "*/*",
        form=_form(dict(fields)),
        default_graphs=default if chosen else None,
        named_graphs=named if chosen else None,
    )


def no_update(status: int) -> Refused:
    """The refusal of everything that would change the graph."""
    return Refused(status, "This endpoint answers queries; change the wiki through its API.")


def _fields(sent: Sent) -> list[tuple[str, str]]:
    fields = _parsed(sent.query_string)
    if sent.method != "POST":
        return fields
    kind = sent.kind.partition(";")[0].strip().lower()
    if kind == _UPDATE:
        raise no_update(403)
    if not sent.body and any(name in ("query", "update") for name, _ in fields):
        return fields  # some clients post with everything in the address
    if kind not in (_FORM, _QUERY):
        raise Refused(415, f"Send a query as {_FORM} or as {_QUERY}, not as {kind or 'nothing'}.")
    text = _text(sent)
    return [*fields, *(_parsed(text) if kind == _FORM else [("query", text)])]


def _text(sent: Sent) -> str:
    charset = _CHARSET.search(sent.kind)
    if charset and charset[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        raise Refused(415, f"Send the query in UTF-8, not in {charset[1]}.")
    try:
        return sent.body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, f"The body is not UTF-8: byte {error.start + 1} is wrong.") from None


def _parsed(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise Refused(400, "The parameters are not UTF-8 behind their percent signs.") from None


def _graphs(fields: Iterable[tuple[str, str]], name: str) -> tuple[str, ...]:
    return tuple(value for field, value in fields if field == name and value)


def _form(fields: Mapping[str, str]) -> str:
    return next((fields[name] for name in _FORMAT_NAMES if fields.get(name)), "").strip().lower()
