"""What a revision says of itself: `/* wbsetlabel-set:1|en */ new text, words of the editor`.

The part between `/*` and `*/` names a message of the wiki, how many values follow it, a language,
and arguments of the message.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pfgraph.sandbox.model.ids import title_of
from pfgraph.sandbox.model.terms import normal_term

LONGEST = 500  # characters, as in MediaWiki's CommentStore
_MARK = "..."
_MANY = 50
"""So many changed languages are named one by one."""
_TERMS = ("labels", "descriptions", "aliases")
_WITHOUT_VALUE = {"somevalue": "unknown value", "novalue": "no value"}

Texts = Callable[[Mapping[str, Any]], str]
"""The plain text of a snak that has a value."""


def shortened_comment(text: str) -> str:
    """The text within the length that a wiki keeps, marked where it was cut."""
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST - len(_MARK)].rstrip() + _MARK


def autocomment(key: str, count: int = 0, language: str = "", *arguments: object) -> str:
    """The part in `/* … */`: a message, the number of values after it, a language, arguments."""
    return "|".join([f"{key}:{count}", language, *map(str, arguments)])


def comment(auto: str, values: Sequence[str] = (), summary: str = "") -> str:
    """The whole comment of a revision; `summary` is what the editor says."""
    said = [each for each in (*values, normal_term(summary)) if each]
    return shortened_comment(f"/* {auto} */ {', '.join(said)}".rstrip(" "))


def named_snak(snak: Mapping[str, Any], texts: Texts) -> str:
    """A snak as comments name it: `[[Property:P1]]: its value`."""
    kind = snak["snaktype"]
    value = texts(snak) if kind == "value" else _WITHOUT_VALUE[kind]
    return f"[[{title_of(snak['property'])}]]: {value}"


def entity_update(before: Mapping[str, Any], after: Mapping[str, Any], statements: bool) -> str:
    """What `wbeditentity` says of a change: its languages; whether it names `statements` too."""
    languages = _changed_languages(before, after)
    if not languages:
        return autocomment("wbeditentity-update")
    key = "wbeditentity-update-languages" + ("-and-other" if statements else "")
    if len(languages) > _MANY:
        return autocomment(key, 0, "", len(languages))
    return autocomment(f"{key}-short", 0, "", ", ".join(languages))


def _changed_languages(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    return list(
        dict.fromkeys(
            language
            for kind in _TERMS
            for language in (*after[kind], *before[kind])
            if before[kind].get(language) != after[kind].get(language)
        )
    )


def statement_update(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> str:
    """What `wbsetclaim` says; `before` is None for a new statement."""
    if before is None:
        return autocomment("wbsetclaim-create", 2, "", 1)
    parts = {name: _changes(before, after, name) for name in ("qualifiers", "references")}
    whole = [name for name in ("mainsnak", "rank") if before[name] != after[name]]
    counted = [count for count in parts.values() if count]
    alone = counted if len(counted) == 1 and not whole else []
    return autocomment("wbsetclaim-update", 2, "", 1, *alone)


def _changes(before: Mapping[str, Any], after: Mapping[str, Any], name: str) -> int:
    """How many qualifiers or references came or went."""
    old, new = (_hashes(each.get(name, [])) for each in (before, after))
    return len((Counter(old) - Counter(new)) + (Counter(new) - Counter(old)))


def _hashes(held: Any) -> list[str]:
    groups = held.values() if isinstance(held, dict) else [held]
    return [each["hash"] for group in groups for each in group]


def undo_summary(revision_id: int, user: str) -> str:
    """The comment of an edit that takes one revision back."""
    return f"Undo revision {revision_id} by {_contributions(user)}"


def rollback_summary(user: str, other: str, edits: int = 1) -> str:
    """The comment of an edit that takes the latest edits of `user` back, to those of `other`."""
    counted = "edit" if edits == 1 else f"{edits} edits"
    return (
        f"Reverted {counted} by {_contributions(user)} to last revision by [[User:{other}|{other}]]"
    )


def creation_summary(text: str) -> str:
    """The comment of an edit that makes a page of wikitext and gives no summary."""
    if not text:
        return "Created blank page"
    longest = 200
    shown = text if len(text) <= longest else text[: longest - len(_MARK)].rstrip() + _MARK
    return f'Created page with "{shown}"'.replace("\n", " ")


def content_summary(text: str, only: str | None) -> str:
    """The reason of a deletion that gives none; `only` is the page's one author."""
    if only is None:
        return f'content was: "{text}"'
    author = f'"[[Special:Contributions/{only}|{only}]]" ([[User talk:{only}|talk]])'
    return f'content was: "{text}", and the only contributor was {author}'


def _contributions(user: str) -> str:
    return f"[[Special:Contributions/{user}|{user}]] ([[User talk:{user}|talk]])"
