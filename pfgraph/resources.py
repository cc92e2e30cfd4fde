"""Where the ontology, shapes, queries and bundled records lie: in a checkout or in the wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_ROOTS = (_PACKAGE / "_data", _PACKAGE.parent)


def folder(name: str) -> Path:
    """The folder `name` (ontology, shapes, queries or records) that came with pfgraph.

    Raises FileNotFoundError when the installation is incomplete.
    """
    for root in _ROOTS:
        if (root / name).is_dir():
            return root / name
    raise FileNotFoundError(f"{name}/ is not part of this installation; install pfgraph again")
