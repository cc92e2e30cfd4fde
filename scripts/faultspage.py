"""The page about the sandbox's faults, from the kinds, settings and controls that there are."""

from collections.abc import Mapping
from dataclasses import fields
from inspect import getdoc

from pfgraph.sandbox.faults import Fault
from pfgraph.sandbox.faults.control import ROUTES
from pfgraph.sandbox.faults.guard import HEADER
from pfgraph.sandbox.faults.kinds import CODES, KINDS, REASONS
from pfgraph.sandbox.faults.log import LENGTH, Entry
from pfgraph.sandbox.faults.problems import FOR_WHOM, OWN, WHEN, Field
from scripts.markdown import page, table

_DEFAULTS = {each.name: each.default for each in fields(Fault)}
_EXAMPLE = """\
```toml file=faults.toml
seed = 7                       # of everything below that is left to chance

[[fault]]                      # the third edit is saved, and its answer is lost
kind = "lost-after"
at = 3

[[fault]]                      # for four seconds from the tenth request that says maxlag
kind = "maxlag"
lag = 7.5
at = 10
seconds = 4

[[fault]]                      # one request in twenty meets a gateway's page
kind = "http-error"
status = 503
probability = 0.05
```

```console
$ export PFGRAPH_PASSWORD=a-word-of-mine PFGRAPH_CONTROL=another-word
$ pfgraph sandbox --port 8181 --faults faults.toml --control &
http://127.0.0.1:8181
$ kill %1
```
"""
_CONTROL = f"""\
`--control`, or `Sandbox(control=True)`, opens it. It answers programs on this machine that send the
header `{HEADER}` with the word in `PFGRAPH_CONTROL`, or the one that was shown at the start
(`sandbox.control_word`). Pages in a browser are refused: whatever sends `Origin`, `Referer` or
`Sec-Fetch-Site`, and every name but a loopback one. Bodies and answers are JSON.

```sh
curl -X PUT http://127.0.0.1:8181/control/faults \\
  -H 'X-Sandbox-Control: another-word' -H 'Content-Type: application/json' \\
  -d '{{"fault": [{{"kind": "read-only", "seconds": 4}}]}}'
```
"""


def faults_page() -> str:
    """Every kind of fault, every setting, the control address and the log."""
    about = (
        "Faults make the sandbox fail as real wikis do. `pfgraph sandbox --faults FILE` reads them "
        "from TOML, or from JSON if the file ends in `.json`. In Python they are values: "
        '`Fault("maxlag", lag=7.5, at=3)`, given to `Sandbox(faults=[…])` or set later with '
        "`sandbox.faults.add(…)`, `.replace(…)` and `.clear()`. How to use them in a test is told "
        "in [Use the sandbox in tests](../how-to/use-the-sandbox-in-tests.md)."
    )
    return "\n".join(
        [
            page("Faults of the sandbox", "the kinds of faults and their settings", about),
            _EXAMPLE,
            "Every mistake in a file is told at once, with the number of the fault, the setting, "
            "the value and what is allowed.\n",
            "## Kinds\n",
            table(("`kind`", "what happens", "whom it strikes", "settings"), _kinds()),
            "Where several faults strike a request, all that comes before it happens; of those "
            "that decide over its answer, the one that a request meets first does.\n",
            "## For whom\n",
            "A request matches if all of these that are set fit.\n",
            table(("setting", "means", "allowed"), _settings(FOR_WHOM)),
            "## When\n",
            "Each fault counts the requests that match it, from 1, and nothing else.\n",
            table(("setting", "means", "allowed"), _settings(WHEN)),
            "## Settings of the kinds\n",
            table(("setting", "allowed", "unless set"), _own()),
            "## The control address\n",
            _CONTROL,
            table(("path", "methods", "what it does"), _controls()),
            "## The log\n",
            "`sandbox.requests` counts requests in all, by action, by path and by method. "
            f"`sandbox.log` holds the newest {LENGTH:,}; an entry is there before the client has "
            f"its whole answer. {_prose(Entry)}\n",
        ]
    )


def _kinds() -> list[tuple[str, ...]]:
    return [
        (f"`{name}`", kind.does, kind.reach.value, ", ".join(f"`{each}`" for each in kind.settings))
        for name, kind in KINDS.items()
    ]


def _settings(known: Mapping[str, Field]) -> list[tuple[str, ...]]:
    return [(f"`{name}`", field.means, field.allowed) for name, field in known.items()]


def _own() -> list[tuple[str, ...]]:
    codes = "; ".join(f"for {kind}: {' or '.join(codes)}" for kind, codes in CODES.items())
    return [
        (f"`{name}`", codes if name == "code" else field.allowed, _default(name))
        for name, field in OWN.items()
    ]


def _default(name: str) -> str:
    if name == "code":
        return "the first"
    if name == "reason":
        return "; ".join(f"for {kind}: {reason}" for kind, reason in REASONS.items())
    return {None: "not set", "": "not set"}.get(_DEFAULTS[name]) or f"`{_DEFAULTS[name]}`"


def _controls() -> list[tuple[str, ...]]:
    methods = (sorted((route.methods or set()) - {"HEAD"}) for route in ROUTES)
    return [
        (f"`{route.path}`", ", ".join(names), _prose(route.endpoint))
        for route, names in zip(ROUTES, methods, strict=True)
    ]


def _prose(of: object) -> str:
    return " ".join((getdoc(of) or "").split()).replace("A request and what became of it. ", "")
