"""A wiki for the clients of one module, with a property of each datatype."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from pfgraph.sandbox import Sandbox
from tests.sandbox.conftest import Bot, log_in

DATATYPES = (
    "external-id",
    "globe-coordinate",
    "monolingualtext",
    "quantity",
    "string",
    "time",
    "url",
    "wikibase-item",
    "wikibase-property",
)


@dataclass(frozen=True)
class Ground:
    """A running wiki, a bot on it, and the property of each datatype."""

    sandbox: Sandbox
    bot: Bot
    properties: Mapping[str, str]

    def entity(self, entity_id: str) -> dict[str, object]:
        """What the wiki holds, read without the client under test."""
        answer = self.bot.get(action="wbgetentities", ids=entity_id)
        entity: dict[str, object] = answer["entities"][entity_id]
        return entity


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    """Shared by a module's tests: each makes what it needs under labels of its own."""
    with Sandbox() as sandbox:
        bot = log_in(sandbox, sandbox.user, sandbox.password)
        made = {
            datatype: bot.make("property", f"{datatype} property", datatype=datatype)
            for datatype in DATATYPES
        }
        yield Ground(sandbox, bot, made)
        bot.http.close()


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
