"""Labels, descriptions and aliases in the REST API's form: reading and checking them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pfgraph.sandbox.model.ids import normal_id, type_of
from pfgraph.sandbox.model.languages import term_languages
from pfgraph.sandbox.model.terms import LIMIT
from pfgraph.sandbox.rest.errors import policy_violation
from pfgraph.sandbox.rest.refusals import BadKey, Invalid, TooLong
from pfgraph.sandbox.store.storage import Storage
from pfgraph.sandbox.store.termindex import item_with, property_with

Terms = dict[str, str]
_BLANKS = " \n\r\t\v\0"  # what PHP's trim takes away
_BAD = re.compile(r"^\s|[\n\v\f\r\x85\u2028\u2029\t]|\s\Z")


def trimmed(text: str) -> str:
    """The text without white space around it, as far as it is ASCII."""
    return text.strip(_BLANKS)


def _map(sent: Any, path: str) -> Mapping[str, Any]:
    if sent == [] and isinstance(sent, list):
        return {}
    if not isinstance(sent, dict):
        raise Invalid(path, sent)
    for language in sent:
        if language not in term_languages():
            raise BadKey(path, language)
    return sent


def read_terms(sent: Any, path: str) -> Terms:
    """Labels or descriptions by language, trimmed."""
    terms = {}
    for language, text in _map(sent, path).items():
        if not isinstance(text, str):
            raise Invalid(f"{path}/{language}", text)
        terms[language] = trimmed(text)
        if not terms[language]:
            raise Invalid(f"{path}/{language}", "")
    return terms


def read_alias_list(sent: Any, path: str) -> list[str]:
    """The aliases of one language, trimmed, each once; there must be one."""
    if not isinstance(sent, list) or not sent:
        raise Invalid(path, sent)
    aliases = []
    for number, text in enumerate(sent):
        alias = trimmed(text) if isinstance(text, str) else ""
        if not alias:
            raise Invalid(f"{path}/{number}", alias if isinstance(text, str) else text)
        aliases.append(alias)
    kept = list(dict.fromkeys(aliases))
    for number, alias in enumerate(kept):
        check_text(alias, f"{path}/{number}")
    return kept


def read_aliases(sent: Any, path: str) -> dict[str, list[str]]:
    """Aliases by language."""
    groups = _map(sent, path)
    return {
        language: read_alias_list(each, f"{path}/{language}") for language, each in groups.items()
    }


def check_text(text: str, path: str) -> None:
    """Refuse a text that is empty, too long, or has white space where none belongs."""
    if len(text) > LIMIT:
        raise TooLong(path, LIMIT)
    if not text or _BAD.search(text):
        raise Invalid(path, text)


def check_label(
    entity_id: str, language: str, label: str, descriptions: Terms, path: str, storage: Storage
) -> None:
    """Check a label alone and beside what else the wiki holds.

    `entity_id` is `Q0` or `P0` for an entity that has no id yet.
    """
    check_text(label, path)
    if type_of(entity_id) == "property":
        if normal_id(label):
            raise Invalid(path, label)
        _check_property_label(entity_id, language, label, storage)
    if language in descriptions:
        _check_pair(entity_id, language, label, descriptions[language], storage)


def check_description(
    entity_id: str, language: str, description: str, labels: Terms, path: str, storage: Storage
) -> None:
    """Check a description alone and beside the label."""
    check_text(description, path)
    if language in labels:
        _check_pair(entity_id, language, labels[language], description, storage)


CHECKS = {"labels": check_label, "descriptions": check_description}


def _check_property_label(entity_id: str, language: str, label: str, storage: Storage) -> None:
    for other in property_with(storage, language, label):
        if other != entity_id:
            raise policy_violation(
                "property-label-duplicate", language=language, conflicting_property_id=other
            )


def _check_pair(
    entity_id: str, language: str, label: str, description: str, storage: Storage
) -> None:
    """Refuse a label that equals its description, and a pair that another item has."""
    if label == description:
        raise policy_violation("label-description-same-value", language=language)
    if type_of(entity_id) == "item":
        for other in item_with(storage, language, label, description):
            if other != entity_id:
                raise policy_violation(
                    "item-label-description-duplicate",
                    language=language,
                    conflicting_item_id=other,
                )


def changed(new: Mapping[str, Any], old: Mapping[str, Any]) -> list[str]:
    """The languages whose text is new or another than before."""
    return [language for language, text in new.items() if old.get(language) != text]
