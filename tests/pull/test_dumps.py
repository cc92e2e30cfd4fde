"""A dump gives the graph that the wiki itself gives, in every form and packing."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner
from rdflib import Graph, URIRef

from pfgraph.cli.main import cli
from pfgraph.dates import PartialDate
from pfgraph.errors import DumpError
from pfgraph.namespaces import PF
from pfgraph.ontology import declaration, ontology
from pfgraph.sandbox import Sandbox
from pfgraph.wikibase.datamodel import Rank, Snak, Statement, Unknown
from pfgraph.wikibase.dump import read_dump
from pfgraph.wikibase.pull import pull_graph
from pfgraph.wikibase.repository import Entity
from pfgraph.wikibase.state import WikiState, read_state
from pfgraph.wikibase.values import ItemValue, StringValue, TextValue, TimeValue
from tests.pull.editing import Person

Written = Callable[[Path], Path]


def graph(state: WikiState) -> Graph:
    """The ontology graph of a state."""
    return pull_graph(state, ontology(), declaration())


def people_wrote(person: Person) -> None:
    """Statements of every kind that RDF and JSON write differently."""
    scan = person.id_of("collaborations/scan")
    evidence = frozenset({Snak(str(PF.evidence), StringValue("https://p.example.org/ä"))})
    start = Snak(str(PF.startDate), TimeValue(PartialDate("2021-03")))
    main = Snak(str(PF.participant), ItemValue("actors/press"))
    details = Snak(str(PF.details), TextValue("details", "sr-ec"))
    unknown = Snak(str(PF.endDate), Unknown.SOME)
    none = Snak(str(PF.startDate), Unknown.NONE)
    person.say(scan, Statement(main, frozenset({start, details, unknown}), frozenset({evidence})))
    person.say(scan, Statement(Snak(str(PF.participant), Unknown.SOME), frozenset({none})))
    person.say(scan, Statement(Snak(str(PF.topic), Unknown.NONE)))
    person.say(scan, Statement(main, rank=Rank.DEPRECATED))
    person.say(scan, Statement(Snak(str(PF.lifecycleStatus), ItemValue("vocab/lifecycle-ended")),
                               rank=Rank.PREFERRED))  # fmt: skip
    person.name(scan, "Скенирање", "sr-ec")


def entities(person: Person) -> list[Entity]:
    """All entities as a dump has them: a main snak has no hash, empty maps may be lists."""
    repository = person.repository
    ids = [each for kind in ("property", "item") for each in repository.ids(kind)]
    found = list(repository.entities(ids))
    for entity in found:
        for name in ("pageid", "ns", "title", "modified"):
            entity.pop(name, None)
        for name in ("labels", "descriptions", "aliases", "claims"):
            entity[name] = entity.get(name) or []
        for listed in (entity["claims"] or {}).values() if entity["claims"] else ():
            for claim in listed:
                claim["mainsnak"].pop("hash", None)
    return found


def dump_text(found: list[Entity]) -> bytes:
    """A JSON dump: an array, an entity a line."""
    return ("[\n" + ",\n".join(json.dumps(each) for each in found) + "\n]\n").encode()


PACKED: dict[str, Callable[[bytes], bytes]] = {
    ".json": lambda octets: octets,
    ".json.gz": gzip.compress,
    ".json.bz2": bz2.compress,
    ".json.xz": lzma.compress,
}


def test_a_json_dump_is_the_wiki_in_every_packing(person: Person, tmp_path: Path) -> None:
    """The same graph, from a live wiki and from each file."""
    people_wrote(person)
    live, base = graph(read_state(person.repository)), person.repository.identity.concept_base
    text = dump_text(entities(person))
    for ending, pack in PACKED.items():
        path = tmp_path / f"wiki{ending}"
        path.write_bytes(pack(text))
        assert set(graph(read_dump(path, base))) == set(live), ending


def test_entity_data_in_a_folder_is_the_wiki(person: Person, tmp_path: Path) -> None:
    """A file an entity, whole or written over many lines."""
    live, base = graph(read_state(person.repository)), person.repository.identity.concept_base
    for number, entity in enumerate(entities(person)):
        text = json.dumps({"entities": {entity["id"]: entity}}, indent=number % 2 or None)
        (tmp_path / f"{entity['id']}.json").write_text(text)
    assert set(graph(read_dump(tmp_path, base))) == set(live)


@pytest.mark.parametrize("ending", ["ttl", "nt.gz"])
def test_an_rdf_dump_is_the_wiki(
    person: Person, wiki: Sandbox, tmp_path: Path, ending: str
) -> None:
    """Statements, ranks, qualifiers and references are put together from triples."""
    people_wrote(person)
    repository = person.repository
    form, packed = ending.partition(".")[0], ending.endswith("gz")
    for kind in ("property", "item"):
        for entity_id in repository.ids(kind):
            address = f"{wiki.url}/wiki/Special:EntityData/{entity_id}.{form}?flavor=full"
            with urlopen(address, timeout=20) as answer:
                octets = answer.read()
            octets = gzip.compress(octets) if packed else octets
            (tmp_path / f"{entity_id}.{ending}").write_bytes(octets)
    assert set(graph(read_dump(tmp_path))) == set(graph(read_state(repository)))


@pytest.mark.parametrize(
    ("name", "octets", "said"),
    [
        ("wiki.tar", b"", "does not say what this is"),
        ("wiki.json.zst", b"\x28\xb5\x2f\xfd....", "unzstd"),
        ("wiki.json", b"[\n{\"id\":\n", "no dump in JSON"),
        ("wiki.json", b"[\n]\n", "carries its own ontology IRI"),
        ("wiki.json.gz", b"\x1f\x8b\x08broken", "damaged"),
        ("wiki.nt", b"<a> <b> .", "no dump in RDF"),
        ("wiki.nt", b"<http://a/> <http://b/> <http://c/> .\n", "take a full dump"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_dump_is_told_in_words(
    tmp_path: Path, name: str, octets: bytes, said: str
) -> None:
    """What it is, where it is broken, and what to do."""
    path = tmp_path / name
    path.write_bytes(octets)
    with pytest.raises(DumpError, match=said):
        read_dump(path, "http://wiki.example/entity/")


def test_a_dump_in_json_needs_an_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command says which option gives it, and ends with 2."""
    monkeypatch.chdir(tmp_path)
    Path("wiki.json").write_text("[]")
    done = CliRunner().invoke(cli, ["pull", "--dump", "wiki.json"])
    assert done.exit_code == 2
    assert "--concept-base" in done.stderr


def test_the_command_reads_a_dump_without_a_wiki(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A graph and tables come from the file alone."""
    monkeypatch.chdir(tmp_path)
    Path("wiki.json.gz").write_bytes(gzip.compress(dump_text(entities(person))))
    base = person.repository.identity.concept_base
    arguments = ["pull", "--dump", "wiki.json.gz", "--concept-base", base.rstrip("/")]
    done = CliRunner().invoke(cli, [*arguments, "-o", "graph.nt", "--records", "records"])
    assert done.exit_code == 0, done.output
    assert set(Graph().parse("graph.nt").subjects()) >= {
        URIRef(base + person.id_of("actors/press"))
    }
    assert sorted(path.name for path in Path("records").iterdir())[0] == "actors.csv"
