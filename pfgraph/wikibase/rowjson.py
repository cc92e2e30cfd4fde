"""What a plan has for each row, as the JSON of a plan and of the journal."""

from typing import Any

from pfgraph.wikibase.outlookjson import source_from_json, source_json
from pfgraph.wikibase.rows import Fate, RowPlan


def row_to_json(row: RowPlan) -> dict[str, Any]:
    """One row as plain data."""
    return {
        "record": row.record,
        "source": source_json(row.place),
        "key": row.key,
        "id": row.id,
        "carriers": list(row.carriers),
        "fate": str(row.fate),
        "reason": row.reason,
    }


def row_from_json(data: dict[str, Any]) -> RowPlan:
    """The row that `row_to_json` described."""
    return RowPlan(
        data["record"],
        source_from_json(data["source"]),
        data["key"],
        data["id"],
        tuple(data["carriers"]),
        Fate(data["fate"]),
        data["reason"],
    )
