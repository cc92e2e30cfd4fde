"""What an operator may ask of a load beyond its rules: who is right, and what it takes over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from pfgraph.namespaces import PF
from pfgraph.ontology.declaration import Declaration
from pfgraph.ontology.tables import Table
from pfgraph.wikibase.changes import Side


@dataclass(frozen=True, slots=True)
class Wishes:
    """`adopt` takes over what people wrote where it says what a row says; `recreate` makes items
    again that were deleted.

    `prefer` tells, by the IRI of a property or by `label` and `alias`, which side is right where
    both changed the same.
    """

    adopt: bool = False
    recreate: bool = False
    prefer: Mapping[str, Side] = field(default_factory=dict)

    def side(self, *names: str) -> Side | None:
        """The side asked for, by the first of `names` that something was asked for."""
        return next((self.prefer[name] for name in names if name in self.prefer), None)


NONE = Wishes()


def read_preferences(
    asked: Iterable[str], wiki: Declaration, tables: Mapping[str, Table]
) -> dict[str, Side]:
    """The preferences in texts such as `status=ours`: a property, then whose word counts.

    A property is named by its column (`status`, `collaborations.status`), its name in the ontology
    (`pf:lifecycleStatus`), or a label; `label` and `alias` are the terms. Raises ValueError, in
    words, where a text is something else.
    """
    names = _names(wiki, tables)
    found: dict[str, Side] = {}
    for text in asked:
        said, _, side = text.rpartition("=")
        if side not in (Side.OURS, Side.THEIRS) or not said:
            raise ValueError(f"{text!r}: write it as PROPERTY=ours or PROPERTY=theirs")
        found[_property(said, names)] = Side(side)
    return found


def _property(said: str, names: Mapping[str, dict[str, str]]) -> str:
    meant = names.get(said.strip().casefold(), {})
    different = set(meant.values())
    if len(different) == 1:
        return different.pop()
    if meant:
        raise ValueError(f"{said!r} may be one of {', '.join(sorted(meant))}; write one of these")
    near = get_close_matches(said.casefold(), names, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else "."
    raise ValueError(
        f"{said!r} is no property{hint} Write a table's column, a label of the property, its name "
        "such as pf:lifecycleStatus, or label or alias"
    )


def _names(wiki: Declaration, tables: Mapping[str, Table]) -> dict[str, dict[str, str]]:
    """What each name may mean: properties by an unmistakable name."""
    names: dict[str, dict[str, str]] = {}
    for term in ("label", "alias"):
        names[term] = {term: term}
    for table in tables.values():
        for column in table.columns.values():
            if column.prop in wiki.properties:
                whole = f"{table.name}.{column.name}"
                names.setdefault(column.name, {})[whole] = str(column.prop)
                names[whole] = {whole: str(column.prop)}
    for declared in wiki.properties.values():
        iri = str(declared.iri)
        curie = f"pf:{iri.removeprefix(str(PF))}" if iri in PF else iri
        for name in (iri, curie, iri.removeprefix(str(PF)), *declared.labels.values()):
            names.setdefault(name.casefold(), {curie: iri})
    return names
