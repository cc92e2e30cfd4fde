"""Standard input where a file is asked for."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

STDIN = "-"


@contextmanager
def paths_with_stdin(paths: Sequence[str], suffix: str = ".ttl") -> Iterator[list[Path]]:
    """The paths, with what stands on standard input as a file in the place of `-`.

    The file is called `stdin` and the suffix, so that findings can name it; it is gone
    afterwards.
    """
    with tempfile.TemporaryDirectory() as folder:
        taken = Path(folder) / f"stdin{suffix}"
        if STDIN in paths:
            taken.write_bytes(sys.stdin.buffer.read())
        yield [taken if path == STDIN else Path(path) for path in paths]
