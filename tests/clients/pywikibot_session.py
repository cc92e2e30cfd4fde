"""A session of pywikibot against a sandbox; prints what it found as JSON on its last line."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pywikibot
from pywikibot import config, family, pagegenerators
from pywikibot.data.sparql import SparqlQuery
from pywikibot.exceptions import APIError, IsRedirectPageError, NoPageError

config.put_throttle = config.minthrottle = config.maxthrottle = 0
config.max_retries = 1
URL = os.environ["SANDBOX_URL"]
PROPERTIES: dict[str, str] = json.loads(os.environ["SANDBOX_PROPERTIES"])


class SandboxFamily(family.DefaultWikibaseFamily):
    """The sandbox, told by its address."""

    name = "sandbox"
    langs = {"sandbox": urlsplit(URL).netloc}  # noqa: RUF012

    def protocol(self, code: str) -> str:
        return "http"

    def scriptpath(self, code: str) -> str:
        return "/w"

    def interface(self, code: str) -> str:
        return "DataSite"


def logged_in() -> Any:
    """Log in as pywikibot's own manual has it: a bot password in a file."""
    config.usernames["sandbox"]["sandbox"] = "WikibaseBot"
    account, app = os.environ["SANDBOX_USER"].split("@")
    password = os.environ["SANDBOX_PASSWORD"]
    Path("passwords.py").write_text(f"({account!r}, BotPassword({app!r}, {password!r}))\n")
    Path("passwords.py").chmod(0o600)
    config.password_file = str(Path("passwords.py").resolve())
    site = pywikibot.Site("sandbox", SandboxFamily(), interface=pywikibot.site.DataSite)
    site.login()
    return site


def new_item(site: Any, label: str, **data: Any) -> Any:
    item = pywikibot.ItemPage(site)
    item.editEntity({"labels": {"en": label}} | data, summary="made by a test")
    return item


def claim(site: Any, datatype: str, target: Any) -> Any:
    made = pywikibot.Claim(site, PROPERTIES[datatype])
    made.setTarget(target)
    return made


def again(site: Any, item: Any) -> Any:
    """The item, read anew."""
    read = pywikibot.ItemPage(site, item.getID())
    read.get(force=True)
    return read


def account(site: Any) -> Any:
    return {"user": site.userinfo["name"], "bot": "bot" in site.userinfo["groups"]}


def datatypes(site: Any) -> Any:
    return {number: pywikibot.PropertyPage(site, number).type for number in PROPERTIES.values()}


def terms(site: Any) -> Any:
    item = new_item(site, "terms")
    item.editLabels({"en": "thing", "de": "Ding"}, summary="labels")
    item.editDescriptions({"en": "some thing"}, summary="descriptions")
    item.editAliases({"en": ["object", "matter"]}, summary="aliases")
    read = again(site, item)
    return {
        "labels": dict(sorted(read.labels.items())),
        "descriptions": dict(read.descriptions),
        "aliases": dict(read.aliases),
    }


def values(site: Any) -> Any:
    other = new_item(site, "other")
    item = new_item(site, "values")
    given = {
        "external-id": "id-1",
        "globe-coordinate": pywikibot.Coordinate(1.5, -2.25, precision=0.01, site=site),
        "monolingualtext": pywikibot.WbMonolingualText("Hallo", "de"),
        "quantity": pywikibot.WbQuantity("12.5", error=("0.5", "1"), site=site),
        "string": "a string",
        "time": pywikibot.WbTime(2020, 5, site=site),
        "url": "https://example.org/",
        "wikibase-item": other,
        "wikibase-property": pywikibot.PropertyPage(site, PROPERTIES["string"]),
    }
    for datatype, value in given.items():
        item.addClaim(claim(site, datatype, value), summary=datatype)
    read = again(site, item)
    found = {kind: read.claims[PROPERTIES[kind]][0].getTarget() for kind in given}
    return {kind: found[kind] == value for kind, value in given.items()}


def statements(site: Any) -> Any:
    item = new_item(site, "statements")
    made = claim(site, "string", "first")
    item.addClaim(made)
    made.addQualifier(claim(site, "time", pywikibot.WbTime(2020, 5, 6, site=site)))
    made.addSources([claim(site, "url", "https://example.org/a"), claim(site, "string", "p. 1")])
    made.addSource(claim(site, "url", "https://example.org/b"))
    made.changeTarget("second")
    made.changeRank("preferred")
    read = again(site, item).claims[PROPERTIES["string"]][0]
    told = {
        "value": read.getTarget(),
        "rank": read.getRank(),
        "qualifier": read.qualifiers[PROPERTIES["time"]][0].getTarget().toTimestr(),
        "sources": [sorted(group) for group in read.sources],
    }
    read.removeQualifier(read.qualifiers[PROPERTIES["time"]][0])
    read.removeSource(read.sources[1][PROPERTIES["url"]][0])
    read.changeSnakType("novalue")
    bare = again(site, item).claims[PROPERTIES["string"]][0]
    told |= {"snak": bare.getSnakType(), "bare": [len(bare.qualifiers), len(bare.sources)]}
    item.removeClaims([bare])
    return told | {"left": len(again(site, item).claims)}


