"""Findings of the shapes, and places in files, as the JSON of a plan."""

from collections.abc import Iterable
from typing import Any

from pfgraph.findings import Finding, Location, Severity, in_order
from pfgraph.wikibase.outlook import Outlook

Findings = dict[str, list[dict[str, Any]]]  # new, old, fixed


def source_json(place: Location | None) -> dict[str, Any] | None:
    """A place in a file; None where it is not known."""
    if place is None:
        return None
    return {"file": place.path, "line": place.line, "column": place.column}


def source_from_json(data: dict[str, Any] | None) -> Location | None:
    """The place that `source_json` described."""
    return Location(data["file"], data["line"], data["column"]) if data else None


def finding_json(finding: Finding, blocks: bool) -> dict[str, Any]:
    """One finding; `blocks` says whether its shape keeps a plan from being applied."""
    return {
        "severity": str(finding.severity),
        "message": finding.message,
        "record": finding.focus,
        "property": finding.path,
        "value": finding.value,
        "shape": finding.shape,
        "blocks": blocks,
        "source": source_json(finding.location),
    }


def outlook_from_json(parts: Iterable[Findings], profiles: list[str]) -> Outlook:
    """The outlook whose findings stand in these places."""
    listed = list(parts)

    def when(name: str) -> tuple[Finding, ...]:
        return in_order(_finding(each) for part in listed for each in part[name])

    blocking = {
        each["shape"] for part in listed for found in part.values() for each in found
        if each["blocks"]
    }  # fmt: skip
    return Outlook(when("new"), when("old"), when("fixed"), tuple(profiles), frozenset(blocking))


def _finding(data: dict[str, Any]) -> Finding:
    return Finding(
        Severity(data["severity"]),
        data["message"],
        source_from_json(data["source"]),
        data["value"],
        data["record"],
        data["property"],
        data["shape"],
    )
