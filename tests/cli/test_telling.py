"""How runs are told: progress, waits, what was refused, and what Ctrl-C leaves."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from pfgraph.cli.main import cli
from pfgraph.cli.progress import NOW_AND_THEN, Steps, duration
from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.faults.fault import Fault
from tests.cli.ready import with_ontology

HOST = "127.0.0.10"
Command = Callable[..., Result]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a wiki that holds the ontology."""
    return with_ontology(tmp_path_factory.mktemp("wiki") / "wiki.sqlite", HOST)


@pytest.fixture
def wiki(kept: Path, tmp_path: Path) -> Iterator[Sandbox]:
    """A wiki of one's own."""
    (tmp_path / "data").mkdir()
    path = shutil.copy(kept, tmp_path / "data" / "wiki.sqlite")
    with Sandbox(data=path, host=HOST) as sandbox:
        yield sandbox


def account(wiki: Sandbox) -> dict[str, str]:
    return {
        "PFGRAPH_WIKI": wiki.url,
        "PFGRAPH_USER": wiki.user,
        "PFGRAPH_PASSWORD": wiki.password,
    }


@pytest.fixture
def pfgraph(wiki: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command in a folder with records of four actors."""
    actors(tmp_path, 4)
    (tmp_path / "pfgraph.toml").write_text(f'[wiki.x]\nurl = "{wiki.url}"\npatience = 1\n')
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(cli, arguments, env=account(wiki))


def actors(folder: Path, count: int) -> None:
    rows = "".join(f"a{n},Actor {n},https://a.example/{n}\n" for n in range(count))
    (folder / "actors.csv").write_text(f"id,label,source\n{rows}", encoding="utf-8")


def items(wiki: Sandbox) -> int:
    return wiki.requests.actions.get("wbeditentity", 0)


def test_what_is_waited_for_is_said_in_words(pfgraph: Command, wiki: Sandbox) -> None:
    """Lag and cut connections alike, with the seconds."""
    wiki.faults.add(
        Fault("maxlag", module="wbeditentity", lag=7.2, at=1),
        Fault("lost-before", module="wbeditentity", at=3),
    )
    done = pfgraph("load", "actors.csv", "--yes")
    assert done.exit_code == 0, done.stderr
    assert "waiting for the wiki: lag 7.2 s, " in done.stderr
    assert "waiting for the wiki: the connection failed" in done.stderr


def test_simulating_writes_nothing_and_keeps_no_journal(pfgraph: Command, wiki: Sandbox) -> None:
    """Everything but the writing: the plan is carried out as if."""
    done = pfgraph("load", "actors.csv", "--simulate", "--json")
    assert done.exit_code == 0, done.stderr
    assert "simulated, nothing is sent: 4 items written in 4 edits" in done.stderr
    assert json.loads(done.stdout)["simulated"] is True
    assert items(wiki) == 0
    assert "there is no run" in pfgraph("runs").stderr
    assert pfgraph("plan", "actors.csv", "-o", "p.plan").exit_code == 0
    assert pfgraph("apply", "p.plan", "--simulate").exit_code == 0
    assert items(wiki) == 0


def test_runs_are_a_table_that_fits(pfgraph: Command) -> None:
    """No line is longer than a hundred characters; everything is in CSV and JSON."""
    pfgraph("load", "actors.csv", "--yes")
    table = pfgraph("runs").stdout
    assert max(map(len, table.splitlines())) <= 100
    assert len(table.splitlines()) == 2 and HOST in table
    (row,) = json.loads(pfgraph("runs", "--format", "json").stdout)
    assert (row["done"], row["open"]) == (4, 0)
    assert row["run"] in table


def test_refused_rows_can_be_picked_out(pfgraph: Command, wiki: Sandbox) -> None:
    """With the wiki's reason, in each form; the count stands at the end of the table."""
    wiki.faults.add(Fault("abuse-filter", at=2))
    loaded = pfgraph("load", "actors.csv", "--yes")
    assert loaded.exit_code == 1
    assert "Test filter" in loaded.stderr and "look after its filters" in loaded.stderr
    refused = pfgraph("runs", "--outcome", "refused")
    assert "Test filter" in refused.stdout and refused.stdout.endswith("1 refused\n")
    rows = csv.DictReader(io.StringIO(pfgraph("runs", "last", "--format", "csv").stdout))
    assert [row["outcome"] for row in rows] == ["done", "refused", "done", "done"]
    (row,) = json.loads(pfgraph("runs", "last", "--outcome", "refused", "--format", "json").stdout)
    assert row["code"] == "abusefilter-disallowed" and row["record"] == "actors/a1"
    assert pfgraph("runs", "last", "--outcome", "conflict").stdout == "no such row\n"


def test_the_last_line_counts_rows_and_names_the_way_on(pfgraph: Command, wiki: Sandbox) -> None:
    """The counts are those of `pfgraph runs`, of which the command to see them is given."""
    Path("affiliations.csv").write_text(
        "id,actor,relation,to,source\nm,a0,is member of network,a1,https://a.example/\n"
        "n,a1,is member of network,a2,no address\n"
    )
    wiki.faults.add(Fault("abuse-filter", at=2))
    loaded = pfgraph("load", "actors.csv", "affiliations.csv", "--yes", "--json")
    assert "rows: 3 done, 2 refused, 1 left out" in loaded.stderr
    assert json.loads(loaded.stdout)["rows"] == {"refused": 2, "left-out": 1, "done": 3}
    (shown,) = [line for line in loaded.stderr.splitlines() if line.startswith("see them: ")]
    command = shown.partition("`pfgraph ")[2].removesuffix("`").split()
    told = pfgraph(*command).stdout
    assert told.endswith("2 refused, 1 left out\n") and "affiliations.csv:3" in told
    assert "affiliations/m" in told and "look after its filters" in told
    wiki.faults.clear()
    again = pfgraph("retry", "last", "--failed-only")
    assert "rows: 5 done, 1 left out" in again.stderr
    assert "load again: only what is missing is then written" in again.stderr


def test_a_load_that_writes_nothing_is_kept_and_is_not_taken_back(pfgraph: Command) -> None:
    """`runs last` shows it; `undo`, `resume` and `retry` mean the last that had something to do."""
    pfgraph("load", "actors.csv", "--yes")
    (first,) = json.loads(pfgraph("runs", "--format", "json").stdout)
    again = pfgraph("load", "actors.csv", "--yes")
    assert again.stderr.endswith("nothing to write\nrows: 4 unchanged\n")
    assert pfgraph("runs", "last").stdout == "4 unchanged\n"
    rows = csv.DictReader(io.StringIO(pfgraph("runs", "last", "--format", "csv").stdout))
    assert [(row["record"], row["line"], row["item"][:1]) for row in rows] == [
        (f"actors/a{n}", f"{n + 2}", "Q") for n in range(4)
    ]
    assert f"run {first['run']} is the last" in pfgraph("undo", "last", "--dry-run").stderr
    assert first["run"] in pfgraph("resume", "last").stderr
    assert first["run"] in pfgraph("retry", "last").stderr


def test_a_plan_that_is_applied_keeps_its_rows(pfgraph: Command) -> None:
    """Also those that are left out, which give exit code 1 as they do in a load."""
    with Path("actors.csv").open("a") as file:
        file.write("broken,Broken,no address\n")
    assert pfgraph("plan", "actors.csv", "-o", "p.plan").exit_code == 1
    applied = pfgraph("apply", "p.plan")
    assert applied.exit_code == 1
    assert "rows: 4 done, 1 left out" in applied.stderr
    (row,) = json.loads(pfgraph("runs", "--outcome", "left-out", "--format", "json").stdout)
    assert row["record"] == "actors/broken" and row["line"] == 6
    assert "no address" in row["reason"]


def test_many_rows_are_cut_short_unless_asked_for(pfgraph: Command, tmp_path: Path) -> None:
    """Twenty of an outcome, then how many more and the command that shows them."""
    actors(tmp_path, 30)
    pfgraph("load", "actors.csv", "--yes")
    table = pfgraph("runs", "last").stdout.splitlines()
    assert len(table) == 22 and "10 more done" in table[-2] and table[-1] == "30 done"
    assert len(pfgraph("runs", "--outcome", "done").stdout.splitlines()) == 31


def test_a_run_in_vain_says_what_to_do(pfgraph: Command, wiki: Sandbox, tmp_path: Path) -> None:
    """The account's rights are taken away in the middle; given back, retry finishes the run."""
    actors(tmp_path, 12)
    wiki.faults.add(Fault("no-right", module="wbeditentity", first=4))
    loaded = pfgraph("load", "actors.csv", "--yes")
    assert loaded.exit_code == 1
    assert "stopped the wiki refused 5 edits in a row" in loaded.stderr
    assert "pfgraph retry" in loaded.stderr
    wiki.faults.clear()
    assert "9 items written" in pfgraph("retry", "last").stderr


def started(wiki: Sandbox, folder: Path, edits: int) -> subprocess.Popen[str]:
    """A load of 40 actors that has sent so many edits."""
    actors(folder, 40)
    wiki.faults.add(Fault("slow", module="wbeditentity", delay=0.05))
    command = [sys.executable, "-m", "pfgraph", "load", "actors.csv", "--yes", "--workers", "2"]
    process = subprocess.Popen(
        command, cwd=folder, env=os.environ | account(wiki), stderr=subprocess.PIPE, text=True
    )
    while items(wiki) < edits:
        assert process.poll() is None, process.stderr and process.stderr.read()
    return process


def test_a_password_that_changes_in_the_middle_names_the_way_on(
    wiki: Sandbox, tmp_path: Path
) -> None:
    """The session ends and the account is no longer taken: exit code 2, and how to go on."""
    process = started(wiki, tmp_path, 6)
    object.__setattr__(wiki.wiki, "secret", "another password")
    wiki.faults.add(Fault("lost-session", module="wbeditentity", at=1))
    _, said = process.communicate(timeout=60)
    assert process.returncode == 2, said
    assert "does not take the account" in said and "PFGRAPH_PASSWORD" in said
    assert "cut off; go on with `pfgraph resume" in said
    resumed = go_on(wiki, tmp_path, PFGRAPH_PASSWORD="another password")
    assert resumed.returncode == 0, resumed.stderr
    assert made(wiki) == 40


def go_on(wiki: Sandbox, folder: Path, **changed: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pfgraph", "resume", "last"]
    environment = os.environ | account(wiki) | changed
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def made(wiki: Sandbox) -> int:
    """How many items of the records are on the wiki."""
    changes = wiki.wiki.storage.rows(
        "SELECT count(*) FROM revision WHERE comment LIKE '%new item for actors/%'"
    )
    return int(changes[0][0])


def test_ctrl_c_ends_after_the_edits_under_way(wiki: Sandbox, tmp_path: Path) -> None:
    """Nothing is lost: the command says how to go on, and that finishes the rest."""
    process = started(wiki, tmp_path, 6)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1, said
    assert "Traceback" not in said
    assert "stopped; go on with `pfgraph resume" in said
    sent = items(wiki)
    assert sent < 40
    resumed = go_on(wiki, tmp_path)
    assert resumed.returncode == 0, resumed.stderr
    assert items(wiki) == made(wiki) == 40
    assert f"{40 - sent} items written in {40 - sent} edits" in resumed.stderr


def test_in_a_pipe_progress_is_a_line_now_and_then() -> None:
    """With the count, the rate and the time that is left."""
    out = io.StringIO()
    now = [0.0]
    with (
        Steps(Console(file=out), clock=lambda: now[0]) as steps,
        steps.counting("writing", 100) as step,
    ):
        for _ in range(60):
            now[0] += NOW_AND_THEN / 20
            step()
    assert out.getvalue().splitlines() == [
        "writing (100) …",
        "writing: 20 of 100, 2.0/s, 40 s left",
        "writing: 40 of 100, 2.0/s, 30 s left",
        "writing: 60 of 100, 2.0/s, 20 s left",
    ]


def test_on_a_terminal_there_is_a_bar_with_rate_and_time_left() -> None:
    """The columns of the bar hold both."""
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=120)
    with Steps(console) as steps, steps.counting("writing", 4) as step:
        for _ in range(4):
            step()
    assert "4/4" in out.getvalue() and "/s" in out.getvalue()


@pytest.mark.parametrize(
    ("seconds", "words"), [(4, "4 s"), (89, "89 s"), (600, "10 min"), (11100, "3 h 05 min")]
)
def test_durations_are_read_at_a_glance(seconds: float, words: str) -> None:
    """In the unit that fits."""
    assert duration(seconds) == words
