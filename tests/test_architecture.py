"""The architecture, as a test: who may import whom, and where each foreign package lives.

Parts lower in the list may import from parts above them, never the other way. The sandbox
stands apart: it meets the rest over HTTP, so that no mistake of ours can hide in both.
"""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "pfgraph"

LAYERS = (
    ("errors", "namespaces", "resources"),
    ("dates", "findings", "turtle", "graphfile", "movement", "settings"),
    ("ontology",),
    ("records", "sparql"),
    ("bringover", "rules", "validation", "wikibase"),
    ("foresight", "intake", "runs"),
    ("bot", "demo", "doctor"),
    ("cli",),
    ("__main__",),
)
RANK = {part: rank for rank, layer in enumerate(LAYERS) for part in layer}
APART = "sandbox"
SEEN_BY_THE_SANDBOX = frozenset({"errors", "resources", APART})
MAY_START_A_SANDBOX = frozenset({"demo", "cli", APART})

HOMES = {  # each foreign package is imported in one place only
    "SPARQLWrapper": ("sparql.remote",),
    "click": ("cli",),
    "jinja2": ("sandbox",),
    "orjson": ("sandbox",),
    "pyoxigraph": ("turtle", "sparql.store", "sandbox", "wikibase.dump.rdfform"),
    "pyshacl": ("validation.engine",),
    "pytest": ("sandbox.fixtures",),
    "pywikibot": ("wikibase.client", "bot"),
    "requests": ("wikibase.client",),
    "rich": ("cli",),
    "sqlite3": ("sandbox", "runs.journalfile", "wikibase.mirror"),
    "starlette": ("sandbox",),
    "uvicorn": ("sandbox",),
    "yaml": ("ontology", "records", "sparql.header"),
}
LONGEST = 300  # lines of a module

MODULES = sorted(PACKAGE.rglob("*.py"))


def dotted(path: Path) -> str:
    """`wikibase.client` for pfgraph/wikibase/client.py; a package is its own name."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = frozenset(map(dotted, MODULES))


def imports(path: Path) -> Iterator[str]:
    """Every module that a module names, whole, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{dotted(path)}: relative imports are not used"
            base = node.module or ""
            for alias in node.names:
                full = f"{base}.{alias.name}"
                yield full if full.removeprefix("pfgraph.") in NAMES else base


def ours(path: Path) -> set[str]:
    """The modules of ours that a module imports, without `pfgraph.` before them."""
    return {
        name.removeprefix("pfgraph.")
        for name in imports(path)
        if name.startswith("pfgraph.") and name != "pfgraph"
    }


def part(name: str) -> str:
    """The top-level part that a module belongs to."""
    return name.split(".", 1)[0]


def test_every_part_has_its_place() -> None:
    """A new part of the package has to be given a layer."""
    parts = {part(dotted(path)) for path in MODULES} - {""}
    assert parts == set(RANK) | {APART}


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_a_module_imports_only_from_layers_above_it_in_the_list(path: Path) -> None:
    """Plain values at the bottom know nothing of what is made with them."""
    here = part(dotted(path))
    for target in map(part, ours(path)):
        if APART in (here, target):
            allowed = (
                target in SEEN_BY_THE_SANDBOX if here == APART else here in MAY_START_A_SANDBOX
            )
        else:
            allowed = not here or target == here or RANK[target] < RANK[here]
        assert allowed, f"{dotted(path)} may not import {target}"


def test_no_modules_import_each_other_in_a_circle() -> None:
    """The import graph has an order."""
    order = TopologicalSorter({dotted(path): ours(path) - {dotted(path)} for path in MODULES})
    assert list(order.static_order())


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_each_foreign_package_has_one_home(path: Path) -> None:
    """Whoever wants to replace a library finds all of its use in one place."""
    here = dotted(path)
    for package in {name.split(".", 1)[0] for name in imports(path)} & set(HOMES):
        homes = HOMES[package]
        at_home = any(here == home or here.startswith(f"{home}.") for home in homes)
        assert at_home, f"{here} may not import {package}; its home is {' or '.join(homes)}"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_a_module_is_one_thing(path: Path) -> None:
    """A module that grows too long is split by noun."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_nothing_is_called_utils() -> None:
    """Every module has a name that says what is in it."""
    vague = {"utils", "util", "helpers", "helper", "misc", "common"}
    assert not vague & {name.rsplit(".", 1)[-1] for name in NAMES}
