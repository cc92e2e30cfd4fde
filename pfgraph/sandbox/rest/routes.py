"""Which path and method lead to which endpoint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import unquote

from pfgraph.sandbox.rest import about, entitypoints, sitelinks, statementpoints, termpoints
from pfgraph.sandbox.rest.bodies import Fields, Kind
from pfgraph.sandbox.rest.calls import PREFIX, Endpoint
from pfgraph.sandbox.rest.errors import FrameworkError, framework_message

_PARAMETER = re.compile(r"\\{(\w+)\\}")


@dataclass(frozen=True, slots=True)
class Route:
    """`template` is the path below the API's prefix, its parameters in braces.

    `about_entities` is False for what the API tells of itself.
    """

    method: str
    template: str
    endpoint: Endpoint
    fields: Fields = field(default_factory=Fields)
    about_entities: bool = True


def _writing(name: str, kind: Kind) -> Fields:
    return Fields({name: kind})


_PATCH = _writing("patch", "array")


def _terms(entity: str) -> Iterator[Route]:
    for kind, name in termpoints.NAMES.items():
        whole, one = f"{entity}/{kind}", f"{entity}/{kind}/{{language_code}}"
        yield Route("GET", whole, termpoints.GET_ALL[kind])
        yield Route("PATCH", whole, termpoints.PATCH[kind], _PATCH)
        yield Route("GET", one, termpoints.GET_ONE[kind])
        if kind == "aliases":
            yield Route("POST", one, termpoints.add_aliases, _writing("aliases", "array"))
            continue
        yield Route("PUT", one, partial(termpoints.put, kind), _writing(name, "string"))
        yield Route("DELETE", one, partial(termpoints.delete, kind))
        near = f"{whole}_with_language_fallback/{{language_code}}"
        yield Route("GET", near, partial(termpoints.get_with_fallback, kind))


def _statement(path: str) -> Iterator[Route]:
    yield Route("GET", path, statementpoints.get_one)
    yield Route("PUT", path, statementpoints.replace, _writing("statement", "array"))
    yield Route("PATCH", path, statementpoints.patch, _PATCH)
    yield Route("DELETE", path, statementpoints.delete)


def _entity(entity: str) -> Iterator[Route]:
    whole = f"{entity}/statements"
    yield Route("GET", entity, entitypoints.get)
    yield Route("PATCH", entity, entitypoints.patch, _PATCH)
    yield from _terms(entity)
    yield Route("GET", whole, statementpoints.get_all)
    yield Route("POST", whole, statementpoints.add, _writing("statement", "array"))
    yield from _statement(f"{whole}/{{statement_id}}")


def _sitelinks(item: str) -> Iterator[Route]:
    one = f"{item}/sitelinks/{{site_id}}"
    yield Route("GET", f"{item}/sitelinks", sitelinks.get_all)
    yield Route("PATCH", f"{item}/sitelinks", sitelinks.patch, _PATCH)
    yield Route("GET", one, sitelinks.one)
    yield Route("PUT", one, sitelinks.one, _writing("sitelink", "array"))
    yield Route("DELETE", one, sitelinks.one)


_ITEMS, _PROPERTIES = "/entities/items", "/entities/properties"
ROUTES = (
    Route("GET", "/openapi.json", about.openapi, about_entities=False),
    Route("GET", "/property-data-types", about.data_types, about_entities=False),
    Route("POST", _ITEMS, entitypoints.create_item, _writing("item", "array")),
    Route("POST", _PROPERTIES, entitypoints.create_property, _writing("property", "array")),
    *_entity(f"{_ITEMS}/{{item_id}}"),
    *_entity(f"{_PROPERTIES}/{{property_id}}"),
    *_sitelinks(f"{_ITEMS}/{{item_id}}"),
    *_statement("/statements/{statement_id}"),
)


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(_PARAMETER.sub(r"(?P<\1>[^/]+)", re.escape(PREFIX + template)))


_BY_TEMPLATE = [
    (_pattern(template), {each.method: each for each in ROUTES if each.template == template})
    for template in dict.fromkeys(each.template for each in ROUTES)
]


def find_route(method: str, path: str) -> tuple[Route, dict[str, str]]:
    """The route of a path as it was sent, and the parameters in it, percent signs resolved.

    Raises FrameworkError with 404 or 405.
    """
    wanted = "GET" if method == "HEAD" else method
    for pattern, routes in _BY_TEMPLATE:
        found = pattern.fullmatch(path)
        if found is not None:
            if wanted not in routes:
                raise _wrong_method(method, list(routes))
            return routes[wanted], {key: unquote(each) for key, each in found.groupdict().items()}
    text = f"The requested relative path ({path}) did not match any known handler"
    raise framework_message(404, "rest-no-match", text)


def _wrong_method(method: str, allowed: list[str]) -> FrameworkError:
    which = "one of the allowed methods" if len(allowed) > 1 else "the allowed method"
    names = ", ".join(allowed)
    text = f"The request method ({method}) was not {which} for this path ({names})"
    error = framework_message(405, "rest-wrong-method", text)
    error.headers = {"Allow": names}
    return error
