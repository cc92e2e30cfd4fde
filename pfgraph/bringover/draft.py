"""Record rows in the making, each with an id made once from what the raw row says."""

from dataclasses import dataclass, field

from pfgraph.bringover.ids import digest_of, joined
from pfgraph.ontology.tables import tables


@dataclass(slots=True)
class Draft:
    """A row of the record table: its id, the part of the id that outlives a change of wording
    (`stem`), and its cells; a cell is the list of its values."""

    table: str
    id: str
    stem: str
    cells: dict[str, list[str]] = field(default_factory=dict)

    def put(self, column: str, *values: str) -> None:
        """Adds the values that the cell does not hold yet; texts are joined, dates kept."""
        cell = self.cells.setdefault(column, [])
        cell += [value for value in dict.fromkeys(values) if value and value not in cell]
        if not cell:
            del self.cells[column]

    def row(self) -> dict[str, str]:
        """The row as it is written: lists joined by semicolons, texts by a space."""
        columns = tables()[self.table].columns
        return {"id": self.id} | {
            name: "; ".join(map(_uncut, values)) if columns[name].many else run_on(values)
            for name, values in self.cells.items()
        }


def _uncut(value: str) -> str:
    """A value of a list without the semicolon that would cut it in two."""
    return value.replace(";", "%3B" if value.startswith("http") else ",")


def run_on(values: list[str]) -> str:
    """Several texts as one: a sentence ends where it ended, anything else with a semicolon."""
    return " ".join(
        value if last or value.endswith((".", "!", "?", "…")) else f"{value};"
        for value, last in zip(values, [False] * (len(values) - 1) + [True], strict=True)
    )


class Drafts:
    """All rows in the making, by table, in the order in which they were made."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[str, Draft]] = {name: {} for name in tables()}

    def find(self, table: str, row_id: str) -> Draft | None:
        """The row of that id, if it was made."""
        return self.tables[table].get(row_id)

    def add(self, draft: Draft) -> tuple[Draft, bool]:
        """Takes the row in; returns the row that holds and whether it is a new one.

        A row that says the same as one of the same id lends it its sources and is not new; one
        that says something else gets an id with letters made from what it says.
        """
        rows = self.tables[draft.table]
        there = rows.get(draft.id)
        if there is not None and not _alike(there, draft):
            facts = {name: cell for name, cell in draft.cells.items() if name != "source"}
            draft.id = joined(draft.id, digest_of(facts))
            there = rows.get(draft.id)
        if there is not None:
            there.put("source", *draft.cells.get("source", []))
            return there, False
        rows[draft.id] = draft
        return draft, True


def _alike(one: Draft, other: Draft) -> bool:
    return all(
        one.cells.get(name) == other.cells.get(name)
        for name in {*one.cells, *other.cells} - {"source"}
    )
