"""`action=wbgetentities`: reading entities."""

from __future__ import annotations

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.specs import known_values
from pfgraph.sandbox.model.entityjson import PROPS, chosen, full_entity, full_text, in_languages
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.ids import normal_id
from pfgraph.sandbox.model.jsonwriting import Ready
from pfgraph.sandbox.model.messages import Message
from pfgraph.sandbox.store.storage import Entity, Revision

_EVERYTHING = "|".join(PROPS)
_NOTHING_ASKED = (
    'Either provide the Item "ids" or pairs of "sites" and "titles" for corresponding page'
)


def get_entities(call: Call) -> Answer:
    """The entities of `ids`; what is not there is `missing`, what is no id is an error."""
    if "ids" not in call.sent:
        name = "wikibase-api-illegal-ids-or-sites-titles-selector"
        raise ApiError("param-missing", _NOTHING_ASKED, messages=(Message(name),))
    asked = _ids(call)
    entities = {entity_id: _entity(call, entity_id) for entity_id in asked}
    return {"entities": entities, "success": 1} if entities else {"success": 1}


def _ids(call: Call) -> list[str]:
    sent = call.values("ids")
    largest = 500 if call.account.may("apihighlimits") else 50
    if len(set(sent)) > largest:
        text = f'Too many values supplied for parameter "ids". The limit is {largest}.'
        extra = {"parameter": "ids", "limit": largest, "lowlimit": 50, "highlimit": 500}
        raise ApiError("toomanyvalues", text, extra=extra)
    found = []
    for text in sent:
        entity_id = normal_id(text)
        if entity_id is None:
            message = Message("wikibase-api-no-such-entity", (text,))
            raise ApiError("no-such-entity", messages=(message,), extra={"id": text})
        found.append(entity_id)
    return list(dict.fromkeys(found))


def _revision(call: Call, entity_id: str) -> Revision | None:
    found = call.wiki.storage.latest(entity_id)
    if found is None or found.target is None:
        return found
    if call.text("redirects", "yes") == "no":
        return None
    return call.wiki.resolved(entity_id)


def _entity(call: Call, entity_id: str) -> Entity | Ready:
    revision = _revision(call, entity_id)
    if revision is None:
        return {"id": entity_id, "missing": ""}
    if "props" not in call.sent and not call.text("languages"):
        return full_text(revision, entity_id)
    props = call.values("props", _EVERYTHING) if "props" in call.sent else list(PROPS)
    if "sitelinks/urls" in props:
        props.append("sitelinks")
    whole = set(PROPS) <= set(props)
    entity = full_entity(revision, entity_id) if whole else chosen(revision, props, entity_id)
    if call.text("languages"):
        languages = known_values("wbgetentities", "languages", call.text("languages"))
        if languages:
            entity = in_languages(entity, languages, call.flag("languagefallback"))
    return entity
