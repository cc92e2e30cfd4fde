"""Standard input where a file is asked for."""

import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pfgraph.findings import Finding

STDIN = "-"


@contextmanager
def paths_with_stdin(paths: Sequence[str], suffix: str = ".ttl") -> Iterator[list[Path]]:
    """The paths, with what stands on standard input as a file in the place of `-`.

    The suffix says in which form it is. The file is gone afterwards; `named_stdin` gives
    findings in it a name that says where they are.
    """
    with tempfile.TemporaryDirectory() as folder:
        taken = Path(folder) / f"stdin{suffix}"
        if STDIN in paths:
            taken.write_bytes(sys.stdin.buffer.read())
        yield [taken if path == STDIN else Path(path) for path in paths]


def named_stdin(
    findings: Iterable[Finding], paths: Sequence[str], files: Sequence[Path]
) -> tuple[Finding, ...]:
    """The findings, those in the file that stood for `-` at `standard input` instead."""
    stand_in = {str(file) for path, file in zip(paths, files, strict=True) if path == STDIN}
    return tuple(
        replace(finding, location=replace(finding.location, path="standard input"))
        if finding.location and finding.location.path in stand_in
        else finding
        for finding in findings
    )
