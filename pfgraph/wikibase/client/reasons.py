"""Why a Wikibase refused, in its own words.

The code of the API is often a general one, such as failed-save or permissiondenied; the reason
then stands in the messages behind it. https://www.mediawiki.org/wiki/API:Errors_and_warnings
"""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

_UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # direction of writing
LONGEST = 400  # characters of a reason
_GENERAL = "wikibase-api-"  # the messages that say no more than the code
_CODES = {  # the beginning of a message's name, and the code by which it is known here
    "abusefilter-": "",
    "spam-blacklisted": "spamblacklist",
    "edit-conflict": "edit-conflict",
    "blockedtext": "blocked",
    "autoblockedtext": "blocked",
    "systemblockedtext": "blocked",
    "protectedpagetext": "protectedpage",
    "protectedinterface": "protectedpage",
    "cascadeprotected": "protectedpage",
}


def messages(error: Any) -> Iterator[Mapping[str, Any]]:
    """The messages of an error; a list, or in older versions an object with numbers as keys."""
    listed = error.values() if isinstance(error, Mapping) else error or ()
    return (each for each in listed if isinstance(each, Mapping))


def names(error: Mapping[str, Any]) -> list[str]:
    """The names of an error's messages."""
    return [str(each.get("name", "")) for each in messages(error.get("messages"))]


def reason(code: str, info: str, said: Any) -> tuple[str, str]:
    """The wiki's words for a refusal, and the code that says most."""
    telling = [each for each in messages(said) if not each.get("name", "").startswith(_GENERAL)]
    if not telling:
        return info, code
    last = telling[-1]
    return _plain(last) or info, _code(str(last.get("name", "")), code)


def _code(name: str, code: str) -> str:
    found = next((short for start, short in _CODES.items() if name.startswith(start)), None)
    return code if found is None else found or name


def _plain(message: Mapping[str, Any]) -> str:
    said = message.get("html") or ""
    text = said.get("*", "") if isinstance(said, Mapping) else str(said)
    words = " ".join(html.unescape(_UNSEEN.sub("", re.sub(r"<[^>]*>", " ", text))).split())
    words = re.sub(r" (?=[.,;:!?)])", "", words)
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
