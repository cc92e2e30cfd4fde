"""Labels, descriptions and aliases: reading what is sent, and what may not be saved."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from pfgraph.sandbox.model.datatypes import shortened
from pfgraph.sandbox.model.errors import modification_failed, wikibase_error
from pfgraph.sandbox.model.ids import link_to, normal_id
from pfgraph.sandbox.model.languages import term_languages
from pfgraph.sandbox.store.storage import Entity, Storage
from pfgraph.sandbox.store.termindex import item_with, property_with

LIMIT = 250
Change = Callable[[Entity], None]
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


def normal_term(text: str) -> str:
    """The text as a wiki keeps it: NFC, control characters as blanks, trimmed."""
    return _CONTROLS.sub(" ", unicodedata.normalize("NFC", text)).strip()


def _array(value: Any) -> Any:
    if not isinstance(value, dict | list):
        raise wikibase_error("not-recognized-array", "wikibase-api-not-recognized-array")
    return value


def _entries(value: Any) -> Iterator[tuple[Any, Any]]:
    return iter(value.items() if isinstance(value, dict) else enumerate(_array(value)))


def _language(key: Any, entry: Any) -> str:
    if "language" not in _array(entry):
        text = f"'language' was not found in term serialization for {key}"
        raise wikibase_error("missing-language", "wikibase-api-missing-language", text)
    if not isinstance(entry, dict):
        raise wikibase_error("not-recognized-array", "wikibase-api-not-recognized-array")
    language = entry["language"]
    if isinstance(key, str) and key != language:
        raise wikibase_error(
            "inconsistent-language", "wikibase-api-inconsistent-language", language, key
        )
    return known_language(language)


def known_language(language: Any) -> str:
    """The code itself; raises `not-recognized-language`."""
    if not isinstance(language, str) or language not in term_languages():
        raise wikibase_error(
            "not-recognized-language", "wikibase-api-not-recognized-language", language
        )
    return str(language)


def _text(entry: Any) -> str:
    value = entry.get("value")
    if not isinstance(value, str):
        raise wikibase_error("not-recognized-string", "wikibase-api-not-recognized-string")
    return normal_term(value)


def read_terms(kind: str, sent: Any) -> list[Change]:
    """Changes of labels or descriptions; an empty text or `remove` takes the term away."""
    changes = []
    for key, entry in _entries(sent):
        language = _language(key, entry)
        text = "" if "remove" in entry else _text(entry)
        changes.append(set_term(kind, language, text))
    return changes


def set_term(kind: str, language: str, text: str) -> Change:
    """A change of one label or description."""

    def change(entity: Entity) -> None:
        terms = dict(entity[kind])
        if text:
            terms[language] = {"language": language, "value": text}
        else:
            terms.pop(language, None)
        entity[kind] = terms

    return change


def read_aliases(sent: Any) -> list[Change]:
    """Changes of aliases; a list for a language replaces its aliases, `add` and `remove` do not."""
    changes = []
    for key, entry in _entries(sent):
        group = [entry] if isinstance(entry, dict) else _array(entry)
        languages = [_language(key, alias) for alias in group]
        added = [(_text(alias), alias) for alias in group]
        if group and all("add" in alias or "remove" in alias for alias in group):
            add = [text for text, alias in added if "add" in alias]
            remove = [text for text, alias in added if "add" not in alias]
            changes.append(change_aliases(languages[0], add, remove))
        else:
            kept = [text for text, alias in added if "remove" not in alias]
            language = languages[0] if languages else str(key)
            changes.append(set_aliases(language, kept))
    return changes


def set_aliases(language: str, texts: list[str]) -> Change:
    """A change that replaces a language's aliases."""

    def change(entity: Entity) -> None:
        aliases = dict(entity["aliases"])
        aliases.pop(language, None) if not texts else None
        if texts:
            aliases[language] = [
                {"language": language, "value": text} for text in dict.fromkeys(texts)
            ]
        entity["aliases"] = aliases

    return change


def change_aliases(language: str, add: list[str], remove: list[str]) -> Change:
    """A change that adds aliases of a language and takes others away."""

    def change(entity: Entity) -> None:
        present = [alias["value"] for alias in entity["aliases"].get(language, [])]
        texts = [text for text in [*present, *add] if text not in remove]
        set_aliases(language, texts)(entity)

    return change


def check_terms(entity: Entity, before: Entity, storage: Storage) -> None:
    """Raise `modification-failed` or `failed-save` for new terms that may not be saved."""
    for kind, name in (("labels", "label"), ("descriptions", "description")):
        for language, term in entity[kind].items():
            if before[kind].get(language) != term:
                _check_length(term["value"], name)
                _check_label(entity, kind, term["value"])
    for language, aliases in entity["aliases"].items():
        if before["aliases"].get(language) != aliases:
            for alias in aliases:
                _check_length(alias["value"], "alias")
    for language in _changed_languages(entity, before):
        _check_unique(entity, language, storage)


def _check_length(text: str, name: str) -> None:
    if not text:
        raise modification_failed(f"wikibase-validator-{name}-too-short", "1", "")
    if len(text) > LIMIT:
        raise modification_failed(
            f"wikibase-validator-{name}-too-long", str(LIMIT), shortened(text)
        )


def _check_label(entity: Entity, kind: str, text: str) -> None:
    if kind == "labels" and entity["type"] == "property" and normal_id(text):
        raise modification_failed("wikibase-validator-label-no-entityid", text)


def _changed_languages(entity: Entity, before: Entity) -> list[str]:
    return [
        language
        for language, term in entity["labels"].items()
        if before["labels"].get(language) != term
        or before["descriptions"].get(language) != entity["descriptions"].get(language)
    ]


def _check_unique(entity: Entity, language: str, storage: Storage) -> None:
    label = entity["labels"][language]["value"]
    description = entity["descriptions"].get(language, {}).get("value")
    if label == description:
        raise modification_failed("wikibase-validator-label-equals-description", language)
    if entity["type"] == "property":
        _check_property_label(entity, language, label, storage)
    elif description:
        for other in item_with(storage, language, label, description):
            if other != entity["id"]:
                raise modification_failed(
                    "wikibase-validator-label-with-description-conflict",
                    label,
                    language,
                    link_to(other),
                )


def _check_property_label(entity: Entity, language: str, label: str, storage: Storage) -> None:
    for other in property_with(storage, language, label):
        if other != entity["id"]:
            name = "wikibase-validator-label-conflict"
            error = wikibase_error("failed-save", "wikibase-api-failed-save")
            conflict = modification_failed(name, label, language, link_to(other))
            error.messages += conflict.messages
            error.header = f"failed-save, {name}"
            error.listed = True
            raise error
