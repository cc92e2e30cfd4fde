"""Asking the sandbox's SPARQL endpoint, alone or all the time beside something else."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from bench.connecting import Connection

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?item a wikibase:Item }"
ONE = 'SELECT ?item WHERE { ?item rdfs:label "Archive library no. 0"@en }'
_PAUSE = 0.1


class Asker:
    """One connection to the endpoint."""

    def __init__(self, url: str) -> None:
        self._connection = Connection(url)

    def ask(self, query: str) -> float:
        """Ask; how many milliseconds until the whole answer was there."""
        start = time.perf_counter()
        self._connection.ask("GET", f"/sparql?{urlencode({'query': query})}")
        return (time.perf_counter() - start) * 1000


@contextmanager
def asking(url: str) -> Iterator[list[float]]:
    """Ask ten times a second while the block runs; gives the milliseconds of each answer."""
    took: list[float] = []
    done = threading.Event()

    def work() -> None:
        asker = Asker(url)
        while not done.wait(_PAUSE):
            took.append(asker.ask(ONE))

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield took
    finally:
        done.set()
        thread.join()
