"""What was done to the recorded server between two requests, done to the sandbox."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pfgraph.sandbox.faults.fault import Fault
from pfgraph.sandbox.store.storage import Edit, Storage
from tests.conformance.recording import Exchange, steps

_OF_THE_PAGE = ("pageid", "ns", "title", "lastrevid", "modified")


def happen(app: Any, text: str) -> None:
    """Do what a mark or a note of a recording says; most say nothing of the kind."""
    if text in _HAPPENINGS:
        _HAPPENINGS[text](app.state.wiki.storage)
    if text in _ENDS:
        app.state.faults.clear(_ENDS[text])
    if text in _FAULTS:
        app.state.faults.add(_FAULTS[text])


def _save_media_item(storage: Storage) -> None:
    """Save an item with values that the API refuses, as it is read from then on."""
    read = next(
        each.answer["json"]["entities"]
        for each in steps("entitydata_media")
        if isinstance(each, Exchange) and "Q3" in each.answer.get("json", {}).get("entities", {})
    )
    content = {key: value for key, value in read["Q3"].items() if key not in _OF_THE_PAGE}
    assert storage.new_id("item") == "Q3"
    storage.save("Q3", content, Edit("Maintenance script", "", False))


_HAPPENINGS: dict[str, Callable[[Storage], None]] = {
    "Q3 was saved by a maintenance script": _save_media_item,
}

_FAULTS: dict[str, Fault] = {  # from the request with this note on
    "create duplicate": Fault("late-index", times=1, path="/w/rest.php", milliseconds=60_000),
    "read-only": Fault("read-only"),
    "maxlag=5 while lagged by 7.5 s": Fault("maxlag", lag=7.5),
    "label+description duplicate": Fault("late-index", times=1, milliseconds=60_000),
    "edit as non-bot": Fault("blocked", reason="test", times=1),
}

_ENDS = {  # the kind of fault that is over before the request with this note
    "maxlag=-1 plaintext fv2": "maxlag",
    "entity too big (2.5 MB)": "read-only",
}


def trouble(app: Any, title: str, asked: list[Exchange]) -> None:
    """Let the sandbox fail as a title says the real wiki was made to, for as many requests."""
    if title.startswith("session invalidated"):
        app.state.wiki.sessions.forget_bots()
    if title.startswith("server gone"):
        app.state.wiki.sessions.forget_all()
    for start, fault, struck in _TROUBLES:
        times = sum(struck in json.dumps(each.answer) for each in asked)
        if title.startswith(start) and times:
            app.state.faults.add(replace(fault, times=times))


_TROUBLES = (  # the beginning of the title, what is done, and what struck answers have in them
    ("maxlag for", Fault("maxlag"), '"mediawiki-api-error": "maxlag"'),
    ("read-only for", Fault("read-only", reason="Maintenance, back soon"), '"readonly"'),
    ("server gone", Fault("http-error", status=502), '"status": 502'),
)
