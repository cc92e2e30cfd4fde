"""Rows in YAML and JSON go the same way as rows of tables."""

import json
from collections.abc import Callable

import pytest
from rdflib import Literal
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, SKOS

from pfgraph.namespaces import PF, PFD, PFV
from tests.records.conftest import Read

Said = Callable[..., list[str]]
NESTED = """
actors:
  - id: rijksmuseum
    label: {en: Rijksmuseum, nl: Rijksmuseum Amsterdam}
    kind: cultural institution
    based_in: NL
    established: 1800-11-19
    source: https://www.rijksmuseum.nl/
  - id: wmno
    label: Wikimedia Norge
    based_in: NO
    source: [https://example.org/a, https://example.org/b]
collaborations:
  images:
    label: Images
    open_to_all: true
    participations:
      - {id: images-museum, participant: rijksmuseum, role: content provider}
    objectives:
      - id: share
        label: Share images
        benefits:
          - {id: share-public, beneficiary: public}
"""
FLAT = {
    "actors.csv": "id,label,label_nl,kind,based_in,established,source\n"
    "rijksmuseum,Rijksmuseum,Rijksmuseum Amsterdam,cultural institution,NL,1800-11-19,"
    "https://www.rijksmuseum.nl/\n"
    "wmno,Wikimedia Norge,,,NO,,https://example.org/a;https://example.org/b\n",
    "collaborations.csv": "id,label,open_to_all,source\nimages,Images,yes,\n",
    "participations.csv": "id,in,participant,role,source\n"
    "images-museum,images,rijksmuseum,content provider,\n",
    "objectives.csv": "id,label,collaboration,source\nshare,Share images,images,\n",
    "benefits.csv": "id,objective,beneficiary,source\nshare-public,share,public,\n",
}


def test_nested_rows_say_the_same_as_tables(read: Read) -> None:
    """One document and five tables give one graph; Norway is no refusal, a date stays a text."""
    from_yaml = read({"all.yaml": NESTED})
    assert from_yaml.findings == ()
    files = {"all.yaml": "", **FLAT}
    assert isomorphic(read(files).graph, from_yaml.graph)


@pytest.mark.parametrize(
    "text",
    [
        "table: actors\nid: u\nlabel: UNESCO\n",
        "- {table: actors, id: u, label: UNESCO}\n",
        "id: u\nclass: organisation\nlabel: UNESCO\n",
        "actors: {u: {label: UNESCO}}\n",
        "actors: {id: u, label: UNESCO}\n",
        "# two documents\n---\nactors:\n- id: u\n  label: UNESCO\n---\n",
    ],
)
def test_ways_to_write_one_record(read: Read, text: str) -> None:
    """One row may be written in whichever way comes naturally."""
    records = read({"one.yaml": text})
    assert records.findings == ()
    assert set(records.graph) == {
        (PFD["actors/u"], PF.recordId, Literal("actors/u")),
        (PFD["actors/u"], SKOS.prefLabel, Literal("UNESCO", lang="en")),
        (PFD["actors/u"], RDF.type, PF.Organisation),
        (PFD["actors/u"], RDF.type, PF.Actor),
    }


def test_json_is_read_as_yaml_is(read: Read) -> None:
    """The same rows may be JSON, with tabs and escapes."""
    rows = {"actors": [{"id": "u", "label": "Ü 😀", "works_in": ["NL", "NO"]}]}
    records = read({"rows.json": json.dumps(rows, indent="\t")})
    assert records.findings == ()
    assert (PFD["actors/u"], SKOS.prefLabel, Literal("Ü 😀", lang="en")) in records.graph
    assert (PFD["actors/u"], PF.worksIn, PFV["place-no"]) in records.graph


