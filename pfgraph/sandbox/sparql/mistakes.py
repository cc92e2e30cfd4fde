"""What is wrong with a query, in words that name line and column."""

from __future__ import annotations

import re

from pfgraph.sandbox.sparql.question import Refused, no_update
from pfgraph.sandbox.sparql.tokens import Token, asks_elsewhere, is_update, undeclared

_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_CHARACTERS = re.compile(r"\[(?:[^\[\]']|'[^']*')*\]")  # sets of characters tell nobody anything
_SHOWN = 30
_NOT_HERE = {"LATERAL", "SERVICE", "SILENT", "TZ"}  # beyond SPARQL 1.1, or refused


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
    text = next(iter(query.split("\n")[line - 1 : line]), "")
    before, after = text[: column - 1].strip(), text[column - 1 :].strip()
    seen = f"at {after[:_SHOWN]}" if after else f"after {before[-_SHOWN:]}" if before else "there"
    return f"line {line}, column {column}, {seen}: {_wrong(found[3])}"


def _wrong(message: str) -> str:
    """What the parser says, or what it wanted, without what tells nobody anything."""
    listed = message.removeprefix("expected ").removeprefix("one of ")
    words = [word.strip() for word in _CHARACTERS.sub("", listed).replace("\n", " ").split(",")]
    known = [word for word in words if word.strip("| ") and word not in _NOT_HERE]
    said = [word for word in known if " " in word]
    if said:
        return said[0][0].lower() + said[0][1:] if not said[0].startswith("IRI") else said[0]
    if not known:
        return "something else was expected"
    return "expected " + " or ".join([", ".join(known[:-1]), known[-1]] if known[1:] else known)
