"""One request to the REST API, as its endpoints see it, and their answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote, urlencode

from pfgraph.sandbox.accounts import Account
from pfgraph.sandbox.model.ids import normal_id, type_of
from pfgraph.sandbox.model.languages import term_languages
from pfgraph.sandbox.rest.bodies import Body
from pfgraph.sandbox.rest.errors import Redirected, invalid_path_parameter, not_found
from pfgraph.sandbox.store.storage import Revision
from pfgraph.sandbox.wiki import Wiki

BASE = "/w/rest.php"
PREFIX = "/wikibase/v1"
Subject = Literal["item", "property"]


@dataclass(frozen=True, slots=True)
class Call:
    """Who asks for what. `path` has the parameters of the path, percent signs resolved."""

    wiki: Wiki
    account: Account
    template: str
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Body

    @property
    def subject(self) -> Subject:
        """The kind of entity that the path names by its id."""
        return "property" if "property_id" in self.path else "item"

    def entity_id(self) -> str:
        """The id in the path, in upper case; raises `invalid-path-parameter`."""
        name = f"{self.subject}_id"
        entity_id = normal_id(self.path[name])
        if entity_id is None or type_of(entity_id) != self.subject:
            raise invalid_path_parameter(name)
        return entity_id

    def language(self) -> str:
        """The language code in the path; raises `invalid-path-parameter`."""
        code = self.path["language_code"]
        if code not in term_languages():
            raise invalid_path_parameter("language_code")
        return code

    def entity(self, entity_id: str) -> Revision:
        """The newest revision; raises Redirected or `resource-not-found`."""
        revision = self.wiki.storage.latest(entity_id)
        if revision is None:
            raise not_found(type_of(entity_id))
        if revision.target:
            raise Redirected(self.path.get("item_id", entity_id), revision.target)
        return revision

    def address(self, template: str, **parameters: str) -> str:
        """The URL of another resource."""
        path = template
        for name, value in parameters.items():
            path = path.replace(f"{{{name}}}", quote(value, safe=""))
        return f"{self.wiki.server}{BASE}{PREFIX}{path}"

    def here_with(self, **changes: str) -> str:
        """The URL of this request with other parameters in its path."""
        address = self.address(self.template, **{**self.path, **changes})
        return f"{address}?{urlencode(self.query)}" if self.query else address


@dataclass(frozen=True, slots=True)
class Answer:
    """What an endpoint says; `revision` gives entity tag and time, `body` None an empty answer."""

    body: Any
    revision: Revision | None = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Endpoint = Callable[[Call], Answer]


def redirect(status: int, address: str) -> Answer:
    """An empty answer that points elsewhere."""
    return Answer(None, status=status, headers={"Location": address})


def deleted(what: str) -> Answer:
    """The answer after something was taken away."""
    return Answer(f"{what} deleted", headers={"Content-Language": "en"})
