"""The endpoints of sitelinks on a wiki that knows no other site."""

from __future__ import annotations

from typing import Any

from pfgraph.sandbox.rest.calls import Answer, Call
from pfgraph.sandbox.rest.editing import read_metadata, require
from pfgraph.sandbox.rest.errors import invalid_path_parameter
from pfgraph.sandbox.rest.patching import apply_patch, check_patch
from pfgraph.sandbox.rest.refusals import BadKey, Invalid, told_of_patch_result


def get_all(call: Call) -> Answer:
    """All sitelinks of an item: none."""
    return Answer({}, call.entity(call.entity_id()))


def one(call: Call) -> Answer:
    """Whatever is wanted of a sitelink, its site is unknown."""
    call.entity_id()
    raise invalid_path_parameter("site_id")


def patch(call: Call) -> Answer:
    """A patch may look at sitelinks and make none."""
    entity_id = call.entity_id()
    read_metadata(call)
    operations = check_patch(call.body["patch"])
    revision = call.entity(entity_id)
    require(call, "edit")
    with told_of_patch_result():
        check_none(apply_patch({}, operations), "")
    return Answer({}, revision)


def check_none(sent: Any, path: str) -> None:
    """Refuse every sitelink."""
    if not isinstance(sent, dict | list) or (isinstance(sent, list) and sent):
        raise Invalid(path, sent)
    for site in sent:
        raise BadKey(path, site)
