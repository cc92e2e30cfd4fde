"""One run at a time: also where the two do not share their folder for temporary files."""

from __future__ import annotations

from pathlib import Path

import pytest

from pfgraph.errors import RunError
from pfgraph.runs import running
from pfgraph.sandbox import Sandbox
from pfgraph.wikibase.repository import Edit, Saved
from tests.runs.bots import bot
from tests.runs.loading import actors


def test_a_second_run_in_one_folder_stops_whatever_tmpdir_says(
    wiki: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As from a service with temporary files of its own: the journal's folder is locked too."""
    one, two = bot(wiki, tmp_path), bot(wiki, tmp_path)
    made, said = type(one.repository).edit, list[str]()

    def edit(edit: Edit) -> Saved:
        monkeypatch.setattr(running, "lock_folder", lambda: tmp_path / "elsewhere")
        with pytest.raises(RunError) as stopped:
            two.load(actors(3))
        said.append(str(stopped.value))
        return made(one.repository, edit)

    one.repository.edit = edit  # type: ignore[method-assign]
    assert not one.load(actors(1)).refused
    assert len(said) == 1 and "is writing to" in said[0]
