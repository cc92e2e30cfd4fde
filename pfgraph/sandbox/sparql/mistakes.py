"""What is wrong with a query, in words that name line and column."""

from __future__ import annotations

import re

from pfgraph.sandbox.sparql.question import Refused, no_update
from pfgraph.sandbox.sparql.tokens import Token, asks_elsewhere, is_update, undeclared

_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_CHARACTERS = re.compile(r"\[(?:[^\[\]']|'[^']*')*\]")  # sets of characters tell nobody anything
_SHOWN = 30


def refuse_service(query: str) -> None:
    """Raise Refused for a query that would be sent on to another endpoint."""
    if asks_elsewhere(query):
        raise Refused(
            400,
            "SERVICE is not supported: this endpoint never asks other endpoints. Only "
            "SERVICE wikibase:label is answered, from the graph itself.",
        )


def malformed(query: str, message: str, prefixes: set[str]) -> Refused:
    """The refusal of a query that the store's parser did not take, from the parser's message."""
    if is_update(query):
        return no_update(400)
    name = undeclared(query, prefixes)
    if name is not None:
        return Refused(400, f"The query is not SPARQL 1.1: {_undeclared(query, name)}")
    return Refused(400, f"The query is not SPARQL 1.1: {_placed(query, message)}")


def _undeclared(query: str, name: Token) -> str:
    before = query[: name.start]
    line, column = before.count("\n") + 1, name.start - (before.rfind("\n") + 1) + 1
    prefix = name.text.partition(":")[0]
    return f"line {line}, column {column}: the prefix of {name.text} is not declared; " + (
        f"begin with PREFIX {prefix}: <…>"
    )


def _placed(query: str, message: str) -> str:
    found = _POSITION.match(message)
    if not found:
        return message
    line, column = int(found[1]), int(found[2])
    lines = query.split("\n")
    rest = lines[line - 1][column - 1 :].strip() if line <= len(lines) else ""
    at = f"at {rest[:_SHOWN]}" if rest else "at the end of the line" if line < len(lines) else ""
    place = f"line {line}, column {column}, {at or 'at the end'}"
    expected = _expected(found[3])
    return f"{place}: expected {expected}" if expected else f"{place}: this was not expected"


def _expected(message: str) -> str:
    """The parser's list without its sets of characters."""
    listed = message.removeprefix("expected ").removeprefix("one of ")
    words = [word.strip() for word in _CHARACTERS.sub("", listed).replace("\n", " ").split(",")]
    known = [word for word in words if word.strip("| ")]
    return " or ".join([", ".join(known[:-1]), known[-1]] if len(known) > 1 else known)
