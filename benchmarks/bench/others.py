"""Two other ways to make the same items: a bare HTTP client, and pywikibot's own objects."""

import json
from collections.abc import Sequence
from typing import Any

import pywikibot
import requests

from bench.clocks import Took, timed
from bench.wikis import ACCOUNT
from pfgraph.wikibase.repository import Edit


class BareClient:
    """One session on one connection, logged in, that posts what it is given and nothing else.

    `ids` are those of the entities it edited, `took` is what that took.
    """

    def __init__(self, url: str) -> None:
        self.api = f"{url}/w/api.php"
        self.session = requests.Session()
        said = {"lgname": ACCOUNT.user, "lgpassword": ACCOUNT.password}
        self._post(action="login", lgtoken=self._token("login"), **said)
        self.token = self._token("csrf")
        self.ids: list[str] = []
        self.took = Took(0, 0)

    def catch_up(self, edits: Sequence[Edit]) -> None:
        """Make those of the edits that were not made yet, one after the other."""
        waiting = edits[len(self.ids) :]
        made, took = timed(lambda: [self._send(edit) for edit in waiting])
        self.ids += made
        self.took += took

    def _send(self, edit: Edit) -> str:
        target = {"id": edit.id} if edit.id else {"new": edit.new}
        answer = self._post(
            action="wbeditentity", data=json.dumps(edit.data, ensure_ascii=False),
            summary=edit.summary, bot=1, token=self.token, **target,
        )  # fmt: skip
        return str(answer["entity"]["id"])

    def _token(self, kind: str) -> str:
        answer = self._post(action="query", meta="tokens", type=kind)
        return str(answer["query"]["tokens"][f"{kind}token"])

    def _post(self, **said: object) -> dict[str, Any]:
        answer: dict[str, Any] = self.session.post(self.api, data={**said, "format": "json"}).json()
        return answer


def read(site: Any, ids: Sequence[str]) -> list[Any]:
    """The items, with what they say."""
    items = [pywikibot.ItemPage(site, each) for each in ids]
    for item in items:
        item.get()
    return items


def copy_natively(site: Any, items: Sequence[Any]) -> None:
    """Make items again under other names, statement by statement, as most bots do.

    https://www.wikidata.org/wiki/Wikidata:Pywikibot_-_Python_3_Tutorial/Setting_qualifiers
    """
    for original in items:
        made = pywikibot.ItemPage(site)
        labels = {code: f"{text} again" for code, text in original.labels.items()}
        made.editEntity({"labels": labels, "descriptions": dict(original.descriptions)})
        for claims in original.claims.values():
            for claim in claims:
                _add(site, made, claim)


def _add(site: Any, item: Any, wanted: Any) -> None:
    claim = pywikibot.Claim(site, wanted.getID())
    claim.setTarget(wanted.getTarget())
    item.addClaim(claim, bot=True)
    for qualifiers in wanted.qualifiers.values():
        for qualifier in qualifiers:
            claim.addQualifier(_same(site, qualifier), bot=True)
    for source in wanted.sources:
        claim.addSources([_same(site, each) for said in source.values() for each in said], bot=True)


def _same(site: Any, wanted: Any) -> Any:
    made = pywikibot.Claim(site, wanted.getID())
    made.setTarget(wanted.getTarget())
    return made
