"""Content negotiation. See https://www.rfc-editor.org/rfc/rfc9110#name-accept."""

from __future__ import annotations

from collections.abc import Iterable


def preferred(accept: str, offered: Iterable[str]) -> str | None:
    """The media type that the client likes best, the first offered among equals; None if none."""
    kinds = list(offered)
    wishes = [_wish(part) for part in (accept or "*/*").split(",")]
    best, chosen = 0.0, None
    for kind in kinds:
        weight = _weight(kind, wishes)
        if weight > best:
            best, chosen = weight, kind
    return chosen


def _wish(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return kind, float(parameter[2:])
            except ValueError:
                return kind, 0.0
    return kind, 1.0


def _weight(kind: str, wishes: list[tuple[str, float]]) -> float:
    family = kind.partition("/")[0] + "/*"
    for pattern in (kind, family, "*/*"):
        weights = [weight for wished, weight in wishes if wished == pattern]
        if weights:
            return max(weights)
    return 0.0
