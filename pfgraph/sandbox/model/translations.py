"""What the wiki says in other languages than English, as far as it was heard to.

Texts that are not here are English, as they are on a wiki whose translation is incomplete.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pfgraph.sandbox.model.messages import Message

_LIST = (
    "&lt;https://lists.wikimedia.org/postorius/lists/"
    "mediawiki-api-announce.lists.wikimedia.org/&gt;"
)
_HELP = {
    "en": (
        "See {api} for API usage. Subscribe to the mediawiki-api-announce mailing list at "
        f"{_LIST} for notice of API deprecations and breaking changes."
    ),
    "de": (
        "Siehe {api} zur Verwendung der API. Abonniere die Mailingliste „mediawiki-api-announce“ "
        f"auf {_LIST} zum Feststellen von API-Veralterungen und „Breaking Changes“."
    ),
}
TEXTS: Mapping[str, Mapping[str, str]] = {
    "de": {
        "wikibase-api-no-such-entity": (
            "Es konnte kein Objekt mit der Kennung „$1“ gefunden werden."
        ),
    },
}


def help_in(language: str) -> str:
    """Where to read about the API; `{api}` stands for its address."""
    return next((_HELP[code] for code in _chain(language) if code in _HELP), _HELP["en"])


def in_language(message: Message, language: str) -> Message:
    """The message with the text it has in a language, or as it is."""
    for code in _chain(language):
        template = TEXTS.get(code, {}).get(message.name)
        if template is not None:
            return replace(message, template=template)
    return message


def _chain(language: str) -> tuple[str, ...]:
    return (language, language.partition("-")[0])
