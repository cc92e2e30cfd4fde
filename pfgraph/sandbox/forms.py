"""Forms as browsers and bots send them: `application/x-www-form-urlencoded`.

See https://url.spec.whatwg.org/#urlencoded-parsing. Bots send whole entities this way, with every
quotation mark as three characters, so that this is a good part of the work on an edit.
"""

from __future__ import annotations

import re
from binascii import a2b_qp
from urllib.parse import unquote_to_bytes

_BROKEN = re.compile(rb"%(?![0-9A-Fa-f]{2})")


def fields(body: bytes) -> dict[str, str]:
    """The fields of a form, empty ones too; of a name that is sent twice, the last."""
    found = {}
    for part in body.split(b"&"):
        if part:
            name, _, value = part.partition(b"=")
            found[_decoded(name)] = _decoded(value)
    return found


def _decoded(text: bytes) -> str:
    text = text.replace(b"+", b" ")
    if b"%" not in text:
        return text.decode("utf-8", "replace")
    if _BROKEN.search(text):
        return unquote_to_bytes(text).decode("utf-8", "replace")
    # quoted-printable is the same code with another sign, and its decoder is written in C
    return a2b_qp(text.replace(b"=", b"%3D").replace(b"%", b"=")).decode("utf-8", "replace")
