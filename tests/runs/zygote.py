"""A process that has everything imported and read, and forks a loader for each line it is given.

A line on stdin is a JSON list of an address, a user, a password, a folder for the journal and the
name of a load. It answers with the loader's process id, and when that has ended with its exit
status.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from pfgraph.ontology import declaration, ontology, tables
from pfgraph.wikibase.account import Account
from pfgraph.wikibase.client import connect
from tests.runs.conftest import quick
from tests.runs.loading import Loading
from tests.runs.twoloads import first, second

LOADS = {"first": first, "second": second}


def load(url: str, user: str, password: str, folder: str, named: str) -> None:
    """Go on where the last run was cut off, then load what is still missing."""
    repository = connect(url, Account(user, password), patience=quick())
    loading = Loading(repository, Path(folder))
    if loading.has_open_run():
        loading.resume()
    loading.load(LOADS[named](), workers=2)


def main() -> None:
    """Fork until stdin ends."""
    ontology(), declaration(), tables()  # reading them takes longer than a small load
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