def test_cells_are_checked_as_those_of_tables(said: Said) -> None:
    """The findings are those of a table, with the lines of the document, all at once."""
    text = "actors:\n  - id: u\n    label: U\n    kind: buisness\n    established: 2017-02-30\n"
    assert said({"a.yaml": text}) == [
        'a.yaml:4, column kind: "buisness" is no concept of "actor kind"; did you mean "business"?',
        'a.yaml:5, column established: "2017-02-30" is no date: there is no day 30 in 2017-02; '
        "write a date as 2017, 2017-03 or 2017-03-21",
    ]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("actor:\n- {id: u}\n", 'a.yaml:1: "actor" is no table; did you mean "actors"?'),
        ("actors:\n- id: u\n  lable: U\n", 'a.yaml:3: column "lable" is not read: '),
        ("goals:\n- id: g\n  statement: []\n", 'a.yaml:3: column "statement" is not read: goals'),
        ("actors:\n- unesco\n", "a.yaml:2: a row of actors is a mapping of columns to values"),
        ("actors: unesco\n", "a.yaml:1: actors holds rows: a list of mappings"),
        ("- id: u\n  label: U\n", "a.yaml:1: the row does not say its table; add a line such as"),
        ("table: actorz\nid: u\n", 'a.yaml:1: "actorz" is no table; did you mean "actors"?'),
        ("actors:\n- label: U\n", "a.yaml:2, column id: the row has no id"),
        ("actors:\n- {id: u, kind: {a: b}}\n", 'a.yaml:2: column "kind" takes texts, not a map'),
        ("actors:\n- {id: u, label: {xx: b}}\n", 'a.yaml:2: "xx" is no language that'),
        ("actors:\n- {id: u, label: A, label: B}\n", 'a.yaml:2: column "label" is there twice'),
        ("actors:\n- {id: u, label: [A, B]}\n", 'a.yaml:2, column label: "A; B": this column tak'),
        ("goals:\n- id: g\n  topics:\n  - {id: t}\n", "a.yaml:4: topics cannot stand within goa"),
        ("actors:\n- label: a: b\n", "a.yaml:2: this is no YAML: a text that holds a colon"),
        ("actors:\n\t- id: u\n", "a.yaml:2: this is no YAML: "),
        ("actors: [\n", "a.yaml:2: this is no YAML: "),
        ("actors: *a\n", "a.yaml:1: this is no YAML: found undefined alias"),
        ("actors: \x00\n", "a.yaml:1: control characters are not allowed"),
        ("just text\n", "a.yaml:1: there are no rows here; begin with a table"),
        ("a: &a [*a]\n", "a.yaml:1: an alias (*name) stands within what it repeats"),
        ("a: " + "[" * 100_000, "a.yaml:1: lists and mappings stand more than 40 levels deep"),
    ],
)
def test_what_is_wrong_with_a_document(said: Said, text: str, finding: str) -> None:
    """Each mistake is named with its line, once."""
    (found,) = said({"a.yaml": text})
    assert found.startswith(finding)


def test_aliases_that_explode_are_refused(said: Said) -> None:
    """A few lines that stand for a billion values are not followed."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    (found,) = said({"a.yaml": "\n".join(lines)})
    assert found.startswith("a.yaml:10: aliases (*name) turn ")
    assert found.endswith("; write the rows out")


def test_aliases_that_repeat_a_value_are_read(read: Read) -> None:
    """An alias that saves typing is no explosion."""
    text = "actors:\n- {id: a, label: A, source: &s https://example.org/}\n"
    records = read({"a.yaml": text + "- {id: b, label: B, source: *s}\n"})
    assert records.findings == ()
    assert len(set(records.graph.subjects(PF.evidence))) == 2


def test_tags_are_never_constructed(read: Read) -> None:
    """A tag of Python's is text like any other."""
    text = "actors:\n- {id: a, label: !!python/object/apply:os.getcwd []}\n"
    records = read({"a.yaml": text})
    assert (PFD["actors/a"], SKOS.prefLabel, None) not in records.graph


def test_malformed_json_has_its_line(said: Said) -> None:
    """A fault in JSON is named with its line."""
    (found,) = said({"a.json": '{"actors": [\n{"id": "u",}\n]}'})
    assert found.startswith("a.json:2: this is no JSON: ")
