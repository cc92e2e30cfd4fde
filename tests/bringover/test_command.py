"""`pfgraph bring-over`: exit codes, JSON, the report as a page."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from pfgraph.cli.main import cli
from tests.bringover.support import TABLES, add, raw_copy


def run(*arguments: str | Path) -> Result:
    """The command with these arguments."""
    return CliRunner().invoke(cli, ["bring-over", *map(str, arguments)])


def test_words_that_stay_text_end_with_one(tmp_path: Path) -> None:
    """Exit code 1 says that the raw tables hold what records cannot; the report is on stderr."""
    result = run(TABLES, "-o", tmp_path)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "research lead" in result.stderr


def test_whole_tables_end_with_nought(tmp_path: Path) -> None:
    """Exit code 0 where each word has its concept and each name its row."""
    raw = raw_copy(tmp_path)
    for path in raw.glob("*.csv"):
        header = path.read_text(encoding="utf-8").splitlines()[0]
        path.write_text(f"{header}\n", encoding="utf-8")
    line = "who,World Health Organization,publisher,,,,,health,unknown,https://x.org/who,"
    add(raw, "organisations", line)
    result = run(raw, "-o", tmp_path / "records")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (0, "nothing to report.")


def test_json_holds_the_whole_report(tmp_path: Path) -> None:
    """Counts, words, names and findings with file and line, on stdout."""
    report = json.loads(run(TABLES, "-o", tmp_path, "--json").stdout)
    assert report["brought"][0]["table"] == "organisations"
    assert {"column": "roles.role", "word": "partner", "concept": "", "count": 3} in report["words"]
    assert all(finding["file"] for finding in report["findings"])


def test_the_report_is_kept_as_a_page(tmp_path: Path) -> None:
    """--report writes the tables of the report as Markdown."""
    run(TABLES, "-o", tmp_path / "records", "--report", tmp_path / "report.md")
    assert "| roles.role | partner | 3 |" in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_a_folder_without_raw_tables_ends_with_two(tmp_path: Path) -> None:
    """Used wrongly: the message says what is looked for, and no traceback is shown."""
    result = run(tmp_path, "-o", tmp_path / "records")
    assert result.exit_code == 2
    assert "organisations.csv" in result.stderr
