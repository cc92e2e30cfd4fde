"""The library of questions: SPARQL files that run on every Wikibase.

A file begins with comments `# title:`, `# group:`, `# description:` and, for each field of its
form, `# parameter: name kind default | what it is`. A parameter is a line `VALUES ?name { … }`,
so that the file is a query as it stands; filling in changes what stands between the braces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files

_HEADER = re.compile(r"^# (\w+): (.*)$")
_PARAMETER = re.compile(r"(\w+) (text|language|entity|number) (.*) \| (.*)")
GROUPS = ("Look around", "Find by label", "Check quality", "Statements in full", "Changes")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A field of a question's form; `kind` is text, language, entity or number."""

    name: str
    kind: str
    default: str
    help: str


@dataclass(frozen=True, slots=True)
class Question:
    """A query with its title; `text` is the whole query, its parameters at their defaults."""

    name: str
    title: str
    group: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str

    def filled(self, values: Mapping[str, str]) -> str:
        """The query with values put in; raises ValueError for one that does not fit."""
        text = self.text
        for parameter in self.parameters:
            value = values.get(parameter.name, "").strip() or parameter.default
            term = _TERMS[parameter.kind](value)
            pattern = rf"(VALUES \?{parameter.name} \{{)[^}}]*(\}})"
            text = re.sub(pattern, partial(_between, term), text)
        return text


def _between(term: str, match: re.Match[str]) -> str:
    return f"{match[1]} {term} {match[2]}"


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _language(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z]+(-[A-Za-z0-9]+)*", value):
        raise ValueError(f"“{value}” is no code of a language; English is en.")
    return _text(value.lower())


def _entity(value: str) -> str:
    found = re.fullmatch(r"(?:.*\()?([QqPp][1-9]\d{0,9})\)?", value)
    if found is None:
        raise ValueError(f"“{value}” is no id of an item or a property, such as Q1.")
    return f"wd:{found[1].upper()}"


def _number(value: str) -> str:
    if not re.fullmatch(r"\d{1,9}", value):
        raise ValueError(f"“{value}” is no whole number.")
    return value


_TERMS = {"text": _text, "language": _language, "entity": _entity, "number": _number}


@cache
def library() -> dict[str, Question]:
    """All questions by name, group by group."""
    folder = files("pfgraph.sandbox.pages").joinpath("questions")
    questions = [
        read_question(file.name.removesuffix(".rq"), file.read_text("utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".rq")
    ]
    questions.sort(key=lambda question: (GROUPS.index(question.group), question.title))
    return {question.name: question for question in questions}


def read_question(name: str, text: str) -> Question:
    """A question from its file; raises ValueError where the comments are not complete."""
    lines = text.splitlines()
    headers = [(match[1], match[2]) for match in map(_HEADER.match, lines) if match]
    single = dict(headers)
    missing = {"title", "group", "description"} - set(single)
    if missing:
        raise ValueError(f"{name}.rq: no comment says its {' or '.join(sorted(missing))}")
    parameters = tuple(_parameter(name, value) for key, value in headers if key == "parameter")
    body = "\n".join(line for line in lines if not _HEADER.match(line)).strip()
    return Question(name, single["title"], single["group"], single["description"], parameters, body)


def _parameter(name: str, value: str) -> Parameter:
    match = _PARAMETER.fullmatch(value)
    if match is None:
        raise ValueError(f"{name}.rq: “{value}” is not of the form name kind default | help")
    return Parameter(*match.groups())
