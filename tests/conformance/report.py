"""What the comparison found, as a page of the documentation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from tests.conformance.conversation import Outcome
from tests.conformance.reasons import reasons
from tests.conformance.recording import Exchange

DOCUMENT = Path(__file__).parents[2] / "docs" / "conformance.md"
VERDICTS = ("equal", "same outcome", "different outcome")
Results = Mapping[str, list[Outcome]]

HEAD = """# How far the sandbox is a Wikibase

Conversations with MediaWiki 1.43 and Wikibase were recorded, request by request. `make conformance`
holds each of them again with an empty sandbox, compares every answer and writes this page. What
differs from one run to the next is set aside: times, tokens, sizes in bytes, the name of the wiki,
and numbers of revisions, pages and statements, which must however differ in the same way
throughout. Status, error codes, cookies and the headers that clients act on are compared as well.

*Equal* means that nothing else differs. *Same outcome* means that status, error and the parts of
the answer are the same and some detail is not. Everything that is not equal is listed below with
its reason.
"""


def tally(outcomes: Iterable[Outcome]) -> str:
    """How many exchanges had each verdict."""
    found = Counter(outcome.verdict for outcome in outcomes)
    return ", ".join(f"{found[each]} {each}" for each in VERDICTS)


def module(exchange: Exchange) -> str:
    """What an exchange is counted under: the module of the API, or the address."""
    action = exchange.sent.get("action", "")
    if action == "query":
        parts = [exchange.sent.get(key, "") for key in ("meta", "list", "prop", "generator")]
        named = sorted({name for part in parts for name in part.split("|") if name})
        return f"query: {', '.join(named)}" if len(named) < 3 else "query: several at once"
    if exchange.path.startswith("/w/api.php"):
        return action or "(no action)"
    if exchange.path.startswith("/w/rest.php"):
        return f"REST {exchange.method}"
    for name in ("Special:EntityData", "/entity/", "index.php"):
        if name in exchange.path:
            return name
    return "other addresses"


def page(results: Results) -> str:
    """The page: a table of modules, a table of recordings, and every difference with its reason."""
    everything = [outcome for outcomes in results.values() for outcome in outcomes]
    by_module = _grouped(everything, lambda outcome: module(outcome.exchange))
    parts = [
        HEAD,
        "## By module\n",
        *_table("module", dict(sorted(by_module.items()))),
        "\n## By recording\n",
        *_table("recording", results),
        "\n## What differs, and why\n",
        *_differing(results),
    ]
    return "\n".join(parts) + "\n"


def _grouped(
    outcomes: Iterable[Outcome], key: Callable[[Outcome], str]
) -> dict[str, list[Outcome]]:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[key(outcome)].append(outcome)
    return groups


def _table(name: str, groups: Results) -> Iterator[str]:
    yield f"| {name} | exchanges | equal | same outcome | different outcome |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for title, outcomes in groups.items():
        yield _row(f"`{title}`", outcomes)
    yield _row("**all**", [outcome for outcomes in groups.values() for outcome in outcomes])


def _row(title: str, outcomes: list[Outcome]) -> str:
    found = Counter(outcome.verdict for outcome in outcomes)
    numbers = " | ".join(str(found[verdict]) for verdict in VERDICTS)
    return f"| {title} | {len(outcomes)} | {numbers} |"


def _differing(results: Results) -> Iterator[str]:
    known = reasons()
    for name, outcomes in results.items():
        why: dict[tuple[str, str], list[int]] = defaultdict(list)
        for outcome in outcomes:
            if outcome.verdict != "equal":
                number = outcome.exchange.number
                reason = known.get((name, number), "(no reason is given yet)")
                why[reason, outcome.verdict].append(number)
        if why:
            yield f"### `{name}`\n"
            for (reason, verdict), numbers in why.items():
                yield f"- {reason}\n  *{verdict.capitalize()}* in {', '.join(ranges(numbers))}."
            yield ""
    yield "Numbers are those of the exchanges."


def ranges(numbers: list[int]) -> Iterator[str]:
    """Rising numbers, with those that follow each other drawn together: 1, 3–5."""
    first = numbers[0]
    for number, following in zip(numbers, [*numbers[1:], 0], strict=True):
        if following != number + 1:
            yield f"{first}" if first == number else f"{first}–{number}"
            first = following
