"""A wiki with something on it, and somebody who reads and edits it in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

from pfgraph.sandbox import Sandbox
from tests.sandbox.pages.person import Person

DATATYPES = (
    "string",
    "external-id",
    "url",
    "wikibase-item",
    "wikibase-property",
    "time",
    "quantity",
    "globe-coordinate",
    "monolingualtext",
)


@dataclass(frozen=True)
class Small:
    """A small wiki: `berlin` has a statement of each datatype, `properties` are by datatype."""

    sandbox: Sandbox
    person: Person
    properties: dict[str, str]
    kilometre: str
    berlin: str
    guids: dict[str, str]


VALUES = {
    "string": ("plain words", ""),
    "external-id": ("n 79", ""),
    "url": ("https://example.org/berlin", ""),
    "wikibase-item": ("kilometre", ""),
    "wikibase-property": ("a time", ""),
    "time": ("17 May 2020", ""),
    "quantity": ("1234.5±0.5", "kilometre"),
    "globe-coordinate": ("52.5167, 13.3833", ""),
    "monolingualtext": ("Berlin bleibt doch Berlin", "de"),
}


def person(sandbox: Sandbox, name: str = "Admin") -> Person:
    """Somebody who has logged in."""
    http = httpx.Client(base_url=sandbox.url, trust_env=False)
    return Person(http).log_in(name, sandbox.password)


def furnish(sandbox: Sandbox) -> Small:
    """Fill an empty wiki through its own forms."""
    somebody = person(sandbox)
    properties = {
        each: somebody.make("Property", f"a {each}", language="en", datatype=each)
        for each in DATATYPES
    }
    kilometre = somebody.make("Item", "kilometre", language="en")
    berlin = somebody.make(
        "Item", "Berlin", language="en", description="a city", aliases="Spree-Athen\nThe city"
    )
    guids = {
        datatype: somebody.state(berlin, properties[datatype], text, main__extra=extra)
        for datatype, (text, extra) in VALUES.items()
    }
    return Small(sandbox, somebody, properties, kilometre, berlin, guids)


@pytest.fixture(scope="module")
def small() -> Iterator[Small]:
    with Sandbox() as running:
        made = furnish(running)
        yield made
        made.person.http.close()


@pytest.fixture
def admin(sandbox: Sandbox) -> Iterator[Person]:
    somebody = person(sandbox)
    yield somebody
    somebody.http.close()


@pytest.fixture
def other(sandbox: Sandbox) -> Iterator[Person]:
    """Somebody else, who edits the same things."""
    somebody = person(sandbox, "PlainUser")
    yield somebody
    somebody.http.close()


@pytest.fixture
def visitor(browser: httpx.Client) -> Person:
    """Somebody who has not logged in."""
    return Person(browser)
