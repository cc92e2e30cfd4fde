"""The three-way comparison of one item: what records want, what the wiki holds, what was written.

The *base* is the item as the tool last left it. Where live and base agree, the records may
change it; where only the records stayed as they were, what people did stays; where both
moved, it is a conflict and nothing is written. What carries no marker belongs to people.
"""

from collections.abc import Iterable, Iterator, Mapping

from rdflib import URIRef

from pfgraph.ontology.declaration import Cardinality, Declaration
from pfgraph.wikibase.changes import Action, Conflict, ItemChange, Reason, StatementEdit
from pfgraph.wikibase.datamodel import Item, Snak, Statement
from pfgraph.wikibase.termdiff import Scope, compare_terms
from pfgraph.wikibase.values import ItemValue

Outcome = StatementEdit | Conflict


def diff(
    desired: Item, live: Item | None, base: Item | None, scope: Scope, wiki: Declaration
) -> ItemChange:
    """All that has to happen so that the wiki says what `desired` says.

    `base` is None where the tool never wrote the item. A statement is taken away only if the
    row that says it is in `scope`. The same input gives the same change, in the same order.
    """
    if live is None:
        return _creation(desired)
    labels, aliases, conflicts = compare_terms(desired, live, base)
    outcomes = [
        *_rows(desired, live, base, scope),
        *_plain(desired, live, base, scope, wiki),
    ]
    return ItemChange(
        desired.key,
        live.id,
        live.revision,
        labels=labels,
        aliases=aliases,
        edits=tuple(each for each in outcomes if isinstance(each, StatementEdit)),
        conflicts=(*conflicts, *(each for each in outcomes if isinstance(each, Conflict))),
    )


def _creation(desired: Item) -> ItemChange:
    return ItemChange(
        desired.key,
        labels={code: ("", text) for code, text in desired.labels.items()},
        descriptions=desired.descriptions,
        aliases=desired.aliases,
        edits=tuple(StatementEdit(Action.ADD, None, each) for each in desired.statements),
    )


def _rows(desired: Item, live: Item, base: Item | None, scope: Scope) -> Iterator[Outcome]:
    """Statements that have a row of their own, matched by the record id they carry."""
    wanted = {each.marker: each for each in desired.statements if each.marker != desired.key}
    written = {each.marker: each for each in (base.statements if base else ())}
    for marker, ours in wanted.items():
        theirs = _marked(live, marker)
        if len(theirs) > 1:
            yield Conflict(ours.main.prop, Reason.TWIN, ours, theirs[1])
        elif theirs:
            yield from _merge(ours, theirs[0], written.get(marker))
        else:
            yield from _missing(ours, live, marker in written)
    for theirs_only in live.statements:
        marker = theirs_only.marker
        if marker and marker != desired.key and marker not in wanted and marker in scope.rows:
            yield from _removal(theirs_only, written.get(marker))


def _merge(ours: Statement, theirs: Statement, written: Statement | None) -> Iterator[Outcome]:
    if ours.says == theirs.says or (written and ours.says == written.says):
        return  # nothing new on our side; what people did stays
    if written is None or theirs.says == written.says:
        yield StatementEdit(Action.CHANGE, theirs, ours)
    else:
        yield Conflict(ours.main.prop, Reason.CHANGED, ours, theirs)


def _missing(ours: Statement, live: Item, was_written: bool) -> Iterator[Outcome]:
    if was_written:
        yield Conflict(ours.main.prop, Reason.REMOVED, ours, None)
    elif not any(_said_by_people(ours, each) for each in live.statements):
        yield StatementEdit(Action.ADD, None, ours)


def _said_by_people(ours: Statement, theirs: Statement) -> bool:
    same = ours.main == theirs.main and ours.qualifiers <= theirs.qualifiers
    return not theirs.marker and same


def _removal(theirs: Statement, written: Statement | None) -> Iterator[Outcome]:
    if written is None or written.says == theirs.says:
        yield StatementEdit(Action.REMOVE, theirs, None)
    else:
        yield Conflict(theirs.main.prop, Reason.CHANGED, None, theirs)


