"""WikibaseIntegrator, as published, against a running wiki."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from wikibaseintegrator import WikibaseIntegrator, datatypes, wbi_fastrun, wbi_helpers, wbi_login
from wikibaseintegrator.entities import ItemEntity
from wikibaseintegrator.wbi_config import config
from wikibaseintegrator.wbi_enums import ActionIfExists, WikibaseTimePrecision
from wikibaseintegrator.wbi_exceptions import (
    MissingEntityException,
    ModificationFailed,
    MWApiError,
)

from tests.clients.conftest import DATATYPES, Ground


@pytest.fixture(autouse=True)
def configured(ground: Ground) -> Iterator[None]:
    """Point the package's own settings at the wiki."""
    before = dict(config)
    config.update(
        MEDIAWIKI_API_URL=ground.sandbox.api,
        MEDIAWIKI_INDEX_URL=f"{ground.sandbox.url}/w/index.php",
        MEDIAWIKI_REST_URL=f"{ground.sandbox.url}/w/rest.php",
        SPARQL_ENDPOINT_URL=ground.sandbox.sparql,
        WIKIBASE_URL=ground.sandbox.url,
        USER_AGENT="client-tests/1.0",
        BACKOFF_MAX_TRIES=1,
    )
    yield
    config.update(before)


@pytest.fixture
def login(ground: Ground) -> wbi_login.Login:
    return wbi_login.Login(user=ground.sandbox.user, password=ground.sandbox.password)


@pytest.fixture
def wbi(login: wbi_login.Login) -> WikibaseIntegrator:
    return WikibaseIntegrator(login=login)


def item(wbi: WikibaseIntegrator, label: str, *claims: datatypes.BaseDataType) -> ItemEntity:
    made = wbi.item.new()
    made.labels.set("en", label)
    made.claims.add(list(claims))
    return made.write(summary="made by a test")


def every_datatype(properties: dict[str, str], other: str) -> list[datatypes.BaseDataType]:
    """A statement of each datatype, one of them with a qualifier and a reference."""
    month = datatypes.Time(
        "+2020-05-00T00:00:00Z", prop_nr=properties["time"], precision=WikibaseTimePrecision.MONTH
    )
    source = datatypes.URL("https://example.org/source", prop_nr=properties["url"])
    return [
        datatypes.ExternalID(f"id-{other}", prop_nr=properties["external-id"]),
        datatypes.GlobeCoordinate(
            1.5, -2.25, precision=0.01, prop_nr=properties["globe-coordinate"]
        ),
        datatypes.MonolingualText("Hallo", "de", prop_nr=properties["monolingualtext"]),
        datatypes.Quantity(12.5, 13, 12, prop_nr=properties["quantity"]),
        datatypes.String(
            "a string", prop_nr=properties["string"], qualifiers=[month], references=[[source]]
        ),
        datatypes.Time("+2020-05-06T00:00:00Z", prop_nr=properties["time"]),
        datatypes.URL("https://example.org/", prop_nr=properties["url"]),
        datatypes.Item(other, prop_nr=properties["wikibase-item"]),
        datatypes.Property(properties["string"], prop_nr=properties["wikibase-property"]),
    ]


@pytest.mark.parametrize("way", [wbi_login.Login, wbi_login.Clientlogin])
def test_both_ways_of_logging_in_work(ground: Ground, way: type[wbi_login.Login]) -> None:
    """The account by clientlogin, the bot password by login; a wrong password is refused."""
    name = "WikibaseBot" if way is wbi_login.Clientlogin else ground.sandbox.user
    assert way(user=name, password=ground.sandbox.password).get_edit_token()
    with pytest.raises(wbi_login.LoginError):
        way(user=name, password="wrong")


@pytest.mark.parametrize("datatype", DATATYPES)
def test_a_property_of_each_datatype_is_made(wbi: WikibaseIntegrator, datatype: str) -> None:
    """Read back it has the datatype that it was made with."""
    new = wbi.property.new(datatype=datatype)
    new.labels.set("en", f"another {datatype}")
    made = new.write()
    assert wbi.property.get(made.id).datatype.value == datatype


