"""Every link in the pages leads somewhere."""

import re
from pathlib import Path

import pytest

from tests.docs.reading import PAGES, ROOT

_LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|srcset)=\"([^\"]+)\"")
_ANCHOR = re.compile(r'<a id="([^"]+)">')


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_link_leads_somewhere(page: Path) -> None:
    """Files that are linked exist, and so do the headings that are named."""
    broken = [link for link in _links(page) if not _leads_somewhere(page, link)]
    assert not broken


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_page_can_be_reached(page: Path) -> None:
    """Each page under docs/ is named in the index of the documents."""
    index = ROOT / "docs" / "README.md"
    if page.is_relative_to(index.parent) and page != index:
        assert str(page.relative_to(index.parent)) in index.read_text(encoding="utf-8")


def _links(page: Path) -> list[str]:
    found = _LINK.findall(_without_code(page.read_text(encoding="utf-8")))
    return [first or second for first, second in found if "://" not in (first or second)]


def _leads_somewhere(page: Path, link: str) -> bool:
    name, _, heading = link.partition("#")
    target = (page.parent / name) if name else page
    if not target.exists():
        return False
    return not heading or heading in _headings(target)


def _headings(page: Path) -> set[str]:
    text = page.read_text(encoding="utf-8")
    titles = re.findall(r"^#+ (.+)$", _without_code(text), re.MULTILINE)
    return {*map(_anchor, titles), *_ANCHOR.findall(text)}


def _anchor(title: str) -> str:
    """As GitHub makes them: small letters, hyphens for spaces, without punctuation."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def _without_code(text: str) -> str:
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
