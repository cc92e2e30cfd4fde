"""Nothing in the project depends on the machine it was written on."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
_FOREIGN = {
    "a path of somebody's machine": re.compile(r"(?<![\w.:/])/(?:home|Users|root|work)/\w+"),
    "a package registry": re.compile(r"(?:pypi\.org|pythonhosted\.org|index-url)"),
}


def _tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        return []
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (UnicodeDecodeError, OSError):
        return ""


@pytest.mark.parametrize("what", _FOREIGN)
def test_no_file_names_something_outside_the_project(what: str) -> None:
    """No tracked file but this one holds such a name."""
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in _tracked()
        if path != Path(__file__) and (match := _FOREIGN[what].search(_text(path)))
    ]
    assert not found
