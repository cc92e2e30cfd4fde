"""One item's change as the `data` of one `wbeditentity`.

https://www.wikidata.org/w/api.php?action=help&modules=wbeditentity
"""

from dataclasses import replace
from typing import Any

from pfgraph.wikibase.changes import ItemChange, StatementEdit
from pfgraph.wikibase.entityjson import Names, in_reading_order, statement_to_json, terms_to_json


def edit_data(change: ItemChange, names: Names) -> dict[str, Any]:
    """The `data` that makes the change; terms and statements that do not change are not sent.

    A changed statement keeps its GUID and rank and is sent whole, because a statement that
    is sent with a main snak alone loses its qualifiers and references.
    """
    data: dict[str, Any] = {}
    if change.labels:
        data["labels"] = terms_to_json({code: new for code, (_, new) in change.labels.items()})
    if change.descriptions:
        data["descriptions"] = terms_to_json(change.descriptions)
    if change.aliases:
        data["aliases"] = [
            {"language": code, "value": text, "add": ""}
            for code, texts in sorted(change.aliases.items())
            for text in sorted(texts)
        ]
    if change.edits:
        data["claims"] = [_statement(edit, names) for edit in sorted(change.edits, key=_order)]
    return data


def _order(edit: StatementEdit) -> tuple[int, str, str]:
    statement = edit.after or edit.before
    return in_reading_order(statement.main) if statement else (-1, "", "")


def _statement(edit: StatementEdit, names: Names) -> dict[str, Any]:
    if edit.after is None:
        return {"id": edit.before.guid if edit.before else "", "remove": ""}
    if edit.before is None:
        return statement_to_json(edit.after, names)
    kept = replace(edit.after, guid=edit.before.guid, rank=edit.before.rank)
    return statement_to_json(kept, names)
