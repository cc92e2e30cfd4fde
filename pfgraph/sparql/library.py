"""The library of questions: one .rq file each, run with typed parameters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Protocol

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from pfgraph.errors import QueryError
from pfgraph.resources import folder
from pfgraph.sparql.binding import Term
from pfgraph.sparql.header import Header, read_header
from pfgraph.sparql.parameters import (
    AS_OF,
    MOVEMENT,
    REFERENCE,
    TODAY,
    Parameter,
    read_arguments,
)
from pfgraph.sparql.records import Endpoint, RecordFinder
from pfgraph.sparql.results import ResultTable
from pfgraph.sparql.store import Store


class Deriver(Protocol):
    """What builds the results of rules in a store: pfgraph.rules.derive."""

    def __call__(
        self, store: Store, *, as_of: date, movement: URIRef, needs: tuple[str, ...]
    ) -> object:
        """Run the rules in `needs` and those they rest on, unless their results are there."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the library."""

    name: str
    header: Header

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters, in the order of the header."""
        return self.header.parameters

    @property
    def example(self) -> str:
        """A command line that asks it."""
        required = (each for each in self.parameters if each.required)
        options = "".join(f" -p {each.name}={each.example}" for each in required)
        return f"pfgraph query {self.name}{options}"

    def arguments(
        self, endpoint: Endpoint, given: Mapping[str, str], *, as_of: date, movement: URIRef
    ) -> dict[str, Term]:
        """The terms of all parameters; one QueryError that names everything wrong with `given`."""
        defaults: dict[str, Term] = {
            TODAY: Literal(as_of.isoformat(), datatype=XSD.date),
            REFERENCE: movement,
        }
        terms, problems = read_arguments(self.parameters, given, defaults, RecordFinder(endpoint))
        if problems:
            raise QueryError("\n".join([f"{self.name}: {'; '.join(problems)}", self.usage]))
        return terms

    @property
    def usage(self) -> str:
        """The parameters and an example, in a few lines."""
        lines = [f"  {each.name} ({describe(each)}): {each.help}" for each in self.parameters]
        return "\n".join(
            [
                *(["parameters:", *lines] if lines else ["it has no parameters"]),
                f"example: {self.example}",
            ]
        )

    def run(
        self,
        store: Store,
        arguments: Mapping[str, str],
        *,
        as_of: date,
        movement: URIRef,
        derive: Deriver | None = None,
    ) -> ResultTable:
        """The answer from a store that holds records and the ontology.

        `as_of` and `movement` hold unless `arguments` has them. What the question needs is
        derived first, by `derive`; QueryError when it needs rules and there is no `derive`, or
        when an argument is unknown, missing or malformed.
        """
        store.load_ontology()
        terms = self.arguments(store, arguments, as_of=as_of, movement=movement)
        if self.header.needs:
            self._derive(store, terms, as_of, movement, derive)
        return store.select(self.header.text, terms)

    def ask(
        self, endpoint: Endpoint, arguments: Mapping[str, str], *, as_of: date, movement: URIRef
    ) -> ResultTable:
        """The answer from an endpoint that holds ontology graphs; nothing can be derived there.

        QueryError when the question needs rules.
        """
        if self.header.needs:
            raise QueryError(
                f"{self.name} needs what the rules {', '.join(self.header.needs)} derive, which "
                "is not done on an endpoint; pull its graph and ask that with --store"
            )
        terms = self.arguments(endpoint, arguments, as_of=as_of, movement=movement)
        return endpoint.select(self.header.text, terms)

    def _derive(
        self,
        store: Store,
        terms: Mapping[str, Term],
        as_of: date,
        movement: URIRef,
        derive: Deriver | None,
    ) -> None:
        needs = self.header.needs
        if derive is None:
            raise QueryError(f"{self.name} needs what the rules {', '.join(needs)} derive")
        day = date.fromisoformat(str(terms[AS_OF])) if AS_OF in terms else as_of
        reference = terms.get(MOVEMENT, movement)
        derive(store, as_of=day, movement=URIRef(str(reference)), needs=needs)


def describe(parameter: Parameter) -> str:
    """Type, whether it has to be given, and the default, in a few words."""
    of = parameter.scheme or " or ".join(parameter.classes)
    kind = f"{parameter.type} of {of}" if of else str(parameter.type)
    if parameter.default:
        return f"{kind}, default {parameter.default}"
    return f"{kind}, required" if parameter.required else f"{kind}, optional"


@dataclass(frozen=True, slots=True)
class Library:
    """All questions, by name."""

    questions: Mapping[str, Question]

    def names(self) -> tuple[str, ...]:
        """The names, in alphabetical order."""
        return tuple(sorted(self.questions))

    def get(self, name: str) -> Question:
        """The question of that name; QueryError, with names that come near, if there is none."""
        if name in self.questions:
            return self.questions[name]
        near = get_close_matches(name, self.names(), n=3, cutoff=0.5)
        hint = f"did you mean {', '.join(near)}?" if near else "pfgraph query lists all of them"
        raise QueryError(f"there is no question {name}; {hint}")

    def by_tag(self) -> dict[str, tuple[Question, ...]]:
        """The questions under the first of their tags; tags and questions in alphabetical order."""
        tags = sorted({question.header.tags[0] for question in self.questions.values()})
        return {
            tag: tuple(
                self.questions[name]
                for name in self.names()
                if self.questions[name].header.tags[0] == tag
            )
            for tag in tags
        }


def read_library(root: Path) -> Library:
    """The questions in a folder; those in folders below it do not count."""
    return Library(
        {path.stem: Question(path.stem, read_header(path)) for path in root.glob("*.rq")}
    )


@cache
def library() -> Library:
    """The questions that came with pfgraph; read once."""
    return read_library(folder("queries"))
