"""Settings come from a file and the environment, and say how to mend themselves."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfgraph.errors import SettingsError
from pfgraph.settings import POLITE_INTERVAL, read_settings
from pfgraph.settings.manners import manners
from pfgraph.settings.problems import ALLOWED, problems
from pfgraph.settings.wikis import spelled, wiki_settings


def test_a_section_names_a_wiki(tmp_path: Path) -> None:
    """Address, user and throttle come from the section; the only section needs no name."""
    path = tmp_path / "pfgraph.toml"
    path.write_text(
        '[wiki.home]\nurl = "https://wiki.example/"\nuser = "Bot@tool"\nedit_interval = 0.2\n'
    )
    wiki = read_settings(path, {}).wiki(None)
    assert (wiki.url, wiki.user, wiki.edit_interval) == ("https://wiki.example", "Bot@tool", 0.2)


def test_an_address_finds_its_section(tmp_path: Path) -> None:
    """A wiki that is named by its address has the settings of the section with that address."""
    path = tmp_path / "pfgraph.toml"
    path.write_text('[wiki.home]\nurl = "https://wiki.example/"\nworkers = 4\n')
    assert read_settings(path, {}).wiki("https://wiki.example").workers == 4


@pytest.mark.parametrize(
    ("url", "interval"),
    [
        ("http://127.0.0.1:8181", 0.0),
        ("http://localhost", 0.0),
        ("https://wiki.example", POLITE_INTERVAL),
        ("https://localhost.example", POLITE_INTERVAL),
    ],
)
def test_only_this_machine_is_edited_without_a_pause(
    tmp_path: Path, url: str, interval: float
) -> None:
    """A wiki elsewhere gets a pause between edits unless its section says otherwise."""
    assert read_settings(tmp_path / "none.toml", {}).wiki(url).edit_interval == interval


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    """PFGRAPH_USER wins over the section's user."""
    path = tmp_path / "pfgraph.toml"
    path.write_text('[wiki.home]\nurl = "https://wiki.example"\nuser = "Bot@tool"\n')
    assert read_settings(path, {"PFGRAPH_USER": "Other@tool"}).wiki("home").user == "Other@tool"


@pytest.mark.parametrize("text", ["[wiki", 'wiki = "x"', '[wiki]\nhome = "x"', "\udcff"])
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    """A file that is no such TOML gives one message with its name."""
    path = tmp_path / "pfgraph.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SettingsError, match=r"pfgraph\.toml: "):
        read_settings(path, {})


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """Each with the section, the key, the value and what is allowed; a near miss with its name."""
    path = tmp_path / "pfgraph.toml"
    path.write_text(
        '[wiki.a]\nurl = "wiki.example"\nedit_intervall = 2\nworkers = 0\n'
        '[wiki.b]\nuser = "x"\nmaxlag = "5"\npassword = "hush"\npatience = true\n'
    )
    with pytest.raises(SettingsError) as told:
        read_settings(path, {})
    text = str(told.value)
    assert '[wiki.a] url = "wiki.example": it has to be an address' in text
    assert "[wiki.a] edit_intervall is no setting; did you mean edit_interval?" in text
    assert "[wiki.a] workers = 0: it has to be a whole number from 1 to 32" in text
    assert "[wiki.b] has no url" in text
    assert '[wiki.b] maxlag = "5": it has to be whole seconds' in text
    assert "[wiki.b] patience = True: it has to be seconds" in text
    assert "no secret stands in this file" in text and "hush" not in text
    assert len(text.splitlines()) == 7


@given(st.dictionaries(st.text(), st.one_of(st.text(), st.floats(), st.booleans(), st.none())))
def test_whatever_a_section_holds_is_told_and_never_fails(section: dict[str, object]) -> None:
    """Every key that is no setting is named."""
    told = "\n".join(problems({"wiki": {"x": section}}))
    assert all(f"[wiki.x] {key}" in told for key in section if key not in ALLOWED)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.wikidata.org", "Wikimedia's wikis"),
        ("https://test.wikidata.org", "Wikimedia's wikis"),
        ("https://commons.wikimedia.org/w/api.php", "Wikimedia's wikis"),
        ("wikidata.org", "Wikimedia's wikis"),
        ("https://mine.wikibase.cloud", "Wikibase Cloud"),
        ("https://notwikidata.org", ""),
        ("https://wikidata.org.example", ""),
        ("http://127.0.0.1:8181", ""),
    ],
)
def test_whose_wiki_it_is_is_told_by_its_host(url: str, name: str) -> None:
    """A host below one of theirs counts, one that only looks like it does not."""
    found = manners(url)
    assert (found.name if found else "") == name


@given(
    st.floats(0, 3600),
    st.integers(1, 32),
    st.integers(1, 3600),
    st.sampled_from(["https://www.wikidata.org", "https://a.wikibase.cloud"]),
)
def test_wikis_of_others_are_never_edited_faster_than_they_allow(
    interval: float, workers: int, maxlag: int, url: str
) -> None:
    """Whatever is configured: a second between edits, one at a time, at most 5 s lag; and told."""
    asked = {"edit_interval": interval, "workers": workers, "maxlag": maxlag}
    wiki = wiki_settings(url, "", asked)
    assert wiki.edit_interval >= 1.0 and wiki.workers == 1 and wiki.maxlag <= 5
    slowed = (interval < 1.0) + (workers > 1) + (maxlag > 5)
    assert len(wiki.told) == slowed
    count, told = wiki.at_most(workers)
    assert count == 1 and bool(told) == (workers > 1)


def test_a_wiki_of_ones_own_is_as_fast_as_one_likes() -> None:
    """Nothing is slowed down there."""
    wiki = wiki_settings("https://wiki.example", "", {"edit_interval": 0, "workers": 8})
    assert (wiki.edit_interval, wiki.at_most(None), wiki.told) == (0.0, (8, ""), ())
    assert wiki.at_most(16) == (16, "")


@pytest.mark.parametrize(
    ("said", "one"),
    [
        ("HTTPS://Wiki.Example.org/", "https://wiki.example.org"),
        ("https://wiki.example.org:443/w/api.php", "https://wiki.example.org"),
        ("https://wiki.example.org/wiki/Main_Page", "https://wiki.example.org"),
        ("http://wiki.example.org:8181/api.php", "http://wiki.example.org:8181/api.php"),
        ("http://[::1]:8181/", "http://[::1]:8181"),
        ("http://wiki.example.org:port/", "http://wiki.example.org:port/"),
    ],
)
def test_a_wiki_has_one_address_however_it_is_spelled(said: str, one: str) -> None:
    """The journal finds its runs, and the lock holds, under each spelling."""
    assert spelled(said) == one
