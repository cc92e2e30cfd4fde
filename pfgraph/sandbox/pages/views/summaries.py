"""What the summary of a revision says, in words.

Wikibase writes what an edit did as `/* key:count|language */ rest`; the keys are the names of
messages. See https://www.mediawiki.org/wiki/Autocomment for the form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pfgraph.sandbox.model.ids import id_of_title
from pfgraph.sandbox.model.languages import term_languages
from pfgraph.sandbox.pages.views.links import Link, Reader, language_name
from pfgraph.sandbox.store.storage import Revision

_COMMENT = re.compile(r"/\* *([\w-]+)(?::([^|*]*))?((?:\|[^*]*)?) *\*/ ?")
_LINK = re.compile(r"\[\[([^|\]]+)(?:\|([^\]]+))?\]\]")
_IN_A_LANGUAGE = ("wbsetlabel", "wbsetdescription", "wbsetaliases")
_WORDS = {
    "wbeditentity-create": "Created",
    "wbeditentity-create-item": "Created an item",
    "wbeditentity-create-property": "Created a property",
    "wbeditentity-override": "Replaced everything",
    "wbeditentity-update": "Changed",
    "wbeditentity-update-languages": "Changed terms",
    "wbeditentity-update-languages-short": "Changed terms",
    "wbeditentity-update-languages-and-other": "Changed terms and more",
    "wbeditentity-update-languages-and-other-short": "Changed terms and more",
    "wbsetlabel-add": "Added the label",
    "wbsetlabel-set": "Set the label",
    "wbsetlabel-remove": "Removed the label",
    "wbsetdescription-add": "Added the description",
    "wbsetdescription-set": "Set the description",
    "wbsetdescription-remove": "Removed the description",
    "wbsetaliases-add": "Added an alias",
    "wbsetaliases-set": "Set the aliases",
    "wbsetaliases-update": "Changed the aliases",
    "wbsetaliases-remove": "Removed an alias",
    "wbsetaliases-add-remove": "Changed the aliases",
    "wbsetlabeldescriptionaliases": "Set label, description and aliases",
    "wbcreateclaim": "Added a statement",
    "wbcreateclaim-value": "Added a statement",
    "wbcreateclaim-somevalue": "Added a statement",
    "wbcreateclaim-novalue": "Added a statement",
    "wbsetclaim-create": "Added a statement",
    "wbsetclaim-update": "Changed a statement",
    "wbsetclaim-update-qualifiers": "Changed a qualifier",
    "wbsetclaim-update-references": "Changed a reference",
    "wbsetclaim-update-rank": "Changed a rank",
    "wbsetclaimvalue": "Changed a value",
    "wbremoveclaims-remove": "Removed a statement",
    "wbremoveclaims": "Removed a statement",
    "wbsetqualifier-add": "Added a qualifier",
    "wbsetqualifier-update": "Changed a qualifier",
    "wbremovequalifiers-remove": "Removed a qualifier",
    "wbsetreference-add": "Added a reference",
    "wbsetreference-set": "Changed a reference",
    "wbremovereferences-remove": "Removed a reference",
    "wbcreateredirect": "Made a redirect",
    "wbmergeitems-from": "Merged from",
    "wbmergeitems-to": "Merged into",
    "undo": "Undid a revision",
    "restore": "Restored an old revision",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """`said` is what the edit did, in words; `rest` what stands behind it, in pieces."""

    said: str
    rest: tuple[Link, ...]


def summary(reader: Reader, revision: Revision) -> Summary:
    """The summary of a revision."""
    match = _COMMENT.match(revision.comment)
    if match is None:
        said = "" if revision.parent_id or revision.comment else "Created"
        return Summary(said, _pieces(reader, revision.comment))
    return Summary(_said(match), _pieces(reader, revision.comment[match.end() :].strip()))


def _said(match: re.Match[str]) -> str:
    key, parameters = match[1], [part.strip() for part in match[3].split("|") if part.strip()]
    said = _WORDS.get(key) or key.replace("-", " ")
    if parameters and key.startswith(_IN_A_LANGUAGE) and parameters[0] in term_languages():
        return f"{said} in {language_name(parameters[0])}"
    if key.startswith("wbeditentity-update-languages") and parameters:
        return f"{said} in {parameters[0]}"
    return said


def _pieces(reader: Reader, text: str) -> tuple[Link, ...]:
    """The text with wiki links to entities turned into their labels."""
    pieces: list[Link] = []
    end = 0
    for match in _LINK.finditer(text):
        pieces.append(Link(text[end : match.start()]))
        entity_id = id_of_title(match[1])
        pieces.append(reader.link(entity_id) if entity_id else Link(match[2] or match[1]))
        end = match.end()
    pieces.append(Link(text[end:]))
    return tuple(piece for piece in pieces if piece.text)
