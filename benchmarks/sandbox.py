"""The embedded Wikibase in a process of its own: how fast, how large, and what queries cost.

The bot has one connection and shares the processors with the server. What a real Wikibase did on
two such processors was measured once, with MediaWiki 1.43, the same size of item and a bot as bare.
The last part fills a file without the way through HTTP, which takes minutes.

    python benchmarks/sandbox.py [ITEMS] [ITEMS IN THE FILE]
"""

import gc
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import orjson
from bench.apiclient import Bot, Post, comfortable, encoded, lean
from bench.filling import fill
from bench.items import DATATYPES, Json, new_item, new_property
from bench.questions import COUNT, ONE, Asker, asking
from bench.serving import Serving, serving
from bench.tables import print_table

_ITEMS = 1000
_IN_THE_FILE = 100_000
Row = tuple[object, ...]


def main() -> None:
    """Print the tables."""
    items = int(sys.argv[1]) if len(sys.argv) > 1 else _ITEMS
    large = int(sys.argv[2]) if len(sys.argv) > 2 else _IN_THE_FILE
    with tempfile.TemporaryDirectory() as folder:
        speed(Path(folder) / "speed.sqlite", items)
        queries(Path(folder) / "queries.sqlite", items)
        size(Path(folder) / "large.sqlite", large)


def speed(file: Path, items: int) -> None:
    """Edits and reads on one connection."""
    with serving(file) as server:
        bot, other = Bot(lean(server.url)), Bot(comfortable(server.url))
        make = _maker(bot)
        first, second, third = (
            [make(number + part * items) for number in range(items)] for part in range(3)
        )
        bodies = [_body(bot, item) for item in first]
        ids = [f"Q{number}" for number in range(2, items + 2)]
        ways: dict[str, tuple[int, Callable[[], None]]] = {
            "edits, forms encoded before": (15, lambda: _send(bot.post, bodies)),
            "edits, http.client": (15, lambda: _edit(bot, second)),
            "edits, httpx": (15, lambda: _edit(other, third)),
            "entities, 50 a call": (250, lambda: _read(bot.post, ids, 50)),
            "the same, parsed by orjson": (250, lambda: _read(bot.post, ids, 50, orjson.loads)),
            "the same, parsed by json": (250, lambda: _read(bot.post, ids, 50, json.loads)),
            "entities, one a call": (48, lambda: _read(bot.post, ids, 1)),
        }
        rows = [_rate(server, name, items, *way) for name, way in ways.items()]
    print_table(
        f"One connection, {items:,} items of 12 statements, 7 qualifiers and 8 references",
        ("", "a second", "the server's ms for each", "a real Wikibase", "of the real one's"),
        rows,
    )


def _rate(server: Serving, name: str, count: int, real: int, work: Callable[[], None]) -> Row:
    gc.collect()
    gc.freeze()  # the client shall not look again and again through what the benchmark holds
    start, worked = time.perf_counter(), server.worked()
    work()
    rate = count / (time.perf_counter() - start)
    each = (server.worked() - worked) / count * 1000
    return name, rate, each, real, f"{rate / real:.0f}×"


def _maker(bot: Bot) -> Callable[[int], Json]:
    properties = {kind: bot.edit(new_property(kind), new="property") for kind in DATATYPES}
    target = bot.edit({}, new="item")
    return lambda number: new_item(number, properties, target)


def _edit(bot: Bot, items: Sequence[Json]) -> None:
    for item in items:
        bot.edit(item, new="item")


def _body(bot: Bot, item: Json) -> bytes:
    return encoded({**bot.edit_fields(item), "new": "item", "format": "json"})


def _send(post: Post, bodies: Sequence[bytes]) -> None:
    for body in bodies:
        assert b'"success":1' in post(body)


