"""Parameters of the API: types, lists, limits, and what is refused or dropped with a warning."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfgraph.sandbox.action.declarations import declared
from pfgraph.sandbox.action.specs import parameters, spec, submodules
from pfgraph.sandbox.action.timestamps import read_timestamp
from pfgraph.sandbox.action.usernames import read_user
from tests.sandbox.conftest import Bot


def query(bot: Bot, **parameters: str) -> Any:
    return bot.get(action="query", formatversion="2", **parameters)


@pytest.mark.parametrize(
    "text",
    [
        "2020-05-17T08:30:00Z",
        "20200517083000",
        "20200517T083000Z",
        "2020-05-17 08:30:00",
        "2020-05-17T10:30:00+02:00",
        "2020-05-17T08:30:00.25Z",
        "1589704200",
        "2020:05:17 08:30:00",
        "Sun, 17 May 2020 08:30:00 GMT",
        "Sunday, 17-May-20 08:30:00 GMT",
        "Sun May 17 08:30:00 2020",
    ],
)
def test_times_are_read_in_every_form_of_mediawiki(text: str) -> None:
    """All forms of one moment are that moment."""
    assert read_timestamp(text) == "2020-05-17T08:30:00Z"


@given(st.text(max_size=30))
def test_what_is_no_time_is_none(text: str) -> None:
    """Any text is either a time in the wiki's form or nothing, and never an exception."""
    found = read_timestamp(text)
    assert found is None or found.endswith("Z")


@given(st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1)))
def test_the_wikis_own_form_is_kept(moment: datetime) -> None:
    """A time that the wiki wrote is read as itself."""
    text = moment.replace(microsecond=0, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert read_timestamp(text) == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("wikibaseBot", "WikibaseBot"),
        ("Some_body", "Some body"),
        ("192.0.2.1", "192.0.2.1"),
        ("#1", "Admin"),
        ("a|b", None),
        ("", None),
        ("<b>", None),
    ],
)
def test_names_of_users_have_one_form(text: str, name: str | None) -> None:
    """Names are written as the wiki writes them; impossible ones are none."""
    assert read_user(text) == name


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"list": "recentchanges", "rcstart": "yesterday"}, "badtimestamp"),
        ({"list": "recentchanges", "rcuser": "a|b"}, "baduser"),
        ({"list": "recentchanges", "rclimit": "many"}, "badinteger"),
        ({"list": "recentchanges", "rcdir": "up"}, "badvalue"),
        ({"list": "recentchanges", "rcdir": "\x1fnewer"}, "badvalue"),
        ({"list": "allpages", "apnamespace": "999"}, "badvalue"),
        ({"list": "prefixsearch"}, "missingparam"),
        ({"pageids": "one"}, "badinteger"),
        ({"maxlag": "x"}, "badinteger"),
        ({"assert": "nobody"}, "badvalue"),
        ({"errorformat": "loud"}, "badvalue"),
        ({"assertuser": "a|b"}, "baduser"),
        ({"generator": "allusers"}, "badvalue"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused(bot: Bot, asked: dict[str, str], code: str) -> None:
    """Each type of parameter has its own refusal."""
    assert query(bot, **asked)["error"]["code"] == code


@pytest.mark.parametrize(
    ("asked", "module", "text"),
    [
        (
            {"list": "allpages", "aplimit": "0"},
            "allpages",
            'The value "0" for parameter "aplimit" must be between 1 and 5,000.',
        ),
        (
            {"list": "recentchanges", "rcprop": "title|smell|taste"},
            "recentchanges",
            'Unrecognized values for parameter "rcprop": smell, taste',
        ),
        (
            {"smaxage": "-5"},
            "main",
            'The value "-5" for parameter "smaxage" must be no less than 0.',
        ),
    ],
)
def test_a_value_out_of_range_is_dropped_with_a_warning(
    bot: Bot, asked: dict[str, str], module: str, text: str
) -> None:
    """What cannot be taken as it is leaves a warning, and the rest is answered."""
    assert query(bot, **asked)["warnings"][module]["warnings"] == text


def test_lists_have_two_separators_and_a_limit(bot: Bot) -> None:
    """`|` or U+001F between the values; too many of them are refused with the numbers."""
    for ids in ("Q1|Q2", "\x1fQ1\x1fQ2"):
        assert set(bot.get(action="wbgetentities", ids=ids)["entities"]) == {"Q1", "Q2"}
    many = "|".join(f"Q{number}" for number in range(1, 502))
    error = bot.post(action="wbgetentities", ids=many)["error"]
    assert (error["code"], error["limit"], error["lowlimit"]) == ("toomanyvalues", 500, 50)


def test_a_star_stands_for_all_values(bot: Bot) -> None:
    """Where a module takes `*`, it means every value there is."""
    everything = query(bot, meta="tokens", type="*")["query"]["tokens"]
    assert len(everything) == len(parameters("query+tokens")["type"]["type"])


def test_the_body_goes_before_the_address(bot: Bot) -> None:
    """A parameter in both places counts as it stands in the body."""
    answer = bot.http.post(
        "/w/api.php?format=json&action=query&meta=userinfo", data={"meta": "tokens"}
    ).json()
    assert set(answer["query"]) == {"tokens"}


def test_a_token_in_the_address_is_refused(bot: Bot) -> None:
    """What must not be logged has to be sent in the body."""
    answer = bot.get(action="wbeditentity", new="item", data="{}", token=bot.token)
    assert answer["error"]["code"] == "mustpostparams"


def test_every_module_is_described(bot: Bot) -> None:
    """`paraminfo` knows each module that the main module and `query` name."""
    for path in (*submodules("main"), *submodules("query")):
        assert spec(path) is not None, path
    answer = bot.get(action="paraminfo", modules="main|query+**", formatversion="2")
    assert "warnings" not in answer
    assert len(answer["paraminfo"]["modules"]) == 1 + len(submodules("query"))


def test_modules_that_nobody_serves_refuse(bot: Bot) -> None:
    """Uploading and the like answer with an error of the wiki, not with an unknown action."""
    for action, code in (("upload", "uploaddisabled"), ("import", "cantimport")):
        assert bot.post(action=action)["error"]["code"] == code


def test_short_descriptions_name_known_types() -> None:
    """Every parameter of the short form has a type of the API or a list of values."""
    types = {each["type"] for module in declared().values() for each in module["parameters"]
             if isinstance(each["type"], str)}  # fmt: skip
    known = (
        "string text integer limit timestamp boolean user title namespace expiry password upload"
    )
    assert types <= set(known.split())
