"""The wheel carries all that pfgraph needs outside a checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, unpacked into a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "-w",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def test_the_data_folders_are_in_the_wheel(unpacked: Path) -> None:
    """Every file of ontology/, shapes/, queries/ and records/ comes along."""
    for name in ("ontology", "shapes", "queries", "records"):
        kept = {p.relative_to(ROOT / name) for p in (ROOT / name).rglob("*") if p.is_file()}
        data = unpacked / "pfgraph" / "_data" / name
        assert {p.relative_to(data) for p in data.rglob("*") if p.is_file()} == kept


def test_the_installed_command_answers_outside_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    """A question is answered from the bundled records, in an empty folder."""
    code = (
        "from pfgraph.cli.main import cli; import pfgraph; print(pfgraph.__file__); "
        "cli(['query', 'count-partnerships', '--format', 'csv'])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(unpacked), "PATH": ""},
        check=False,
    )
    assert said.returncode == 0, said.stderr
    assert str(unpacked) in said.stdout
    assert "partnerships,collaborations,current" in said.stdout
