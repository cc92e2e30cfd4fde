"""What is wrong with a JSON value, and how that is told of a request and of a patch's result."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pfgraph.sandbox.rest.errors import RestError, invalid_value, missing_field, value_too_long

_GROUP = "Statement's Property ID does not match the Statement group key"
_ABSENT = "The referenced resource does not exist"


class Refusal(Exception):
    """A value at a JSON pointer is not acceptable."""

    def of_request(self) -> RestError:
        """The error when the value was sent."""
        raise NotImplementedError

    def of_patch_result(self) -> RestError:
        """The error when the value came about by a patch."""
        raise NotImplementedError


@dataclass
class Invalid(Refusal):
    """The value has the wrong form."""

    path: str
    value: Any

    def of_request(self) -> RestError:
        return invalid_value(self.path)

    def of_patch_result(self) -> RestError:
        text = "Invalid value in patch result"
        return RestError("patch-result-invalid-value", text, path=self.path, value=self.value)


@dataclass
class Missing(Refusal):
    """The object at `path` lacks a field."""

    path: str
    field: str

    def of_request(self) -> RestError:
        return missing_field(self.path, self.field)

    def of_patch_result(self) -> RestError:
        text = "Required field missing in patch result"
        return RestError("patch-result-missing-field", text, path=self.path, field=self.field)


@dataclass
class TooLong(Refusal):
    """The text has more than `limit` characters."""

    path: str
    limit: int

    def of_request(self) -> RestError:
        return value_too_long(self.path, self.limit)

    def of_patch_result(self) -> RestError:
        text = "Patched value is too long"
        return RestError("patch-result-value-too-long", text, path=self.path, limit=self.limit)


@dataclass
class BadKey(Refusal):
    """The object at `path` has a key that may not stand there."""

    path: str
    key: str

    def of_request(self) -> RestError:
        text = f"Invalid key '{self.key}' in '{self.path}'"
        return RestError("invalid-key", text, path=self.path, key=self.key)

    def of_patch_result(self) -> RestError:
        text = "Invalid key in patch result"
        return RestError("patch-result-invalid-key", text, path=self.path, key=self.key)


@dataclass
class Absent(Refusal):
    """The value names something that the wiki does not have."""

    path: str
    value: str

    def of_request(self) -> RestError:
        return RestError("referenced-resource-not-found", _ABSENT, path=self.path)

    def of_patch_result(self) -> RestError:
        code = "patch-result-referenced-resource-not-found"
        return RestError(code, _ABSENT, path=self.path, value=self.value)


@dataclass
class WrongGroup(Refusal):
    """A statement stands under another property's id than its own."""

    path: str
    group: str
    own: str

    def of_request(self) -> RestError:
        return self._error("statement-group-property-id-mismatch")

    def of_patch_result(self) -> RestError:
        return self._error("patched-statement-group-property-id-mismatch")

    def _error(self, code: str) -> RestError:
        return RestError(
            code,
            _GROUP,
            path=self.path,
            statement_group_property_id=self.group,
            statement_property_id=self.own,
        )


@contextmanager
def told_of_request() -> Iterator[None]:
    """Tell refusals as errors of the request."""
    try:
        yield
    except Refusal as refusal:
        raise refusal.of_request() from refusal


@contextmanager
def told_of_patch_result() -> Iterator[None]:
    """Tell refusals as errors of what a patch makes of the resource."""
    try:
        yield
    except Refusal as refusal:
        raise refusal.of_patch_result() from refusal
