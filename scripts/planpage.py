"""The page about plan files, from their published schema."""

from collections.abc import Iterator, Mapping
from typing import Any

from pfgraph.wikibase.planschema import plan_schema
from scripts.markdown import page, table

_ABOUT = """\
`pfgraph plan PATH... -o FILE` writes such a file and `pfgraph apply FILE` makes it true. It is
JSON, indented so that two plans can be compared line by line, and the same plan always gives the
same file. Its [JSON Schema](../../pfgraph/wikibase/plan.schema.json) is part of the package. A
file that does not fit is refused before anything is written, with everything that is wrong in it:

```text
Error: spring.plan: this is no plan that can be applied: 2 things are wrong; …
  items[0].revision: "7" stands where a whole number belongs
  items[3].edits[1].after.main[2]: "2019-13" is no date: there is no month 13
```

Items are named by keys: the record id (`actors/unesco`), or what else an item is known by.
Properties are named by the ontology's IRIs. How to read a plan is told in
[review a plan](../how-to/review-a-plan.md).

Files of version 1 (`pfgraph plan 1`) are still read; they know neither places nor findings.
So are files without `rows`: the journal then knows of those rows alone that the items speak of.
"""
_PARTS = ("item", "edit", "statement", "snak", "conflict", "source", "findings", "finding")


def plan_page() -> str:
    """Each part of a plan file: what it holds."""
    schema = plan_schema()
    start = page("Plan files", "`pfgraph/wikibase/plan.schema.json`", _ABOUT)
    parts = (_part(name, schema["$defs"][name]) for name in _PARTS)
    return "\n".join([start, _section("The whole", schema), *parts])


def _part(name: str, schema: Mapping[str, Any]) -> str:
    if name == "snak":
        return _snak(schema)
    inner = next((each for each in schema.get("anyOf", ()) if "properties" in each), schema)
    shown = schema if "properties" in schema else {**inner, "description": schema["description"]}
    return _section(name, shown)


def _section(name: str, schema: Mapping[str, Any]) -> str:
    said = schema.get("description", "")
    rows = [(f"`{field}`", _kind(each), _meaning(each)) for field, each in _fields(schema)]
    heading = name[0].upper() + name[1:]
    return f"## {heading}\n\n{said}\n\n{table(('field', 'holds', 'meaning'), rows)}"


def _fields(schema: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for field, each in schema["properties"].items():
        yield field, each if isinstance(each, Mapping) else _STATEMENT


_STATEMENT: Mapping[str, Any] = {
    "anyOf": [{"type": "null"}, {"$ref": "#/$defs/statement"}],
}


def _snak(schema: Mapping[str, Any]) -> str:
    rows = [
        (", ".join(_kinds(choice["prefixItems"][1])), _values(choice["prefixItems"][2:]))
        for choice in schema["anyOf"]
    ]
    return f"## Snak\n\n{schema['description']}\n\n{table(('kind', 'then'), rows)}"


def _kinds(schema: Mapping[str, Any]) -> list[str]:
    return [f"`{each}`" for each in schema.get("enum", [schema.get("const")])]


def _values(parts: list[Mapping[str, Any]]) -> str:
    words = {0: "nothing", 1: "the value as text", 2: "the text, then its language"}
    date = "; a year, month or day" if parts and "format" in parts[0] else ""
    return words[len(parts)] + date


def _meaning(schema: Mapping[str, Any]) -> str:
    own = schema.get("description")
    named = str(schema.get("$ref", "")).removeprefix("#/$defs/")
    found = own or (plan_schema()["$defs"][named].get("description", "") if named else "")
    return str(found)


_WORDS = {
    "id": "the wiki's id, such as Q42",
    "item": "an item",
    "edit": "an edit",
    "findings": "findings",
    "side": "a statement, a text or null",
    "source": "a source or null",
}


def _kind(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        name = str(schema["$ref"]).removeprefix("#/$defs/")
        return _WORDS.get(name, f"a {name}")
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"])
    if "const" in schema:
        return f"`{schema['const']}`" if schema["const"] else "an empty text"
    if "enum" in schema:
        return ", ".join(f"`{each}`" for each in schema["enum"])
    return _plain(schema)


def _plain(schema: Mapping[str, Any]) -> str:
    kind = schema["type"]
    if kind == "array":
        return f"a list, each: {_kind(schema['items'])}"
    if kind == "object":
        return f"an object, each: {_kind(schema['additionalProperties'])}"
    return {
        "string": "a text", "integer": "a whole number", "boolean": "true or false", "null": "null",
    }[kind]  # fmt: skip
