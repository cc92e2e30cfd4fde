"""Web addresses in one form, so that the same address is the same text everywhere."""

import re
from urllib.parse import quote, urlsplit

_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SCHEMES = ("http", "https")
# What IRIs may not hold (https://www.rfc-editor.org/rfc/rfc3987#section-2.2); stores refuse it.
_FORBIDDEN = frozenset('<>"{}|\\^`[]')
_SERVER = re.compile(r"(?:\[[0-9a-f:.]+\]|[\w~-][\w.~-]*)(?::\d*)?", re.IGNORECASE)


def normal_address(text: str) -> str:
    """The address in the form in which pfgraph compares and keeps addresses.

    Scheme and host are in lower case, escapes of printable characters beyond ASCII are decoded,
    what IRIs forbid is encoded; other escapes stay. Applying it again changes nothing. Raises
    ValueError, in words, when the text is no address of the web.
    """
    text = text.strip()
    scheme, colon, rest = text.partition("://")
    if not colon or scheme.lower() not in _SCHEMES:
        raise ValueError("write the whole address, beginning with https:// or http://")
    try:
        host = urlsplit(text).netloc
    except ValueError as error:
        raise ValueError("the name of the server cannot be read") from error
    account, at, name = host.rpartition("@")
    if not _SERVER.fullmatch(name):
        raise ValueError("the name of the server is missing or cannot be read")
    before, sign, fragment = rest[len(host) :].partition("#")
    path = _normal_rest(before) + sign + _normal_rest(fragment).replace("#", "%23")
    return f"{scheme.lower()}://{_normal_rest(account).replace('@', '%40')}{at}{name.lower()}{path}"


def _normal_rest(text: str) -> str:
    decoded = _ESCAPES.sub(_decode, _LONE_PERCENT.sub("%25", text))
    return "".join(
        character if _stands(character) else quote(character, safe="") for character in decoded
    )


def _decode(match: re.Match[str]) -> str:
    octets = bytes.fromhex(match[0].replace("%", ""))
    text = octets.decode("utf-8", "surrogateescape")
    return "".join(
        character if ord(character) > 0x7F and _stands(character) else _escaped(character)
        for character in text
    )


def _stands(character: str) -> bool:
    return character.isprintable() and character != " " and character not in _FORBIDDEN


def _escaped(character: str) -> str:
    octets = character.encode("utf-8", "surrogateescape")
    return "".join(f"%{octet:02X}" for octet in octets)
