"""pfgraph check, as an editor types it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pfgraph.cli.check import check_command
from pfgraph.namespaces import PFD
from tests.validation.museum import museum

DATE = ["--as-of", "2026-11-22"]


def run(*arguments: str, text: str | None = None) -> Result:
    """The command's result; exceptions are not hidden."""
    return CliRunner().invoke(
        check_command, [*arguments, *DATE], input=text, catch_exceptions=False
    )


@pytest.fixture
def actors(tmp_path: Path) -> Path:
    """A table of two actors, one of them without a kind, the other without a name."""
    path = tmp_path / "actors.csv"
    path.write_text(
        "id,label,class,kind,source\n"
        "met-museum,Metropolitan Museum of Art,organisation,,https://www.metmuseum.org/\n"
        "rijksmuseum,,organisation,cultural institution,https://www.rijksmuseum.nl/\n",
        encoding="utf-8",
    )
    return path


def test_findings_name_file_line_and_record_and_fail_on_a_violation(actors: Path) -> None:
    """The editor can go straight to the row; a script sees the exit code."""
    result = run(str(actors))
    assert result.exit_code == 1
    first = result.stdout.splitlines()[:2]
    assert first[0].startswith("violation 1 record: This actor has no name")
    assert first[1].split() == [f"{actors}:3", "actors/rijksmuseum"]
    assert "warning 1 record: Nothing says what sort of body this actor is" in result.stdout
    assert "1 records cannot be loaded" not in result.stderr
    assert "1 record cannot be loaded" in result.stderr


def test_equal_messages_are_told_once_with_the_first_places(actors: Path) -> None:
    """`--limit` says how many places, `--all` names every one."""
    short = run(str(actors), "--limit", "1").stdout
    assert "info 2 records: The reach of this actor" in short
    assert "… and 1 more (--all)" in short
    assert "more (--all)" not in run(str(actors), "--all").stdout


def test_what_is_less_grave_can_be_left_out(actors: Path) -> None:
    """`--severity violation` shows violations alone, and still counts the rest."""
    result = run(str(actors), "--severity", "violation")
    assert "warning" not in result.stdout
    assert "1 violation, 1 warning" in result.stderr


def test_json_holds_what_a_machine_needs(actors: Path) -> None:
    """Severity, advice, place, record, property and shape of each finding."""
    found = json.loads(run(str(actors), "--json").stdout)
    assert found[0]["severity"] == "violation"
    assert (found[0]["file"], found[0]["line"], found[0]["column"]) == (str(actors), 3, None)
    assert found[0]["record"] == "actors/rijksmuseum"
    assert found[0]["property"].endswith("#prefLabel")
    assert found[0]["shape"].endswith("#Actor-label")


def test_standard_input_is_turtle() -> None:
    """What another command prints can be checked on its way."""
    result = run("-", text=museum().serialize(format="turtle"))
    assert result.exit_code == 0
    assert "standard input:" in result.stdout
    assert "Nothing keeps these records from being loaded" in result.stderr


def test_all_profiles_derive_first_and_speak_the_language_asked_for() -> None:
    """The framework's wishes come with `--profile all`, in French if need be."""
    text = museum().serialize(format="turtle")
    result = run("-", "--profile", "all", "--language", "fr", text=text)
    assert "Aucun travail commun n’est enregistré" in result.stdout
    assert "--profile all" not in result.stderr


def test_the_reference_movement_may_be_named_short() -> None:
    """`--movement wikimedia-movement` means the record movements/wikimedia-movement."""
    text = museum().serialize(format="turtle")
    short = run("-", "--profile", "framework", "--movement", "wikimedia-movement", text=text)
    full = run(
        "-", "--profile", "framework", "--movement", "movements/wikimedia-movement", text=text
    )
    assert short.stdout == full.stdout


@pytest.mark.parametrize("bad", [["--profile", "frame"], ["--as-of", "soon"], ["--limit", "0"]])
def test_a_wrong_option_is_a_usage_error(bad: list[str], actors: Path) -> None:
    """Exit code 2, apart from that of data at fault."""
    result = CliRunner().invoke(check_command, [str(actors), *bad])
    assert result.exit_code == 2


def test_a_pulled_wiki_is_mended_on_the_wiki() -> None:
    """What comes from a wiki is not to be loaded again: the next step is on its pages."""
    text = museum().serialize(format="turtle").replace(str(PFD), "http://wiki.example/entity/")
    assert "Nothing that is on this wiki is malformed" in run("-", text=text).stderr
