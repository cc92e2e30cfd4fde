"""From an answer to the body of a response, by the `format` that was asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pfgraph.sandbox.action.formats.jsonformat import as_json
from pfgraph.sandbox.action.formats.pages import result_page
from pfgraph.sandbox.action.formats.xmlformat import as_xml
from pfgraph.sandbox.model.jsonwriting import written
from pfgraph.sandbox.model.phpserial import php_serialised

FORMATS = ("json", "jsonfm", "none", "php", "phpfm", "rawfm", "xml", "xmlfm")
DEFAULT = "jsonfm"
HTML = "text/html; charset=UTF-8"
_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Written:
    """A body, its content type and the name a browser would save it under."""

    body: bytes
    content_type: str
    filename: str


def own_parameters(sent: Mapping[str, str]) -> frozenset[str]:
    """The parameters that the format takes."""
    name = sent.get("format", DEFAULT).removesuffix("fm")
    own = {
        "json": "callback utf8 ascii formatversion",
        "raw": "callback utf8 ascii formatversion",
        "php": "formatversion",
        "xml": "xslt includexmlnamespace",
    }
    shown = "wrappedhtml" if sent.get("format", DEFAULT).endswith("fm") else ""
    return frozenset(f"{own.get(name, '')} {shown}".split())


def version_of(sent: Mapping[str, str]) -> str:
    """The format version, `1` or `2`; XML has the first only."""
    newer = sent.get("formatversion") in ("2", "latest")
    return "2" if newer and "formatversion" in own_parameters(sent) else "1"


def write(answer: Any, sent: Mapping[str, str]) -> Written:
    """The answer in the format asked for; one that does not exist counts as the default."""
    name = sent.get("format", DEFAULT)
    if name not in FORMATS:
        name = DEFAULT
    if name == "json":
        ending, kind = ("js", "text/javascript") if "callback" in sent else ("json", _JSON)
        return Written(as_json(answer, sent), f"{kind}; charset=utf-8", f"api-result.{ending}")
    if name == "none":
        return Written(b"", "text/plain; charset=utf-8", "api-result.txt")
    plain = json.loads(written(answer))
    if name.endswith("fm"):
        return _page(plain, sent, name.removesuffix("fm"))
    if name == "xml":
        text = as_xml(plain, "includexmlnamespace" in sent)
        return Written(text.encode(), "text/xml; charset=utf-8", "api-result.xml")
    kind = "application/vnd.php.serialized; charset=utf-8"
    return Written(php_serialised(plain).encode(), kind, "api-result.php")


def _page(answer: Any, sent: Mapping[str, str], name: str) -> Written:
    if name == "xml":
        text = as_xml(answer).replace("><", ">\n<")
    elif name == "php":
        text = php_serialised(answer)
    else:
        text = json.dumps(answer, ensure_ascii=False, indent=4)
    html = result_page(text, "json" if name == "raw" else name)
    if "wrappedhtml" not in sent:
        return Written(html.encode(), HTML, "api-result.html")
    wrapped = {"status": 200, "statustext": "OK", "html": html, "modules": [], "continue": None}
    return Written(written(wrapped).encode(), f"{_JSON}; charset=utf-8", "api-result.json")
