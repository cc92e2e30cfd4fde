"""Settings come from a file and the environment, and say how to mend themselves."""

from pathlib import Path

import pytest

from pfgraph.errors import SettingsError
from pfgraph.settings import POLITE_INTERVAL, read_settings


def test_a_section_names_a_wiki(tmp_path: Path) -> None:
    """Address, user and throttle come from the section; the only section needs no name."""
    path = tmp_path / "pfgraph.toml"
    path.write_text(
        '[wiki.home]\nurl = "https://wiki.example/"\nuser = "Bot@tool"\nedit_interval = 0.2\n'
    )
    wiki = read_settings(path, {}).wiki(None)
    assert (wiki.url, wiki.user, wiki.edit_interval) == ("https://wiki.example", "Bot@tool", 0.2)


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
