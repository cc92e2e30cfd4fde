"""pywikibot's own way, which most bots take: one statement, qualifier and source after the other.

https://www.wikidata.org/wiki/Wikidata:Pywikibot_-_Python_3_Tutorial/Setting_qualifiers
"""

from collections.abc import Sequence
from typing import Any

import pywikibot


def read(site: Any, ids: Sequence[str]) -> list[Any]:
    """The items, with what they say."""
    items = [pywikibot.ItemPage(site, each) for each in ids]
    for item in items:
        item.get()
    return items


def make_again(site: Any, items: Sequence[Any]) -> None:
    """Make such items once more, under other names."""
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
