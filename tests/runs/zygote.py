"""A process that has everything imported and forks a loader for each line it is given.

A line on stdin is a JSON list of an address, a user, a password and a folder for the journal. It
answers with the loader's process id, and when that has ended with its exit status.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from pfgraph.wikibase.account import Account
from pfgraph.wikibase.client import connect
from tests.runs.conftest import quick
from tests.runs.loading import Loading, circle

COUNT = 5  # and one edit more, for the circle


def load(url: str, user: str, password: str, folder: str) -> None:
    """Go on where the last run was cut off, then load what is still missing."""
    repository = connect(url, Account(user, password), patience=quick())
    loading = Loading(repository, Path(folder))
    if loading.has_open_run():
        loading.resume(workers=2)
    loading.load(circle(COUNT), workers=2)


def main() -> None:
    """Fork until stdin ends."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            load(*json.loads(line))
            os._exit(0)
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print(status, flush=True)


if __name__ == "__main__":
    main()
