"""The folder that the road leaves behind."""

from pathlib import Path

from pfgraph.errors import PfgraphError

WIKI = "wiki.sqlite"
MARK = "summary.md"  # the last file that is written; a folder without it and not empty is no demo


def fresh(folder: Path) -> Path:
    """The folder, empty but for nothing of an earlier demo.

    Raises PfgraphError, and touches nothing, where it holds files of another kind.
    """
    if folder.exists() and not folder.is_dir():
        raise PfgraphError(f"{folder} is a file; name a folder for the demo")
    folder.mkdir(parents=True, exist_ok=True)
    left = list(folder.iterdir())
    if left and not any(path.name in (MARK, WIKI) for path in left):
        raise PfgraphError(f"{folder} holds other files; name an empty folder for the demo")
    for path in left:
        if path.is_file():
            path.unlink()
    (folder / "answers").mkdir(exist_ok=True)
    return folder
