"""Finding entities by their id, or by the beginning of a label or an alias."""

from __future__ import annotations

from dataclasses import dataclass

from pfgraph.sandbox.model.ids import id_of_title, normal_id, type_of
from pfgraph.sandbox.model.languages import fallbacks
from pfgraph.sandbox.store.storage import Revision
from pfgraph.sandbox.store.termindex import Match, search
from pfgraph.sandbox.wiki import Wiki


@dataclass(frozen=True, slots=True)
class Found:
    """An entity and what of it matched."""

    revision: Revision
    match: Match


def found_entities(
    wiki: Wiki, text: str, language: str, kind: str, limit: int, *, strict: bool = False
) -> list[Found]:
    """Entities by id first, then by terms in `language` and, unless `strict`, its fallbacks."""
    languages = (language,) if strict else fallbacks(language)
    matches = search(wiki.storage, text, languages, kind, limit)
    local = text.strip().removeprefix(wiki.concepts)
    entity_id = normal_id(local) or id_of_title(local)
    if entity_id and type_of(entity_id) == kind and wiki.exists(entity_id):
        others = [match for match in matches if match.entity_id != entity_id]
        matches = [Match(entity_id, "entityId", "", entity_id), *others]
    pairs = ((wiki.storage.latest(match.entity_id), match) for match in matches)
    return [Found(revision, match) for revision, match in pairs if revision is not None]
