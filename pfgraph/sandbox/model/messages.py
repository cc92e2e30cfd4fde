"""Messages that a Wikibase puts into its answers: the name, the parameters and the English text."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

TEXTS = {
    "badaccess-groups": ("The action you have requested is limited to users in the group: $1."),
    "abusefilter-disallowed": (
        "This action has been automatically identified as harmful, and therefore disallowed. "
        "If you believe your action was constructive, please inform an administrator of what you "
        "were trying to do. A brief description of the abuse rule which your action matched is: $1"
    ),
    "actionthrottledtext": (
        "As an anti-abuse measure, you are limited from performing this action too many times in a "
        "short space of time, and you have exceeded this limit. "
        "Please try again in a few minutes."
    ),
    "edit-conflict": "Edit conflict.",
    "invalid-content-data": "Invalid content data",
    "nocreatetext": (
        "Sandbox has restricted the ability to create new pages.\nYou can go back and edit an "
        "existing page, or [[Special:UserLogin|log in or create an account]]."
    ),
    "protectedpagetext": "This page has been protected to prevent editing or other actions.",
    "wikibase-api-cant-load-entity-content": "Cannot access content, revision may be deleted.",
    "wikibase-api-cant-redirect": (
        "Can't create redirect (possibly because redirects between this kind of entity "
        "are not supported at all)."
    ),
    "wikibase-api-claim-value-missing": (
        "A value needs to be provided when creating a claim with PropertyValueSnak snak."
    ),
    "wikibase-api-claim-value-unexpected": (
        "You cannot provide a value when creating a claim with no PropertyValueSnak as main snak."
    ),
    "wikibase-api-editconflict": "Edit conflict. Could not patch the current revision.",
    "wikibase-api-failed-modify": "Attempted modification of the Item failed.",
    "wikibase-api-failed-save": "The save has failed.",
    "wikibase-api-illegal-id-or-site-page-selector": (
        'You need to provide either an entity "id", or a "site" and "page" combination, '
        "but not both."
    ),
    "wikibase-api-inconsistent-language": 'Inconsistent language "$1" detected (expected "$2").',
    "wikibase-api-invalid-entity-id": "Invalid entity ID.",
    "wikibase-api-invalid-guid": "Invalid claim guid.",
    "wikibase-api-invalid-list": "Invalid list data.",
    "wikibase-api-invalid-json": "Invalid json in request.",
    "wikibase-api-invalid-property-id": "Invalid Property ID.",
    "wikibase-api-invalid-snak": "Invalid snak data.",
    "wikibase-api-no-such-claim": "Could not find such a claim.",
    "wikibase-api-no-such-entity": 'Could not find an entity with the ID "$1".',
    "wikibase-api-no-such-reference": "Could not find such a reference.",
    "wikibase-api-nosuchrevid": "Revision with ID not found.",
    "wikibase-api-not-recognized-array": "An array was expected, but not recognized.",
    "wikibase-api-not-recognized-datatype": (
        "A datatype was expected, but either missing or not recognized."
    ),
    "wikibase-api-not-recognized-language": ('The supplied language code "$1" was not recognized.'),
    "wikibase-api-not-recognized-string": "A string was expected, but not recognized.",
    "wikibase-api-illegal-ids-or-sites-titles-selector": (
        'Either provide the Item "ids" or pairs of "sites" and "titles" for corresponding page'
    ),
    "wikibase-api-param-missing": 'The required parameter "$1" was missing.',
    "wikibase-api-target-is-incompatible": "Attempt to redirect to an entity of a different type.",
    "wikibase-api-target-is-redirect": "The redirect's target must not be a redirect too.",
    "wikibase-api-param-illegal": "An illegal set of parameters have been used.",
    "wikibase-api-permissiondenied": (
        "You do not have the permissions needed to carry out this action."
    ),
    "wikibase-api-unresolved-redirect": (
        "The given entity ID refers to a redirect, which is not supported in this context."
    ),
    "wikibase-conflict-patched": "Your edit was patched into the latest version.",
    "wikibase-error-entity-too-big": (
        "The entity is too big. The maximum allowed entity size is 2 MB."
    ),
    "wikibase-itemmerge-cant-merge-self": "Cannot merge an Item with itself.",
    "wikibase-itemmerge-no-such-entity": "Item not found.",
    "wikibase-itemmerge-permissiondenied": "Permission denied.",
    "wikibase-parse-error": "Malformed value.",
    "wikibase-parse-error-coordinate": "The coordinate value is malformed.",
    "wikibase-parse-error-entity-id": "The entity id is malformed.",
    "wikibase-parse-error-quantity": "The quantity value is malformed.",
    "wikibase-parse-error-time": "The time value is malformed.",
    "wikibase-validator-alias-too-long": "Each alias must be no more than $1 characters long",
    "wikibase-validator-alias-too-short": "Each alias must be at least one character long",
    "wikibase-validator-bad-entity-type": "Unexpected entity type $1",
    "wikibase-validator-bad-prefix": "Bad value $1, expected it to begin with $2",
    "wikibase-validator-bad-url": (
        "URLs are not allowed to contain certain characters like spaces or square brackets: $1"
    ),
    "wikibase-validator-bad-url-scheme": 'An URL scheme "$1" is not supported.',
    "wikibase-validator-bad-value": "Data value corrupt: $1",
    "wikibase-validator-bad-value-type": "Bad value type $1, expected $2",
    "wikibase-validator-check-file-type": "File extension is missing.",
    "wikibase-validator-description-too-long": (
        "Description must be no more than $1 characters long"
    ),
    "wikibase-validator-illegal-file-chars": (
        "File names are not allowed to contain characters like colons or slashes"
    ),
    "wikibase-validator-illegal-geo-shape-title": (
        'Value must start with "Data:" and end with ".map". '
        "In addition title should not contain characters like colon, hash or pipe."
    ),
    "wikibase-validator-illegal-string-chars": (
        "String should not start or end with whitespace nor include vertical whitespace or tabs: $1"
    ),
    "wikibase-validator-illegal-tabular-data-title": (
        'Value must start with "Data:" and end with ".tab". '
        "In addition title should not contain characters like colon, hash or pipe."
    ),
    "wikibase-validator-label-conflict": (
        'Property $3 already has label "$1" associated with language code $2.'
    ),
    "wikibase-validator-label-equals-description": (
        "Label and description for language code $1 can not have the same value."
    ),
    "wikibase-validator-label-no-entityid": "The label must not be a valid entity ID.",
    "wikibase-validator-label-too-long": "Label must be no more than $1 characters long",
    "wikibase-validator-label-with-description-conflict": (
        'Item $3 already has label "$1" associated with language code $2, '
        "using the same description text."
    ),
    "wikibase-validator-malformed-value": "Malformed input: $1",
    "wikibase-validator-missing-field": 'Missing required field "$1"',
    "wikibase-validator-no-such-entity": "$1 not found",
    "wikibase-validator-no-such-media": (
        'The file "$1" does not exist on [https://commons.wikimedia.org/ Wikimedia Commons].'
    ),
    "wikibase-validator-no-such-property": "Property $1 not found",
    "wikibase-validator-not-a-language": '"$1" is not a known language code.',
    "wikibase-validator-not-allowed": "Illegal value: $1",
    "wikibase-validator-page-not-exists": 'The page "$1" does not exist.',
    "wikibase-validator-too-high": "Out of range, must be no higher than $1",
    "wikibase-validator-too-long": "Must be no more than $1 characters long",
    "wikibase-validator-too-short": "Must be at least one character long",
    "wikibase-validator-url-scheme-missing": 'This URL misses a scheme like "https://": $1',
}
"""Names that are not here are answered as a wiki answers a message it does not have."""

PASS_THROUGH = frozenset(
    {
        "wikibase-api-baddatavalue",
        "wikibase-api-badpropertyid",
        "wikibase-api-",
        "wikibase-api-invalid-claim",
        "wikibase-api-malformed-options",
        "wikibase-api-missing-language",
        "wikibase-api-modification-failed",
        "wikibase-api-no-such-qualifier",
        "wikibase-api-not-recognized-site",
        "wikibase-api-origin-not-empty",
        "wikibase-api-param-invalid",
        "wikibase-api-snak-instantiation-failure",
        "wikibase-api-source-and-target-are-the-same",
    }
)
"""Messages whose text is their first parameter."""

_LINK = re.compile(r"\[\[([^|\]]+)\|([^\]]+)\]\]")
_OUTWARD = re.compile(r"\[(https://\S+) ([^\]]+)\]")
_ABSENT = frozenset(
    {
        "badaccess-groups",
        "wikibase-validator-no-such-property",
        "wikibase-validator-no-such-entity",
    }
)
"""Messages whose links lead to pages that are not there."""
_BLANKS = re.compile(r"[ \t\r\n]+")


_MARKED = {
    "wikibase-api-illegal-id-or-site-page-selector": tuple(
        (f'"{name}"', f"<var>{name}</var>") for name in ("id", "site", "page")
    ),
    "wikibase-validator-illegal-geo-shape-title": tuple(
        (f'"{name}"', f"<code>{name}</code>") for name in ("Data:", ".map")
    ),
    "wikibase-validator-illegal-tabular-data-title": tuple(
        (f'"{name}"', f"<code>{name}</code>") for name in ("Data:", ".tab")
    ),
}
_BLOCKED = (
    "<p><strong>Your username or IP address has been blocked.</strong>\n</p>"
    "<p>The block was made by $1.\nThe reason given is <em>$2</em>.\n</p>\n"
    "<ul><li>Start of block: $8</li>\n<li>Expiration of block: $6</li>\n"
    "<li>Intended blockee: $7</li></ul>\n"
    "<p>You can contact $1 or another [[Sandbox:Administrators|administrator]] "
    "to discuss the block.\n"
    'You can use the "Email this user" feature if a valid email address is specified in your '
    '<a href="/wiki/Special:Preferences" title="Special:Preferences">preferences</a> '
    "and you have not been blocked from using it.\n"
    "Your current IP address is $3. Block ID #$5.\n"
    "Please include all above details in any queries you make.\n</p>"
)
"""The one message that is HTML with parameters in it."""
_LINKED = frozenset(
    f"wikibase-validator-{name}" for name in ("bad-url", "bad-prefix", "not-allowed")
) | {"wikibase-api-no-such-entity"}
_ADDRESS = re.compile(r'https?://[^\s<>,"]+')
_PRESENT = r'<a href="/wiki/\1" title="\1">\2</a>'
_MISSING = (
    r'<a href="/w/index.php?title=\1&amp;action=edit&amp;redlink=1" class="new" '
    r'title="\1 (page does not exist)">\2</a>'
)


def _plain(parameter: object) -> str:
    """What stands in a text for a parameter; lists have commas between."""
    if isinstance(parameter, dict) and "list" in parameter:
        return ", ".join(map(str, parameter["list"]))
    return str(parameter)


@dataclass(frozen=True, slots=True)
class Message:
    """A named message with its parameters, as the `messages` of an API answer list it."""

    name: str
    parameters: tuple[object, ...] = ()
    template: str = ""
    """The text in another language, where that is not English."""

    @property
    def text(self) -> str:
        """Plain English text, blanks run together; `⧼name⧽` where the wiki has no text."""
        if self.name in PASS_THROUGH:
            return self._filled
        return _BLANKS.sub(" ", self._filled).strip(" ")

    @property
    def _filled(self) -> str:
        if self.name in PASS_THROUGH:
            return str(self.parameters[0])
        template = self.template or TEXTS.get(self.name)
        if template is None:
            return f"⧼{self.name}⧽"
        for number, value in enumerate(self.parameters, 1):
            template = template.replace(f"${number}", _plain(value))
        return template

    @property
    def html(self) -> str:
        """The text as HTML, with wiki links turned into anchors."""
        if self.name == "blockedtext":
            return self._blocked
        known = self.name in TEXTS or self.name in PASS_THROUGH
        escaped = html.escape(self._filled, quote=not known)
        for plain, marked in _MARKED.get(self.name, ()):
            escaped = escaped.replace(plain, marked)
        if self.name in _LINKED:
            escaped = _ADDRESS.sub(
                r'<a rel="nofollow" class="external free" href="\g<0>">\g<0></a>', escaped
            )
        escaped = _OUTWARD.sub(r'<a rel="nofollow" class="external text" href="\1">\2</a>', escaped)
        escaped = escaped.replace("\N{NO-BREAK SPACE}", "&#160;")
        return _LINK.sub(_MISSING if self.name in _ABSENT else _PRESENT, escaped)

    @property
    def _blocked(self) -> str:
        text = _BLOCKED
        for number, value in enumerate(self.parameters, 1):
            text = text.replace(f"${number}", html.escape(str(value), quote=False))
        return _LINK.sub(_MISSING, text)
