"""The address of a wiki, as people give it, and that of its api.php."""

from typing import Any
from urllib.parse import SplitResult, urlsplit


def address(url: str) -> tuple[SplitResult, str]:
    """The parts of a wiki's address, and the path of its scripts."""
    parts = urlsplit(url if "//" in url else f"https://{url}")
    named = parts.path.endswith("/api.php")
    return parts, parts.path.removesuffix("/api.php") if named else "/w"


def address_of(site: Any) -> str:
    """The address of the wiki behind a site of pywikibot, as people give it."""
    root, path = f"{site.protocol()}://{site.hostname()}", site.scriptpath()
    return root if path == "/w" else f"{root}{path}/api.php"


def api_address(url: str) -> str:
    """The address of a wiki's api.php."""
    parts, path = address(url)
    return f"{parts.scheme}://{parts.netloc}{path}/api.php"