def _read(
    post: Post, ids: Sequence[str], at_once: int, parse: Callable[[bytes], object] = len
) -> None:
    for at in range(0, len(ids), at_once):
        asked = "|".join(ids[at : at + at_once])
        parse(post({"action": "wbgetentities", "format": "json", "ids": asked}))


def queries(file: Path, items: int) -> None:
    """What a query waits for after edits, and what edits lose while queries are asked."""
    with serving(file) as server:
        bot, asker = Bot(lean(server.url)), Asker(server.url)
        make = _maker(bot)
        alone = _edits_a_second(bot, [make(number) for number in range(items)])
        first = asker.ask(COUNT)
        _edit(bot, [make(number) for number in range(items, 2 * items)])
        after = asker.ask(COUNT)
        quiet = [asker.ask(ONE) for _ in range(50)]
        turns = [_turn(bot, asker, f"turn {number}") for number in range(30)]
        with asking(server.url) as beside:
            more = [make(number) for number in range(2 * items, 3 * items)]
            together = _edits_a_second(bot, more)
    print_table(
        f"Queries on {2 * items:,} of these items, in milliseconds",
        ("", "median", "longest"),
        [
            (f"the first query of all, after {items:,} edits", first, first),
            (f"the first one after {items:,} more", after, after),
            ("one item by its label, nothing edited", statistics.median(quiet), max(quiet)),
            ("the same after each single edit", statistics.median(turns), max(turns)),
            ("the same while edits go on", statistics.median(beside), max(beside)),
        ],
    )
    print_table(
        "Edits a second on one connection",
        ("nobody asks", "ten queries a second beside them", ""),
        [(alone, together, f"{together / alone:.0%}")],
    )


def _edits_a_second(bot: Bot, items: Sequence[Json]) -> float:
    gc.collect()
    gc.freeze()
    start = time.perf_counter()
    _edit(bot, items)
    return len(items) / (time.perf_counter() - start)


def _turn(bot: Bot, asker: Asker, text: str) -> float:
    bot.edit({"labels": {"fr": {"language": "fr", "value": text}}}, id="Q2")
    return asker.ask(ONE)


def size(file: Path, items: int) -> None:
    """Starting and memory with many items, and what the graph adds."""
    with serving(file.with_name("empty.sqlite")) as server:
        empty, nothing = _first_answer(server), server.memory()
    fill(file, items)
    with serving(file) as server:
        started, held = _first_answer(server), server.memory()
        _read(Bot(lean(server.url)).post, [f"Q{number}" for number in range(1, items + 1)], 50)
        read = server.memory()
        asked, waits = _first_query(server)
        graph = server.graph_memory()
    print_table(
        f"Starting and memory; small items have 4 statements, 1 qualifier and 2 references, "
        f"and the file is {file.stat().st_size / 1e6:,.0f} MB large",
        ("", "no items", f"{items:,} small items"),
        [
            ("seconds to the first answer", empty, started),
            ("MB of the server after that", nothing, held),
            ("MB when every item has been read", "", read),
            ("seconds to the first query's answer", "", asked),
            ("ms for a call of the API meanwhile, median", "", statistics.median(waits)),
            ("the longest of them", "", max(waits)),
            ("MB of the graph, once a query was asked", "", graph),
        ],
    )


def _first_query(server: Serving) -> tuple[float, list[float]]:
    """Seconds until it is answered, and how many milliseconds calls of the API take meanwhile."""
    post, waits = lean(server.url), []
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(Asker(server.url).ask, COUNT)
        while not asked.done():
            start = time.perf_counter()
            post({"action": "wbgetentities", "format": "json", "ids": "Q2"})
            waits.append((time.perf_counter() - start) * 1000)
            time.sleep(0.05)
    return asked.result() / 1000, waits


def _first_answer(server: Serving) -> float:
    start = time.perf_counter()
    lean(server.url)({"action": "query", "meta": "siteinfo", "format": "json"})
    return server.started + time.perf_counter() - start


if __name__ == "__main__":
    main()
