"""The forms of an answer: XML, PHP, JSONP and pages; errors, caching and other sites' requests."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfgraph.sandbox.action.formats.xmlformat import as_xml
from pfgraph.sandbox.model.phpserial import php_serialised
from tests.sandbox.conftest import Bot

SITE = {"action": "query", "meta": "siteinfo", "siprop": "statistics"}


def get(browser: httpx.Client, **parameters: str) -> httpx.Response:
    return browser.get("/w/api.php", params=parameters)


def unserialised(text: bytes) -> Any:
    """What PHP reads in its own serialisation."""
    value, rest = _read(text)
    assert rest == b""
    return value


def _read(text: bytes) -> tuple[Any, bytes]:
    kind = text[:1]
    if kind == b"N":
        return None, text[2:]
    head, _, rest = text[2:].partition(b";" if kind in b"bid" else b":")
    if kind in b"bid":
        return {b"b": lambda: head == b"1", b"i": lambda: int(head), b"d": lambda: float(head)}[
            kind
        ](), rest
    if kind == b"s":
        return rest[1 : 1 + int(head)].decode(), rest[int(head) + 3 :]
    found, rest = {}, rest[1:]
    for _ in range(int(head)):
        key, rest = _read(rest)
        found[key], rest = _read(rest)
    return found, rest[1:]


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def as_php_sees(value: Any) -> Any:
    """Lists and maps are one kind in PHP, and keys that look like numbers are numbers."""
    if isinstance(value, list):
        value = dict(enumerate(value))
    if not isinstance(value, dict):
        return value
    return {_key(key): as_php_sees(each) for key, each in value.items()}


def _key(key: str | int) -> str | int:
    text = str(key)
    return (
        int(text)
        if text.isascii() and text.lstrip("-").isdecimal() and str(int(text)) == text
        else key
    )


@given(plain)
def test_php_reads_what_was_written(value: Any) -> None:
    """The serialisation of any answer is read back as the same answer."""
    assert unserialised(php_serialised(value).encode()) == as_php_sees(value)


def test_texts_are_attributes_and_lists_are_elements() -> None:
    """The XML form of a query: flags and texts as attributes, members under their own names."""
    answer = {
        "batchcomplete": "",
        "query": {"pages": {"16": {"pageid": 16, "title": 'A "b"', "revisions": [{"*": "x\ny"}]}}},
    }
    assert as_xml(answer) == (
        '<?xml version="1.0"?><api batchcomplete=""><query><pages>'
        '<page _idx="16" pageid="16" title="A &quot;b&quot;"><revisions>'
        '<rev xml:space="preserve">x\ny</rev></revisions></page></pages></query></api>'
    )


def test_an_entity_in_xml_has_its_statements_by_property(bot: Bot) -> None:
    """Labels, statements, qualifiers and their order stand where clients of XML look for them."""
    bot.make("property", "text", datatype="string")
    snak = {"snaktype": "value", "property": "P1", "datavalue": {"type": "string", "value": "é"}}
    claim = {"mainsnak": snak, "type": "statement", "rank": "normal", "qualifiers": {"P1": [snak]}}
    name = bot.make("item", "thing", claims=[claim])
    params = {"action": "wbgetentities", "ids": name, "format": "xml"}
    answer = bot.http.get("/w/api.php", params=params)
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    root = ET.fromstring(answer.content)
    assert root.find("entities/entity/labels/label").attrib["value"] == "thing"
    statement = root.find("entities/entity/claims/property[@id='P1']/claim")
    assert statement is not None
    assert statement.find("mainsnak/datavalue").attrib["value"] == "é"
    assert statement.find("qualifiers/property/qualifiers").attrib["property"] == "P1"
    assert statement.findtext("qualifiers-order/property") == "P1"


def test_an_error_in_xml_keeps_its_messages(browser: httpx.Client) -> None:
    """The help of an error stands beside its messages in an element of its own."""
    answer = get(browser, action="wbgetentities", ids="foo", format="xml")
    error = ET.fromstring(answer.content).find("error")
    assert error is not None
    assert error.attrib["code"] == "no-such-entity"
    assert error.findtext("messages/message/parameters/parameter") == "foo"
    assert (error.findtext("docref") or "").startswith("See ")


def test_a_function_is_called_with_the_answer_as_a_visitor(bot: Bot) -> None:
    """JSONP comes as a script, with a clean name, for nobody in particular."""
    params = {"action": "query", "meta": "userinfo|tokens", "format": "json", "callback": "a<b>.c"}
    answer = bot.http.get("/w/api.php", params=params)
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["mediawiki-login-suppressed"] == "true"
    assert answer.text.startswith("/**/ab.c({")
    assert '"anon":""' in answer.text
    assert "csrftoken" not in answer.text


@pytest.mark.parametrize("name", ["jsonfm", "xmlfm", "phpfm", "rawfm", "bogus"])
def test_people_get_a_page(browser: httpx.Client, name: str) -> None:
    """Formats for people, and those that do not exist, answer with a page of HTML."""
    answer = get(browser, **SITE, format=name)
    assert answer.headers["content-type"] == "text/html; charset=UTF-8"
    assert ("mediawiki-api-error" in answer.headers) == (name == "bogus")


def test_no_answer_may_be_asked_for(browser: httpx.Client) -> None:
    """`format=none` answers with nothing at all."""
    assert get(browser, **SITE, format="none").content == b""


def test_without_an_action_there_is_help(browser: httpx.Client) -> None:
    """The bare address, and a body that is no form, show the help."""
    for answer in (browser.get("/w/api.php"), browser.post("/w/api.php", json={"action": "query"})):
        assert answer.status_code == 200
        assert "MediaWiki API help" in answer.text


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"origin": "*"}, (200, "*")),
        ({"origin": "https://here.example"}, (200, None)),
        ({"origin": "https://there.example"}, (403, None)),
    ],
)
def test_other_sites_read_as_visitors_only(
    browser: httpx.Client, sent: dict[str, str], expected: tuple[int, str | None]
) -> None:
    """Everybody may read as nobody; an origin that is not the page's own is refused."""
    headers = {"Origin": "https://here.example"}
    answer = browser.get("/w/api.php", params={**SITE, "format": "json", **sent}, headers=headers)
    allowed = answer.headers.get("access-control-allow-origin")
    assert (answer.status_code, allowed) == expected