def redirects(site: Any) -> Any:
    kept, gone = new_item(site, "kept"), new_item(site, "gone")
    gone.mergeInto(kept, ignore_conflicts=["description"])
    source = pywikibot.ItemPage(site, gone.getID())
    try:
        source.get()
    except IsRedirectPageError as error:
        refused = type(error).__name__
    empty = new_item(site, "to be emptied")
    empty.editEntity({}, clear=True)
    empty.set_redirect_target(kept, force=True)
    return {
        "refused": refused,
        "redirect": source.isRedirectPage(),
        "target": source.getRedirectTarget().getID() == kept.getID(),
        "labels": sorted(again(site, kept).aliases.get("en", [])),
        "set": pywikibot.ItemPage(site, empty.getID()).getRedirectTarget().getID() == kept.getID(),
    }


def lists(site: Any) -> Any:
    one, two = new_item(site, "listed one"), new_item(site, "listed two")
    ids = [one.getID(), two.getID()]
    preloaded = site.preload_entities([pywikibot.ItemPage(site, each) for each in ids])
    by_page = [page.title() for page in site.allpages(namespace=120)]
    return {
        "search": [hit["id"] for hit in site.search_entities("listed", "en")] == ids,
        "preload": sorted(page.getID() for page in preloaded) == sorted(ids),
        "allpages": {f"Item:{each}" for each in ids} <= set(by_page),
        "generator": [
            page.getID() for page in pagegenerators.PreloadingEntityGenerator(iter([one, two]))
        ]
        == ids,
        "exists": one.exists(),
        "missing": pywikibot.ItemPage(site, "Q99999").exists(),
    }


def history(site: Any) -> Any:
    item = new_item(site, "history")
    item.editDescriptions({"en": "changed"}, summary="a reason")
    page = pywikibot.Page(site, item.title(with_ns=True))
    comments = [revision.comment for revision in page.revisions()]
    contributed = [each[0].title() for each in pywikibot.User(site, "WikibaseBot").contributions(5)]
    changes = [each["title"] for each in site.recentchanges(total=5, bot=True)]
    return {
        "revisions": len(comments),
        "comment": "a reason" in comments[0],
        "creator": page.oldest_revision.user,
        "contributions": item.title() in contributed,
        "recent": item.title(with_ns=True) in changes,
    }


def errors(site: Any) -> Any:
    item = new_item(site, "contested")
    stale = item.latest_revision_id
    again(site, item).editLabels({"en": "theirs"})
    token = site.tokens["csrf"]
    data = json.dumps({"labels": {"en": {"language": "en", "value": "mine"}}})
    fields = {"id": item.getID(), "data": data, "baserevid": stale, "token": token}
    told = {}
    try:
        site.simple_request(action="wbeditentity", **fields).submit()
    except APIError as error:
        told["conflict"] = error.code
    try:
        pywikibot.ItemPage(site, "Q99999").get()
    except NoPageError as error:
        told["missing"] = type(error).__name__
    return told


def sparql(site: Any) -> Any:
    item = new_item(site, "asked for")
    query = 'SELECT ?item { ?item rdfs:label "asked for"@en }'
    asked = SparqlQuery(endpoint=f"{URL}/sparql", entity_url=f"{URL}/entity/")
    pages = pagegenerators.WikidataSPARQLPageGenerator(
        query, site=site, endpoint=f"{URL}/sparql", entity_url=f"{URL}/entity/"
    )
    return {
        "select": [row["item"].rpartition("/")[2] for row in asked.select(query)] == [item.getID()],
        "ask": asked.ask('ASK { ?item rdfs:label "asked for"@en }'),
        "items": asked.get_items(query) == {item.getID()},
        "pages": [page.getID() for page in pages] == [item.getID()],
    }


PARTS: tuple[Callable[[Any], Any], ...] = (
    account, datatypes, terms, values, statements, redirects, lists, history, errors, sparql,
)  # fmt: skip


def main() -> None:
    site, told = logged_in(), {}
    for part in PARTS:
        try:
            told[part.__name__] = part(site)
        except Exception as error:  # told as the outcome of this part alone
            told[part.__name__] = f"{type(error).__name__}: {error}"
    print(json.dumps(told))


if __name__ == "__main__":
    main()
