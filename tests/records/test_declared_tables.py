"""The tables as the ontology declares them."""

import pytest
from rdflib.namespace import SKOS

from pfgraph.namespaces import PF
from pfgraph.ontology import tables
from pfgraph.ontology.tables import Kind


@pytest.mark.parametrize("name", tables())
def test_every_table_asks_for_an_id_and_a_source(name: str) -> None:
    """No row without a name of its own, no table without a place for its sources."""
    assert {"id", "source"} <= set(tables()[name].required)


@pytest.mark.parametrize(
    ("name", "column"),
    [("participations", "in"), ("benefits", "objective"), ("affiliations", "relation")],
)
def test_a_row_about_others_asks_where_it_belongs(name: str, column: str) -> None:
    """What has no page of its own must say on whose page it stands."""
    assert column in tables()[name].required
    assert "label" not in tables()[name].required


def test_an_open_column_says_which_rows_it_takes() -> None:
    """A bare id of a collaboration is not taken for an actor, nor the other way round."""
    taken = {PF.Collaboration, PF.CollectiveEffort, PF.Framework}
    assert tables()["participations"].columns["in"].classes == taken
    assert tables()["obligations"].columns["owed_to"].kind is Kind.RECORD_OR_CONCEPT
    assert tables()["obligations"].columns["owed_to"].classes == {PF.Actor}


def test_aliases_are_several_texts_in_one_language() -> None:
    """Other names have languages, as labels have."""
    alias = tables()["actors"].columns["alias"]
    assert (alias.prop, alias.kind, alias.many) == (SKOS.altLabel, Kind.TEXT, True)


def test_no_two_columns_of_a_table_say_the_same() -> None:
    """One fact is written in one place."""
    for table in tables().values():
        said = [(column.prop, column.inverse) for column in table.columns.values()]
        assert len(said) == len(set(said))
