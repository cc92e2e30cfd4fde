"""A YAML or JSON file of records written anew."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from pfgraph.records.rows import Written

_WIDTH = 100  # characters of a line


def document_text(path: Path, rows: Iterable[tuple[str, Mapping[str, Written]]]) -> str:
    """The text of a file that holds these rows, each with the name of its table, in this order.

    What stood within other rows stands beside them; comments are not kept.
    """
    tables: dict[str, list[dict[str, Any]]] = {}
    for table, cells in rows:
        row = {
            name: written if isinstance(written, str) else list(written)
            for name, written in cells.items()
        }
        tables.setdefault(table, []).append(row)
    if path.suffix.lower() == ".json":
        return json.dumps(tables, ensure_ascii=False, indent=2) + "\n"
    return yaml.safe_dump(tables, allow_unicode=True, sort_keys=False, width=_WIDTH)
