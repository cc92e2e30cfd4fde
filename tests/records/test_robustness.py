"""Whatever stands in a file, reading it ends with findings, never with a traceback."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pfgraph.records import read_records
from tests.records.conftest import DATA

SEEDS = {
    "actors.csv": (DATA / "met-open-access" / "actors.csv").read_bytes(),
    "a.yaml": (DATA / "qualified.yaml").read_bytes(),
    "a.json": b'{"actors": [{"id": "u", "label": {"en": "U"}, "works_in": ["NL"]}]}',
    "a.jsonld": b'{"@context": {"n": "http://x.example/n"}, "@id": "actors/u", "n": ["a", 1]}',
    "a.ttl": b'@prefix pf: <https://w3id.org/partnerships-framework/ns#> .\n<a> pf:note "n"@en .\n',
    "a.nt": b'<http://x.example/a> <http://x.example/b> "c"@en .\n',
}


@st.composite
def damaged(draw: st.DrawFn, seed: bytes) -> bytes:
    """A good file with a piece cut out and another put in its place."""
    start = draw(st.integers(0, len(seed)))
    length = draw(st.integers(0, 8))
    signs = st.sampled_from(
        [b'"', b";", b":", b"{", b"[", b"\xff", b"\x00", b"\n", b"\t", b"@", b"&"]
    )
    piece = draw(st.one_of(st.binary(max_size=6), st.lists(signs, max_size=4).map(b"".join)))
    return seed[:start] + piece + seed[start + length :]


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_damaged_files_give_findings(name: str, data: st.DataObject) -> None:
    """A file that is damaged anywhere is read as far as it goes."""
    content = data.draw(damaged(SEEDS[name]))
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        for finding in read_records([path]).findings:
            assert finding.message
            assert finding.location is not None
            assert finding.location.line > 0 or name.endswith((".ttl", ".nt", ".jsonld", ".yaml"))


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=30, deadline=None)
@given(content=st.binary(max_size=80))
def test_anything_at_all_gives_findings(name: str, content: bytes) -> None:
    """Even what was never a text is read without a fault of ours."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        assert read_records([path]).graph is not None
