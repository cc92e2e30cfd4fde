"""`action=query`: facts of the site, of pages and lists of them."""

from __future__ import annotations

from collections.abc import Callable, Container

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.modules.querylists import LISTS, all_page_ids
from pfgraph.sandbox.action.modules.querymeta import METAS
from pfgraph.sandbox.action.modules.querypages import PROPS, pages_asked
from pfgraph.sandbox.action.specs import known_values

_SILENT = ("imageinfo", "categoryinfo")
"""Parts that pywikibot always asks for and that are empty for pages without files."""
_SELECTORS = ("titles", "pageids", "revids", "generator")


def query(call: Call) -> Answer:
    """All parts asked for, with what is needed to go on where a list is longer."""
    answer: Answer = {"batchcomplete": True if call.version == "2" else ""}
    for name in ("indexpageids", "redirects", "rawcontinue", "continue"):
        call.flag(name)
    found: Answer = {}
    for name, parts in (("meta", METAS), ("list", LISTS)):
        _run(call, name, parts, found, answer)
    props = _known(call, "prop", PROPS)
    if any(name in call.sent for name in _SELECTORS):
        generated = _generated(call, answer)
        found |= pages_asked(call, [PROPS[name] for name in props], generated)
    if call.limits:
        answer["limits"] = call.limits
    if call.go_on:
        answer["continue"] = call.go_on
        del answer["batchcomplete"]
    if found:
        answer["query"] = found
    return answer


def _known(call: Call, name: str, parts: Container[str]) -> list[str]:
    known = [each for each in call.values(name) if each in parts]
    unknown = [each for each in call.values(name) if each not in (*known, *_SILENT)]
    if unknown and not known_values("query", name, "|".join(unknown)):
        return known  # the check of all parameters has warned of these already
    if unknown:
        plural = "s" if len(unknown) > 1 else ""
        listed = ", ".join(unknown)
        call.warn("query", f'Unrecognized value{plural} for parameter "{name}": {listed}')
    return known


def _run(
    call: Call,
    name: str,
    parts: dict[str, Callable[[Call, Answer], Answer]],
    found: Answer,
    answer: Answer,
) -> None:
    for each in _known(call, name, parts):
        found |= parts[each](call, answer)


def _generated(call: Call, answer: Answer) -> list[str] | None:
    if call.text("generator") != "allpages":
        return None
    return all_page_ids(call, answer, prefix="g")
