"""Which column a header means, and in which language its texts are."""

from dataclasses import dataclass

from rdflib.namespace import OWL, RDF, SKOS

from pfgraph.ontology import Column, Table
from pfgraph.ontology.tables import Kind
from pfgraph.records.languages import DEFAULT, languages
from pfgraph.records.suggestions import Suggestions, did_you_mean

# both may be written in every table
_CLASS = Column("class", RDF.type, Kind.CLASS)
ON_WIKI = Column("on_wiki", OWL.sameAs, Kind.ID)  # the address of the row's item or statement
# what people call a column who have not seen the tables, and what it is called here
_USUAL = {
    "name": "label",
    "title": "label",
    "description": "details",
    "summary": "details",
    "type": "kind",
    "country": "based_in",
    "website": "homepage",
    "url": "source",
    "link": "source",
    "reference": "source",
    "sources": "source",
    "partners": "participations",
    "participants": "participations",
    "participant": "participations",
}
_WITHIN = {"participations": ("collaborations", "efforts", "frameworks")}


@dataclass(frozen=True, slots=True)
class Use:
    """A column as a file uses it: under this name, with texts in this language."""

    name: str
    column: Column
    language: str = DEFAULT


class UnknownColumn(ValueError):
    """A header that no column of the table answers to; the message says so in words."""


class Columns:
    """Finds the columns of tables by their headers; each header is looked up once."""

    def __init__(self, suggestions: Suggestions) -> None:
        self._suggestions = suggestions
        self._known: dict[tuple[str, str], Use] = {}

    def find(self, table: Table, header: str) -> Use:
        """The column that `header` means; case and spaces are forgiven. Raises UnknownColumn."""
        key = (table.name, header)
        if key not in self._known:
            self._known[key] = self._look_up(table, header)
        return self._known[key]

    def _look_up(self, table: Table, header: str) -> Use:
        name = "_".join(header.casefold().replace("-", " ").replace("_", " ").split())
        if name in table.columns:
            return Use(name, table.columns[name])
        for column in (_CLASS, ON_WIKI):
            if name == column.name:
                return Use(name, column)
        return self._in_language(table, name) or self._refuse(table, header)

    def _in_language(self, table: Table, name: str) -> Use | None:
        for base, column in table.columns.items():
            if column.kind is Kind.TEXT and name.startswith(f"{base}_"):
                language = name[len(base) + 1 :].replace("_", "-")
                if language in languages():
                    return Use(name, column, language)
                raise UnknownColumn(
                    f'column "{name}" is not read: "{language}" is no language that a Wikibase'
                    f" knows; write {base}_ and the language's code, such as {base}_fr"
                )
        return None

    def _refuse(self, table: Table, header: str) -> Use:
        near = self._suggestions.near(("columns", table.name), table.columns, header)
        usual = _USUAL.get(header.strip().casefold(), "")
        if usual in table.columns:
            near = (usual,)
        elif usual in _WITHIN and table.name in _WITHIN[usual]:
            raise UnknownColumn(
                f'column "{header}" is not read: write one row of {usual} for each of them'
            )
        texts = ", ".join(table.columns)
        raise UnknownColumn(
            f'column "{header}" is not read: {table.name} has no such column'
            + (did_you_mean(near) or f"; its columns are {texts}")
        )


def missing(table: Table, found: set[str]) -> tuple[str, ...]:
    """The columns that the table must have and that are not among `found`."""
    bases = {name for name in table.required if table.columns[name].prop == SKOS.prefLabel}
    present = found | {base for base in bases if any(name.startswith(base) for name in found)}
    return tuple(name for name in table.required if name not in present)
