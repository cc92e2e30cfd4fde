"""Random entities in the JSON of the API, and what `wbeditentity` makes of them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from pfgraph.runs.parts import Parts, entity_of, parts_of

Json = dict[str, Any]

TEXTS = st.sampled_from(["one", "two", "three"])
CODES = ["en", "fr"]
GUIDS = {"Q1$a": "P1", "Q1$b": "P1", "Q1$c": "P2", "Q1$d": "P2", "Q1$e": "P3"}


def snak(prop: str, text: str) -> Json:
    """A snak that holds a string."""
    return {
        "snaktype": "value",
        "property": prop,
        "datavalue": {"type": "string", "value": text},
    }


@st.composite
def statements(draw: st.DrawFn, guid: str) -> Json:
    """A statement with that GUID, on the property that belongs to it."""
    qualifiers = draw(st.dictionaries(st.sampled_from(["P7", "P8"]), TEXTS))
    return {
        "id": guid,
        "type": "statement",
        "rank": draw(st.sampled_from(["normal", "preferred"])),
        "mainsnak": snak(GUIDS[guid], draw(TEXTS)),
        "qualifiers": {prop: [snak(prop, text)] for prop, text in qualifiers.items()},
        "references": [{"snaks": {"P9": [snak("P9", text)]}} for text in draw(_texts())],
    }


def _texts() -> st.SearchStrategy[list[str]]:
    return st.lists(TEXTS, max_size=3, unique=True)


@st.composite
def later(draw: st.DrawFn, entity: Json) -> Json:
    """The entity after somebody has edited some parts of it, in whatever way."""
    parts: Parts = dict(parts_of(entity))
    for code in draw(st.sets(st.sampled_from(CODES))):
        for kind in draw(st.sets(st.sampled_from(["label", "description"]))):
            _set(parts, (kind, code), draw(st.none() | TEXTS))
        text = draw(TEXTS)
        _set(parts, ("alias", code, text), draw(st.sampled_from([None, text])))
    for guid in draw(st.sets(st.sampled_from(sorted(GUIDS)))):
        part = ("statement", guid)
        fresh = draw(statements(guid))
        if part in parts and draw(st.booleans()):
            fresh = _partly(parts[part], fresh, draw(st.sets(st.sampled_from(ASPECTS))))
        _set(parts, part, draw(st.sampled_from([None, fresh, fresh])))
    return entity_of(parts, "Q1")


ASPECTS = ["mainsnak", "rank", "qualifiers", "references"]


def _partly(old: Json, fresh: Json, aspects: set[str]) -> Json:
    return {**old, **{aspect: fresh[aspect] for aspect in aspects}}


def _set(parts: Parts, part: tuple[str, ...], value: Any) -> None:
    if value is None:
        parts.pop(part, None)
    else:
        parts[part] = value


EMPTY: Json = {"id": "Q1"}


@st.composite
def histories(draw: st.DrawFn, length: int) -> list[Json]:
    """An entity and what it became, edit by edit."""
    entities = [draw(later(draw(later(EMPTY))))]
    for _ in range(length - 1):
        entities.append(draw(later(entities[-1])))
    return entities


def applied(entity: Json, data: Json) -> Json:
    """What `wbeditentity` makes of an entity."""
    parts: Parts = dict(parts_of(entity))
    for kind, field in (("label", "labels"), ("description", "descriptions")):
        for code, term in data.get(field, {}).items():
            _set(parts, (kind, code), None if "remove" in term else term["value"])
    for alias in data.get("aliases", ()):
        text = alias["value"]
        part = ("alias", alias["language"], text)
        _set(parts, part, None if "remove" in alias else text)
    for claim in data.get("claims", ()):
        _set(parts, ("statement", claim["id"]), None if "remove" in claim else claim)
    return entity_of(parts, "Q1")
