"""Data for edits, and what is left of them."""

from __future__ import annotations

from typing import Any

from tests.sandbox.conftest import Bot


def terms(**texts: tuple[str, str]) -> dict[str, Any]:
    """Labels and descriptions by language."""
    return {
        kind: {code: {"language": code, "value": pair[place]} for code, pair in texts.items()}
        for place, kind in enumerate(("labels", "descriptions"))
    }


def text_snak(property_id: str, value: str) -> dict[str, Any]:
    datavalue = {"type": "string", "value": value}
    return {"snaktype": "value", "property": property_id, "datavalue": datavalue}


def text_statement(property_id: str, value: str, *references: str, **parts: Any) -> dict[str, Any]:
    """A statement of a string with a reference for each further text."""
    listed = [{"snaks": [text_snak(property_id, each)]} for each in references]
    snak = text_snak(property_id, value)
    return {"type": "statement", "mainsnak": snak, "references": listed, **parts}


def history(bot: Bot, title: str) -> list[dict[str, Any]]:
    """The revisions of a page, newest first."""
    found = bot.get(
        action="query", prop="revisions", titles=title, rvlimit="max", rvprop="ids|comment|user",
        formatversion="2",
    )  # fmt: skip
    revisions: list[dict[str, Any]] = found["query"]["pages"][0]["revisions"]
    return revisions
