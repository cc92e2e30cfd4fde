"""A session of pywikibot against a sandbox; prints what it found as JSON on its last line."""

from __future__ import annotations

import json
import os
from typing import Any
from urllib.parse import urlsplit

import pywikibot
from pywikibot import config, family, login
from pywikibot.exceptions import APIError

config.put_throttle = config.minthrottle = config.maxthrottle = 0
WANTED = [
    "external-id",
    "globe-coordinate",
    "monolingualtext",
    "quantity",
    "string",
    "time",
    "url",
    "wikibase-item",
    "wikibase-property",
]


class SandboxFamily(family.DefaultWikibaseFamily):
    """The sandbox, told by its address."""

    name = "sandbox"
    langs = {"sandbox": urlsplit(os.environ["SANDBOX_URL"]).netloc}  # noqa: RUF012

    def protocol(self, code: str) -> str:
        return "http"

    def scriptpath(self, code: str) -> str:
        return "/w"

    def interface(self, code: str) -> str:
        return "DataSite"


def logged_in() -> Any:
    config.usernames["sandbox"]["sandbox"] = "WikibaseBot"
    site = pywikibot.Site("sandbox", SandboxFamily(), interface=pywikibot.site.DataSite)
    manager = login.ClientLoginManager(site=site, user="WikibaseBot")
    manager.login_name = os.environ["SANDBOX_USER"]
    manager.password = os.environ["SANDBOX_PASSWORD"]
    manager.login()
    return site


def edit(site: Any, data: dict[str, Any], **fields: str) -> Any:
    token = site.tokens["csrf"]
    request = site.simple_request(
        action="wbeditentity", data=json.dumps(data), token=token, bot=1, **fields
    )
    return request.submit()["entity"]


def labels(text: str, language: str = "en") -> dict[str, Any]:
    return {"labels": {language: {"language": language, "value": text}}}


def main() -> None:
    site = logged_in()
    made = {
        datatype: edit(site, labels(datatype) | {"datatype": datatype}, new="property")["id"]
        for datatype in WANTED
    }
    item = pywikibot.ItemPage(site)
    item.editLabels({"en": "thing", "de": "Ding"}, summary="made")
    claim = pywikibot.Claim(site, made["string"])
    claim.setTarget("a string")
    item.addClaim(claim)
    qualifier = pywikibot.Claim(site, made["time"])
    qualifier.setTarget(pywikibot.WbTime(2020, 5, site=site))
    claim.addQualifier(qualifier)
    source = pywikibot.Claim(site, made["url"])
    source.setTarget("https://example.org/source")
    claim.addSources([source])
    amount = pywikibot.Claim(site, made["quantity"])
    amount.setTarget(pywikibot.WbQuantity("12.5", site=site))
    item.addClaim(amount)
    print(json.dumps(read_back(site, made)))


def read_back(site: Any, made: dict[str, str]) -> dict[str, Any]:
    item = pywikibot.ItemPage(site, "Q1")
    item.get(force=True)
    claim = item.claims[made["string"]][0]
    when = claim.qualifiers[made["time"]][0].getTarget()
    told = {
        "user": site.userinfo["name"],
        "wanted": WANTED,
        "datatypes": sorted(pywikibot.PropertyPage(site, number).type for number in made.values()),
        "item": {
            "labels": dict(sorted(item.labels.items())),
            "string": claim.getTarget(),
            "qualifier": f"{when.year}-{when.month:02d}",
            "reference": claim.sources[0][made["url"]][0].getTarget(),
            "amount": str(item.claims[made["quantity"]][0].getTarget().amount),
        },
        "found": [hit["id"] for hit in site.search_entities("thi", "en")],
        "pages": [page.title() for page in site.allpages(namespace=120)],
    }
    stale = item.latest_revision_id
    edit(site, labels("another"), id="Q1")
    try:
        edit(site, labels("mine"), id="Q1", baserevid=str(stale))
    except APIError as error:
        told["conflict"] = error.code
    return told


if __name__ == "__main__":
    main()
