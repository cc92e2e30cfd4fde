"""JSON Patch: is it well formed, and what does it make of a resource?

See https://www.rfc-editor.org/rfc/rfc6902.
"""

from __future__ import annotations

from typing import Any

from jsonpatch import (
    JsonPatch,
    JsonPatchException,
    JsonPatchTestFailed,
)
from jsonpointer import EndOfList, JsonPointer, JsonPointerException

from pfgraph.sandbox.rest.errors import RestError, invalid_value, missing_field

_NEEDS = {
    "add": "value",
    "replace": "value",
    "test": "value",
    "copy": "from",
    "move": "from",
    "remove": None,
}


def check_patch(patch: Any) -> list[dict[str, Any]]:
    """The operations of a well-formed patch; raises `invalid-value` or `missing-field`."""
    operations = list(patch.values()) if isinstance(patch, dict) else patch
    for number, operation in enumerate(operations):
        if not isinstance(operation, dict):
            raise invalid_value("/patch")
        _check_operation(operation, f"/patch/{number}")
    return list(operations)


def _check_operation(operation: dict[str, Any], path: str) -> None:
    for name in ("op", "path"):
        if operation.get(name) is None:
            raise missing_field(path, name)
    for name in ("op", "path"):
        if not isinstance(operation[name], str):
            raise invalid_value(f"{path}/{name}")
    if operation["op"] not in _NEEDS:
        raise invalid_value(f"{path}/op")
    needed = _NEEDS[operation["op"]]
    if needed == "value" and "value" not in operation:
        raise missing_field(path, needed)
    if needed == "from":
        if operation.get(needed) is None:
            raise missing_field(path, needed)
        if not isinstance(operation[needed], str):
            raise invalid_value(f"{path}/{needed}")


def apply_patch(resource: Any, operations: list[dict[str, Any]]) -> Any:
    """A patched copy; raises `patch-target-not-found` or `patch-test-failed`."""
    patched = resource
    for number, operation in enumerate(operations):
        place = f"/patch/{number}"
        if operation["op"] in ("copy", "move"):
            _resolved(patched, operation["from"], f"{place}/from")
        if operation["op"] == "test":
            _test(patched, operation, place)
            continue
        try:
            patched = JsonPatch(_steps(operation)).apply(patched)
        except (JsonPatchException, JsonPointerException, TypeError) as error:
            raise _not_found(f"{place}/path") from error
    return patched


def _steps(operation: dict[str, Any]) -> list[dict[str, Any]]:
    """What is replaced is taken away and added, so that its key comes last, as it does in PHP."""
    if operation["op"] != "replace" or not operation["path"]:
        return [operation]
    return [{"op": "remove", "path": operation["path"]}, operation | {"op": "add"}]


def _test(resource: Any, operation: dict[str, Any], place: str) -> None:
    actual = _resolved(resource, operation["path"], f"{place}/path")
    try:
        JsonPatch([operation]).apply(resource)
    except JsonPatchTestFailed as error:
        text = "Test operation in the provided patch failed"
        raise RestError("patch-test-failed", text, path=place, actual_value=actual) from error


def _resolved(resource: Any, pointer: str, place: str) -> Any:
    try:
        found = JsonPointer(pointer).resolve(resource)
    except (JsonPointerException, TypeError) as error:
        raise _not_found(place) from error
    if isinstance(found, EndOfList):
        raise _not_found(place)
    return found


def _not_found(place: str) -> RestError:
    return RestError("patch-target-not-found", "Target not found on resource", path=place)
