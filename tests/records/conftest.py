"""Reading records from files that a test writes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pfgraph.records import Records, read_records

Read = Callable[..., Records]
DATA = Path(__file__).parent / "data"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write files into a folder and read it: read({"actors.csv": "id,label…"})."""

    def written(files: dict[str, str | bytes], **options: object) -> Records:
        for name, content in files.items():
            octets = content.encode() if isinstance(content, str) else content
            (tmp_path / name).write_bytes(octets)
        return read_records([tmp_path], **options)  # type: ignore[arg-type]

    return written


@pytest.fixture
def said(read: Read, tmp_path: Path) -> Callable[..., list[str]]:
    """The findings on files that a test writes, as a person reads them, without the folder."""

    def of(files: dict[str, str | bytes], **options: object) -> list[str]:
        found = read(files, **options).findings
        return [str(finding).replace(f"{tmp_path}/", "") for finding in found]

    return of
