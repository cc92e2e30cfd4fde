"""Pages in Markdown that a script writes: their beginning, and tables."""

from collections.abc import Iterable, Sequence


def page(title: str, source: str, about: str) -> str:
    """The heading of a page, where it comes from, and what it is about."""
    written = f"Written from {source} by `scripts/docs.py`; do not edit it by hand."
    return f"# {title}\n\n{written}\n\n{about}\n"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; line ends in a cell become blanks."""
    lines = [header, ["---"] * len(header), *rows]
    cells = ([cell.replace("|", "\\|").replace("\n", " ") for cell in line] for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in cells) + "\n"
