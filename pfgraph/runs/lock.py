"""One run at a time on a wiki: a lock that the system lets go of when its process dies."""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pfgraph.errors import RunError


def lock_folder() -> Path:
    """Where this user's locks are, whatever folder the commands run in."""
    return Path(tempfile.gettempdir()) / f"pfgraph-{os.getuid()}"


@contextmanager
def one_run(folder: Path, wiki: str, run: str) -> Iterator[None]:
    """Hold the wiki's lock. Raises RunError, naming the other run, where it is taken."""
    name = hashlib.sha256(wiki.encode()).hexdigest()[:12]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            other = file.read().strip() or "another run"
            raise RunError(
                f"{other} is writing to {wiki} now; wait until it has ended (`pfgraph runs` shows "
                "how far it is), then run this command again"
            ) from None
        file.truncate(0)
        file.write(f"run {run}")
        file.flush()
        yield