def _plain(
    desired: Item, live: Item, base: Item | None, scope: Scope, wiki: Declaration
) -> Iterator[Outcome]:
    """Statements that an item's own row says, matched by property and value."""
    stated = _said_anyway(desired, live, scope)
    wanted = [each for each in desired.statements if each.marker == desired.key]
    once = base.statements if base else ()
    written = {each.guid: each.main for each in once if each.marker == desired.key}
    given_up = list(_no_longer_said(wanted, desired, live, scope))
    changed = [each for each in given_up if written.get(each.guid, each.main) != each.main]
    overtaken = {written[each.guid] for each in changed}  # people say something else instead
    adding = [each for each in wanted if each.main not in stated | overtaken]
    dropping = [each for each in given_up if each not in changed]
    yield from _both_changed(changed, adding, overtaken - {each.main for each in wanted}, written)
    for ours in adding:
        if ours.main in written.values():
            yield Conflict(ours.main.prop, Reason.REMOVED, ours, None)
            continue
        replaced = _replaced(ours, dropping, wiki)
        if replaced is None:
            yield from _first_or_people(ours, live, base, wiki)
            continue
        dropping.remove(replaced)
        yield from _replacement(ours, replaced)
    for theirs in dropping:
        yield from _removal(theirs, Statement(theirs.main))


def _said_anyway(desired: Item, live: Item, scope: Scope) -> set[Snak]:
    """What the item says once its rows are as wanted: by people, by rows, or by itself."""
    rows = {each.marker: each.main for each in desired.statements if each.marker != desired.key}
    kept = {
        each.main
        for each in live.statements
        if each.marker in ("", desired.key)
        or (each.marker not in rows and each.marker not in scope.rows)
    }
    return kept | set(rows.values())


def _both_changed(
    changed: Iterable[Statement],
    adding: Iterable[Statement],
    dropped: set[Snak],
    written: Mapping[str, Snak],
) -> Iterator[Conflict]:
    """Values that people changed and that the records no longer say either, nor another instead."""
    replacing = {each.main.prop for each in adding}
    for theirs in changed:
        if written[theirs.guid] in dropped and theirs.main.prop not in replacing:
            yield Conflict(theirs.main.prop, Reason.CHANGED, None, theirs)


def _no_longer_said(
    wanted: Iterable[Statement], desired: Item, live: Item, scope: Scope
) -> Iterator[Statement]:
    said = {each.main for each in wanted}
    for theirs in live.statements:
        if theirs.marker == desired.key and theirs.main not in said and desired.complete:
            value = theirs.main.value
            elsewhere = theirs.main.prop in scope.inverse and isinstance(value, ItemValue)
            if not elsewhere or (isinstance(value, ItemValue) and value.key in scope.rows):
                yield theirs


def _replaced(ours: Statement, dropping: list[Statement], wiki: Declaration) -> Statement | None:
    """The statement whose value ours takes the place of, where there may be only one."""
    if _is_single(ours, wiki):
        return next((each for each in dropping if each.main.prop == ours.main.prop), None)
    return None


def _first_or_people(
    ours: Statement, live: Item, base: Item | None, wiki: Declaration
) -> Iterator[Outcome]:
    """A single value that people put there, or changed, is theirs; otherwise ours is added."""
    theirs = [each for each in live.statements if each.main.prop == ours.main.prop]
    if _is_single(ours, wiki) and theirs:
        ours_once = base and any(each.guid == theirs[0].guid for each in base.statements)
        yield Conflict(
            ours.main.prop, Reason.CHANGED if ours_once else Reason.THEIRS, ours, theirs[0]
        )
    else:
        yield StatementEdit(Action.ADD, None, ours)


def _replacement(ours: Statement, theirs: Statement) -> Iterator[Outcome]:
    if theirs.qualifiers or theirs.references:
        yield Conflict(ours.main.prop, Reason.CHANGED, ours, theirs)
    else:
        yield StatementEdit(Action.CHANGE, theirs, ours)


def _is_single(statement: Statement, wiki: Declaration) -> bool:
    declared = wiki.properties.get(URIRef(statement.main.prop))
    return declared is not None and declared.cardinality is Cardinality.ONE


def _marked(item: Item, marker: str) -> list[Statement]:
    return [each for each in item.statements if each.marker == marker]