def test_statements_of_each_datatype_come_back(wbi: WikibaseIntegrator, ground: Ground) -> None:
    """Reading gives what writing gave, statements with qualifiers and references too."""
    other = item(wbi, "other of all")
    written = item(wbi, "all", *every_datatype(dict(ground.properties), other.id))
    read = wbi.item.get(written.id)
    assert read.claims.get_json() == written.claims.get_json()
    assert len(read.claims) == len(DATATYPES)
    assert read.lastrevid == written.lastrevid


@pytest.mark.parametrize(
    ("action", "left"),
    [
        (ActionIfExists.APPEND_OR_REPLACE, ["old", "new"]),
        (ActionIfExists.FORCE_APPEND, ["old", "new"]),
        (ActionIfExists.KEEP, ["old"]),
        (ActionIfExists.REPLACE_ALL, ["new"]),
        (ActionIfExists.MERGE_REFS_OR_APPEND, ["old", "new"]),
    ],
)
def test_what_is_there_already_is_treated_as_asked(
    wbi: WikibaseIntegrator, ground: Ground, action: ActionIfExists, left: list[str]
) -> None:
    """Each way of adding a statement leaves what it promises."""
    prop = ground.properties["string"]
    made = item(wbi, f"there already {action}", datatypes.String("old", prop_nr=prop))
    read = wbi.item.get(made.id)
    read.claims.add(datatypes.String("new", prop_nr=prop), action_if_exists=action)
    read.write()
    again = wbi.item.get(made.id)
    assert [claim.mainsnak.datavalue["value"] for claim in again.claims.get(prop)] == left


def test_a_statement_is_removed(wbi: WikibaseIntegrator, ground: Ground) -> None:
    """Both by editing the item and by its id."""
    prop = ground.properties["string"]
    two = [datatypes.String(text, prop_nr=prop) for text in ("one", "two")]
    made = item(wbi, "loses statements", two[0])
    made.claims.add(two[1], action_if_exists=ActionIfExists.FORCE_APPEND)
    made = made.write()
    made.claims.get(prop)[0].remove()
    made.write()
    (rest,) = wbi.item.get(made.id).claims.get(prop)
    wbi_helpers.remove_claims(rest.id, login=wbi.login)
    assert len(wbi.item.get(made.id).claims) == 0


def test_terms_are_changed(wbi: WikibaseIntegrator) -> None:
    """Labels, descriptions and aliases are set, replaced and read back."""
    made = item(wbi, "terms before")
    made.labels.set("en", "terms after")
    made.descriptions.set("de", "Beschreibung")
    made.aliases.set("en", ["one", "two"])
    made.write()
    read = wbi.item.get(made.id)
    assert read.labels.get("en").value == "terms after"
    assert read.descriptions.get("de").value == "Beschreibung"
    assert [alias.value for alias in read.aliases.get("en")] == ["one", "two"]


def test_search_finds_labels(wbi: WikibaseIntegrator, ground: Ground) -> None:
    """By the beginning of a label, of properties too."""
    made = item(wbi, "findable thing")
    assert wbi_helpers.search_entities("findable") == [made.id]
    found = wbi_helpers.search_entities("url prop", search_type="property", dict_result=True)
    assert [hit["id"] for hit in found] == [ground.properties["url"]]


def test_a_twin_is_refused_with_the_item_it_equals(wbi: WikibaseIntegrator) -> None:
    """The error names the item that has label and description already."""
    for _ in range(2):
        twin = wbi.item.new()
        twin.labels.set("en", "twin")
        twin.descriptions.set("en", "the same")
        try:
            first = twin.write()
        except ModificationFailed as error:
            refused = error
    assert refused.code == "modification-failed"
    assert refused.get_conflicting_entity_ids == [f"Item:{first.id}"]


