"""What stands in a folder of records already, row by row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef

from pfgraph.records.columns import ON_WIKI
from pfgraph.records.files import YAML, in_folder, read_text
from pfgraph.records.read import Intake
from pfgraph.records.rows import Row


@dataclass(frozen=True, slots=True)
class Existing:
    """Rows by record id, in the order of the files; where the records of RDF files stand.

    `files` gives for each table the file to which a new row of it is added.
    """

    rows: dict[str, Row]
    classes: dict[str, URIRef]
    elsewhere: dict[str, str]
    files: dict[str, Path]

    @property
    def given(self) -> dict[URIRef, str]:
        """The ids of rows that say which item or statement of a wiki they stand for."""
        return {
            URIRef(said): record_id
            for record_id, row in self.rows.items()
            if (said := row.text(ON_WIKI.name))
        }

    def of_file(self, path: Path) -> Iterator[tuple[str, Row]]:
        """The rows of one file, in its order."""
        return ((each, row) for each, row in self.rows.items() if Path(row.path) == path)


def existing(folder: Path) -> Existing:
    """The rows of a folder; one that is not there yet has none. Raises RecordError."""
    intake = Intake()
    for path in in_folder(folder) if folder.is_dir() else ():
        intake.take(read_text(path))
    rows = {each.record_id: each.row for each in intake.register.rows if each.speaks}
    classes = {each.record_id: each.cls for each in intake.register.rows if each.speaks}
    elsewhere = {
        record_id: source.path for source, ids in intake.graphs for record_id in ids.values()
    }
    return Existing(rows, classes, elsewhere, _files(rows.values()))


def _files(rows: Iterable[Row]) -> dict[str, Path]:
    return {row.table.name: Path(row.path) for row in rows}


def is_listed(path: Path) -> bool:
    """Whether a file marks the values of a list itself."""
    return path.suffix.lower() in (*YAML, ".json")