def test_a_browser_may_ask_before_it_asks(browser: httpx.Client) -> None:
    """The answer to OPTIONS is empty and says what is allowed."""
    headers = {"Origin": "https://here.example", "Access-Control-Request-Headers": "Content-Type"}
    answer = browser.options("/w/api.php", params={"origin": "*"}, headers=headers)
    assert answer.content == b""
    assert answer.headers["access-control-allow-methods"] == "POST, GET, HEAD"
    assert answer.headers["access-control-allow-headers"] == "Content-Type"


def test_a_stranger_may_keep_an_answer_that_says_so(browser: httpx.Client, bot: Bot) -> None:
    """`maxage` and `smaxage` make an answer public for those without a session, never an error."""
    asked = {**SITE, "format": "json", "maxage": "60", "smaxage": "30"}
    assert get(browser, **asked).headers["cache-control"] == "s-maxage=30, max-age=60, public"
    private = "private, must-revalidate, max-age=60"
    assert bot.http.get("/w/api.php", params=asked).headers["cache-control"] == private
    failed = get(browser, action="wbgetentities", ids="x", format="json", maxage="60")
    assert failed.headers["cache-control"] == "private, must-revalidate, max-age=0"


@pytest.mark.parametrize(
    ("form", "shape"),
    [
        ("bc", {"main": {"warnings": "Unrecognized parameter: bogus."}}),
        ("none", [{"code": "unrecognizedparams", "module": "main"}]),
        (
            "plaintext",
            [
                {
                    "code": "unrecognizedparams",
                    "text": "Unrecognized parameter: bogus.",
                    "module": "main",
                }
            ],
        ),
    ],
)
def test_warnings_have_the_form_asked_for(browser: httpx.Client, form: str, shape: object) -> None:
    """The old form is a map by module, the newer ones are lists with codes."""
    asked = {**SITE, "format": "json", "formatversion": "2", "errorformat": form, "bogus": "1"}
    assert get(browser, **asked).json()["warnings"] == shape


def test_errors_speak_the_language_asked_for(browser: httpx.Client) -> None:
    """Texts follow `errorlang`; in the old form only the messages of Wikibase do."""
    asked = {"action": "wbgetentities", "ids": "foo", "format": "json", "formatversion": "2"}
    german = "Es konnte kein Objekt mit der Kennung „foo“ gefunden werden."
    new = get(browser, **asked, errorformat="plaintext", errorlang="de").json()["errors"][0]
    assert new["text"] == german
    old = get(browser, **asked, uselang="de").json()["error"]
    assert old["info"].startswith("Could not find")
    assert old["messages"][0]["html"] == german
