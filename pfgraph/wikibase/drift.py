"""What people changed on a wiki: revision by revision, statement by statement."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pfgraph.wikibase.datamodel import Item, Statement
from pfgraph.wikibase.history import SUMMARY
from pfgraph.wikibase.planview import snak_text, value_text
from pfgraph.wikibase.repository import StoredRevision

_MERGED = re.compile(r"wbmergeitems-(?P<way>to|from):0\|\|(?P<other>Q\d+)")


@dataclass(frozen=True, slots=True)
class Deed:
    """One change: its sign (`+ ~ -`), what was changed, and both sides in words.

    `details` are what changed within a statement, each with a sign of its own.
    """

    sign: str
    what: str
    before: str = ""
    after: str = ""
    guid: str = ""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Happening:
    """What one revision, or one entry of the log, did to one entity.

    `revision` is 0 for a deletion or restoration.
    """

    id: str
    key: str
    label: str
    user: str
    timestamp: str
    revision: int
    comment: str
    deeds: tuple[Deed, ...]


def is_ours(revision: StoredRevision, before: StoredRevision | None) -> bool:
    """Whether the tool made a revision. A redirect has no summary of its own: the merge has."""
    if SUMMARY in revision.comment:
        return True
    redirect = "redirect" in revision.entity
    return redirect and before is not None and before.user == revision.user and (
        SUMMARY in before.comment and "wbmergeitems" in before.comment
    )  # fmt: skip


def deeds(before: Item, after: Item, labels: dict[str, str]) -> Iterator[Deed]:
    """What is different between two states of one item, in words."""
    for name, old, new in (
        ("label", before.labels, after.labels),
        ("description", before.descriptions, after.descriptions),
    ):
        for code in sorted(old.keys() | new.keys()):
            if old.get(code) != new.get(code):
                was, now = old.get(code, ""), new.get(code, "")
                yield Deed(_sign(was, now), f"{name} {code}", was, now)
    for code in sorted(before.aliases.keys() | after.aliases.keys()):
        held, holds = (each.aliases.get(code, frozenset()) for each in (before, after))
        yield from (Deed("-", f"alias {code}", text) for text in sorted(held - holds))
        yield from (Deed("+", f"alias {code}", "", text) for text in sorted(holds - held))
    yield from _statements(before, after, labels)


def _sign(was: str, now: str) -> str:
    return "~" if was and now else "+" if now else "-"


def _statements(before: Item, after: Item, labels: dict[str, str]) -> Iterator[Deed]:
    old = {each.guid: each for each in before.statements}
    new = {each.guid: each for each in after.statements}
    for guid in sorted(old.keys() | new.keys(), key=lambda guid: (old | new)[guid].order):
        if old.get(guid) != new.get(guid):
            yield statement_deed(old.get(guid), new.get(guid), labels)


def statement_deed(was: Statement | None, now: Statement | None, labels: dict[str, str]) -> Deed:
    """A statement that came, went or was changed; one of the two sides is there."""
    either = now or was
    if either is None:
        raise ValueError("a statement that never was has not changed")
    name = labels.get(either.main.prop, either.main.prop)
    texts = [value_text(each.main.value, labels) if each else "" for each in (was, now)]
    bare = replace(either, qualifiers=frozenset(), references=frozenset(), marker="")
    gone = _details("-", was or bare, now or bare, labels) if was and now else ()
    sign = "~" if was and now else "+" if now else "-"
    came = _details(
        sign if sign == "-" else "+", either, bare if not (was and now) else was, labels
    )
    ranks = _ranks(was, now)
    return Deed(sign, name, texts[0], texts[1], either.guid, (*ranks, *gone, *came))


def _ranks(was: Statement | None, now: Statement | None) -> tuple[tuple[str, str], ...]:
    if was and now and was.rank is not now.rank:
        return (("~", f"rank: {was.rank} → {now.rank}"),)
    return ()


def _details(
    sign: str, one: Statement, other: Statement, labels: dict[str, str]
) -> tuple[tuple[str, str], ...]:
    """The qualifiers and references that `one` has and `other` has not."""
    found = [snak_text(each, labels) for each in one.qualifiers - other.qualifiers]
    groups = one.references - other.references
    told = [", ".join(sorted(snak_text(each, labels) for each in group)) for group in groups]
    if one.marker and one.marker != other.marker:
        told.append(f"record id {one.marker}")
    return tuple(
        (sign, text) for text in [*sorted(found), *(f"reference {t}" for t in sorted(told))]
    )


def of_revisions(
    revisions: Sequence[StoredRevision], items: Sequence[Item], since: str, labels: dict[str, str]
) -> Iterator[tuple[StoredRevision, tuple[Deed, ...]]]:
    """What each revision since a time did, the tool's own left out; both lists oldest first."""
    previous: StoredRevision | None = None
    before = Item(items[0].key) if items else Item("")
    for revision, item in zip(revisions, items, strict=True):
        if revision.timestamp >= since and not is_ours(revision, previous):
            done = tuple(_of_one(revision, previous, before, item, labels))
            if done:
                yield revision, done
        previous, before = revision, item


def _of_one(
    revision: StoredRevision,
    previous: StoredRevision | None,
    before: Item,
    after: Item,
    labels: dict[str, str],
) -> Iterator[Deed]:
    target = revision.entity.get("redirect")
    if target:
        yield Deed("-", "redirect", "", labels.get(str(target), str(target)))
        return
    if previous is not None and "redirect" in previous.entity:
        yield Deed("+", "redirect", labels.get(str(previous.entity["redirect"]), ""), "")
    if previous is None:
        yield Deed("+", "item", "", labels.get(after.key, after.key))
    merged = _MERGED.search(revision.comment)
    if merged and merged["way"] == "to":  # what it said is on the other item now
        yield Deed("-", "merged into", "", labels.get(merged["other"], merged["other"]))
        return
    if merged:
        yield Deed("+", "merged with", "", labels.get(merged["other"], merged["other"]))
    yield from deeds(before, after, labels)