def test_a_conflict_is_told(wbi: WikibaseIntegrator) -> None:
    """Whoever writes on an old revision what somebody else changed meanwhile is refused."""
    made = item(wbi, "contested")
    one, other = wbi.item.get(made.id), wbi.item.get(made.id)
    one.labels.set("fr", "un")
    one.write()
    other.labels.set("fr", "deux")
    with pytest.raises(MWApiError) as refused:
        other.write(baserevid=other.lastrevid)
    assert refused.value.code == "editconflict"


def test_a_merged_item_leads_to_the_other(wbi: WikibaseIntegrator) -> None:
    """What was asked under the old id is answered by the item it was merged into."""
    kept, gone = item(wbi, "kept"), item(wbi, "merged away")
    wbi_helpers.merge_items(gone.id, kept.id, login=wbi.login, ignore_conflicts=["description"])
    assert wbi.item.get(gone.id).id == kept.id


def test_a_missing_item_is_told(wbi: WikibaseIntegrator) -> None:
    """The package's own exception for what is not there."""
    with pytest.raises(MissingEntityException):
        wbi.item.get("Q999999")


def test_an_item_is_deleted_by_who_may(ground: Ground) -> None:
    """An administrator deletes, and the item is missing from then on."""
    admin = wbi_login.Login(user="Admin@tool", password=ground.sandbox.password)
    wbi = WikibaseIntegrator(login=admin)
    made = wbi.item.get(item(wbi, "to be deleted").id)
    made.delete(reason="done with it")
    with pytest.raises(MissingEntityException):
        wbi.item.get(made.id)


def test_several_items_are_read_at_once(wbi: WikibaseIntegrator) -> None:
    """One request for all, each as an entity of its kind."""
    ids = [item(wbi, f"one of several {number}").id for number in range(3)]
    found = dict(wbi_helpers.generate_entity_instances(ids))
    assert {key: entity.id for key, entity in found.items()} == {each: each for each in ids}


def test_turtle_of_an_item_is_downloaded(wbi: WikibaseIntegrator) -> None:
    """EntityData under the address that the package makes."""
    made = item(wbi, "as turtle")
    assert '"as turtle"@en' in wbi_helpers.download_entity_ttl(made.id)


def test_a_query_is_answered(wbi: WikibaseIntegrator) -> None:
    """The package posts queries in the address; the answer has every edit before."""
    made = item(wbi, "asked for")
    query = 'SELECT ?item { ?item rdfs:label "asked for"@en }'
    answer = wbi_helpers.execute_sparql_query(query, max_retries=1)
    (row,) = answer["results"]["bindings"]
    assert row["item"]["value"].endswith(f"/{made.id}")


@pytest.mark.parametrize(
    "datatype", ["external-id", "monolingualtext", "string", "url", "wikibase-item"]
)
def test_fast_run_knows_what_needs_no_writing(
    wbi: WikibaseIntegrator, ground: Ground, datatype: str
) -> None:
    """What the query service says is there is not written again; what is not there is."""
    properties = dict(ground.properties)
    other = item(wbi, f"other of {datatype}")
    known, unknown = {
        "external-id": [datatypes.ExternalID(each) for each in ("x-1", "x-2")],
        "monolingualtext": [datatypes.MonolingualText(each, "de") for each in ("da", "dort")],
        "string": [datatypes.String(each) for each in ("here", "there")],
        "url": [datatypes.URL(f"https://example.org/{each}") for each in "ab"],
        "wikibase-item": [datatypes.Item(each) for each in (other.id, "Q999")],
    }[datatype]
    for each in (known, unknown):
        each.mainsnak.property_number = properties[datatype]
    item(wbi, f"fast {datatype}", known)
    wbi_fastrun.fastrun_store.clear()
    container = wbi_fastrun.get_fastrun_container()
    assert not container.write_required([known])
    assert container.write_required([unknown])


def test_fast_run_knows_terms(wbi: WikibaseIntegrator) -> None:
    """Labels in a language are read from the query service."""
    made = item(wbi, "fast label")
    wbi_fastrun.fastrun_store.clear()
    container = wbi_fastrun.get_fastrun_container()
    assert container.get_language_data(made.id, "en", "label") == {"fast label"}
    assert container.check_language_data(made.id, ["slow label"], "en", "label")
