"""Records on their way to a wiki: the good go through, whatever stands beside them."""

import datetime
from pathlib import Path

from rdflib import URIRef

from pfgraph.intake import Intake, take_in, without
from pfgraph.namespaces import PF, PFD

AFFILIATIONS = """id,actor,relation,to,start,source
good,a,belongs to movement,m,2019,https://x.org/1
bad,a,belongs to movement,m,someday,https://x.org/2
worse,a,identifies with movement,m,someday,https://x.org/3
"""


def _taken_in(folder: Path) -> Intake:
    for table, text in {
        "actors": "id,label,source\na,A,https://x.org\n",
        "movements": "id,label,source\nm,M,https://x.org\n",
        "affiliations": AFFILIATIONS,
    }.items():
        (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    day = datetime.date(2026, 11, 22)
    return take_in([folder], {}, as_of=day, movement=URIRef(PFD["movements/m"]))


def test_a_fact_that_a_good_row_states_too_goes_through(tmp_path: Path) -> None:
    """A bad row takes away what it alone says."""
    intake = _taken_in(tmp_path)
    actor, movement = PFD["actors/a"], PFD["movements/m"]
    assert intake.left_out == {"affiliations/bad", "affiliations/worse"}
    assert (actor, PF.belongsTo, movement) in intake.graph
    assert (actor, PF.identifiesWith, movement) not in intake.graph


def test_where_nothing_is_left_out_nothing_is_copied(tmp_path: Path) -> None:
    """Large records are not copied triple by triple for nothing."""
    graph = _taken_in(tmp_path).graph
    assert without(graph, ()) is graph
