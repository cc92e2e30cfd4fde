"""Edit summaries as HTML: what the wiki wrote itself in words, then links.

See https://www.mediawiki.org/wiki/Help:Edit_summary
"""

from __future__ import annotations

import re
from html import escape

from pfgraph.sandbox.action.query.records import page_of
from pfgraph.sandbox.model.entityjson import text_in
from pfgraph.sandbox.model.pagetitles import BadTitle, Title, read_title
from pfgraph.sandbox.wiki import Wiki

_AUTO = re.compile(r"^/\*\s*(?P<key>[a-z][a-z-]*)(:(?P<args>[^*]*?))?\s*\*/\s*(?P<rest>.*)$", re.S)
_LINK = re.compile(r"\[\[:?([^\[\]|]+)(?:\|([^\[\]]*))?\]\]")
_WORDS = {
    "wbcreateclaim-create": "Created claim",
    "wbcreateredirect": "Redirected to $2",
    "wbeditentity-create-item": "Created a new Item",
    "wbeditentity-create-property": "Created a new Property",
    "wbeditentity-override": "Cleared an Item",
    "wbeditentity-update": "Changed an Item",
    "wbeditentity-update-languages": "Changed label, description and/or aliases in $1 languages",
    "wbeditentity-update-languages-and-other": (
        "Changed label, description and/or aliases in $1 languages, and other parts"
    ),
    "wbeditentity-update-languages-and-other-short": (
        "Changed label, description and/or aliases in $2, and other parts"
    ),
    "wbeditentity-update-languages-short": "Changed label, description and/or aliases in $2",
    "wbmergeitems-from": "Merged Item from $2",
    "wbmergeitems-to": "Merged Item into $2",
    "wbremoveclaims-remove": "Removed claim",
    "wbremoveclaims-update": "Removed claims",
    "wbremovequalifiers-remove": "Removed qualifier",
    "wbremovequalifiers-update": "Removed qualifiers",
    "wbremovereferences-remove": "Removed reference from claim",
    "wbremovereferences-update": "Removed references from claim",
    "wbsetaliases-add": "Added [$2] $1 alias",
    "wbsetaliases-add-remove": "Added and removed [$2] $1 alias",
    "wbsetaliases-remove": "Removed [$2] $1 alias",
    "wbsetaliases-set": "Set [$2] $1 alias",
    "wbsetaliases-update": "Changed [$2] $1 alias",
    "wbsetclaim-create": "Created claim",
    "wbsetclaim-update": "Changed claim",
    "wbsetclaim-update-qualifiers": "Changed one or more qualifiers of one claim",
    "wbsetclaim-update-references": "Changed one or more references of one claim",
    "wbsetclaimvalue": "Set a claim value",
    "wbsetdescription-add": "Added [$2] description",
    "wbsetdescription-remove": "Removed [$2] description",
    "wbsetdescription-set": "Changed [$2] description",
    "wbsetlabel-add": "Added [$2] label",
    "wbsetlabel-remove": "Removed [$2] label",
    "wbsetlabel-set": "Changed [$2] label",
    "wbsetlabeldescriptionaliases": "Changed label, description and/or aliases in $2",
    "wbsetqualifier-add": "Added qualifier",
    "wbsetqualifier-update": "Changed qualifier",
    "wbsetreference-add": "Added reference to claim",
    "wbsetreference-set": "Changed reference of claim",
}


def parsed_comment(wiki: Wiki, comment: str, title: Title) -> str:
    """The summary of a revision as HTML."""
    if not title.holds_entities:
        return _linked(wiki, comment)
    found = _AUTO.match(comment)
    if found is None or found["key"] not in _WORDS:
        return _linked(wiki, comment)
    words, rest = _said(title, found["key"], found["args"] or ""), found["rest"].strip()
    colon = ": " if rest else ""
    auto = f'\u200e<span dir="auto"><span class="autocomment">{words}{colon}</span></span>'
    return f"{auto} {_linked(wiki, rest)}" if rest else auto


def _said(title: Title, key: str, args: str) -> str:
    text = _WORDS[key]
    if title.namespace == 122:
        text = text.replace("an Item", "a Property")
    count, _, rest = args.partition("|")
    language, _, more = rest.partition("|")
    text = text.replace("[$2]", f"[{language}]").replace("$2", language or more)
    if count != "1":
        text = text.replace("$1 alias", "$1 aliases")
    return escape(text.replace("$1", count).replace("  ", " "), quote=False)


def _linked(wiki: Wiki, text: str) -> str:
    parts, last = [], 0
    for match in _LINK.finditer(text):
        parts.append(escape(text[last : match.start()], quote=False))
        parts.append(_anchor(wiki, match))
        last = match.end()
    return "".join(parts) + escape(text[last:], quote=False)


def _anchor(wiki: Wiki, match: re.Match[str]) -> str:
    try:
        title = read_title(match[1])
    except BadTitle:
        return escape(match[0], quote=False)
    name = escape(str(title), quote=True)
    address = name.replace(" ", "_")
    if title.namespace >= 0 and page_of(wiki.storage, title) is None:
        shown = escape(match[2] or match[1], quote=False)
        return (
            f'<a href="/w/index.php?title={address}&amp;action=edit&amp;redlink=1" class="new" '
            f'title="{name} (page does not exist)">{shown}</a>'
        )
    if title.holds_entities and not match[2]:
        return _entity(wiki, title, address)
    shown = escape(match[2] or match[1], quote=False)
    return f'<a href="/wiki/{address}" title="{name}">{shown}</a>'


def _entity(wiki: Wiki, title: Title, address: str) -> str:
    revision = wiki.storage.latest(title.name)
    term = text_in(revision.content, "labels", "en") if revision else None
    if revision is None or term is None:
        return f'<a href="/wiki/{address}" title="{address}">{title.name}</a>'
    described = text_in(revision.content, "descriptions", "en")
    texts = [term[0], described[0]] if described else [term[0]]
    hint = " | ".join(f"\u200e{escape(each, quote=True)}\u200e" for each in texts)
    label, language = escape(term[0], quote=True), term[1]
    return (
        f'<a href="/wiki/{address}" title="{hint}"><span class="wb-itemlink">'
        f'<span class="wb-itemlink-label" lang="{language}" dir="ltr">{label}</span> '
        f'<span class="wb-itemlink-id">({title.name})</span></span></a>'
    )
