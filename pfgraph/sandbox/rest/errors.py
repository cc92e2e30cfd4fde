"""What the REST API refuses: codes, texts and contexts, and the status that goes with each."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from pfgraph.sandbox.model.errors import ApiError

_STATUSES = {
    "permission-denied": 403,
    "resource-not-found": 404,
    "patch-target-not-found": 409,
    "patch-test-failed": 409,
    "redirected-item": 409,
    "data-policy-violation": 422,
    "patch-result-invalid-key": 422,
    "patch-result-invalid-value": 422,
    "patch-result-missing-field": 422,
    "patch-result-modified-read-only-value": 422,
    "patch-result-referenced-resource-not-found": 422,
    "patch-result-value-too-long": 422,
    "patched-statement-group-property-id-mismatch": 422,
    "request-limit-reached": 429,
    "unexpected-error": 500,
}


class RestError(Exception):
    """A refusal by Wikibase; every code that has no status of its own stands for a bad request."""

    def __init__(self, code: str, message: str, **context: Any) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.context = context

    @property
    def status(self) -> int:
        return _STATUSES.get(self.code, 400)

    @property
    def body(self) -> dict[str, Any]:
        """The answer; without context there is no such field."""
        context = {"context": self.context} if self.context else {}
        return {"code": self.code, "message": self.message} | context


class FrameworkError(Exception):
    """A refusal by MediaWiki, before Wikibase has seen the request."""

    def __init__(self, status: int, **fields: Any) -> None:
        super().__init__(str(status))
        self.status = status
        self.headers: Mapping[str, str] = {}
        reason = HTTPStatus(status).phrase
        self.body = fields | {"httpCode": status, "httpReason": reason}


class Redirected(Exception):
    """The item asked for is a redirect to another."""

    def __init__(self, source: str, target: str) -> None:
        super().__init__(target)
        self.source = source
        self.target = target


class WriteDenied(Exception):
    """Wikibase found no reason of its own why this account may not edit."""


class Failed(Exception):
    """Saving came to an end that the REST API has no name for."""


def framework_message(status: int, key: str, text: str, **fields: Any) -> FrameworkError:
    """A refusal whose text is a message of MediaWiki."""
    return FrameworkError(status, **fields, errorKey=key, messageTranslations={"en": text})


def framework_form(error: RestError) -> FrameworkError:
    """A refusal by Wikibase of a field's type, in the form that MediaWiki gives it."""
    return FrameworkError(
        error.status, message=error.message, code=error.code, context=error.context
    )


def invalid_path_parameter(name: str) -> RestError:
    text = f"Invalid path parameter: '{name}'"
    return RestError("invalid-path-parameter", text, parameter=name)


def invalid_query_parameter(name: str) -> RestError:
    text = f"Invalid query parameter: '{name}'"
    return RestError("invalid-query-parameter", text, parameter=name)


def invalid_value(path: str) -> RestError:
    return RestError("invalid-value", f"Invalid value at '{path}'", path=path)


def missing_field(path: str, field: str) -> RestError:
    return RestError("missing-field", "Required field missing", path=path, field=field)


def value_too_long(path: str, limit: int) -> RestError:
    return RestError("value-too-long", "The input value is too long", path=path, limit=limit)


def not_found(kind: str) -> RestError:
    """`kind` is `item`, `property`, `statement`, `label`, `description`, `aliases`, `sitelink`."""
    text = "The requested resource does not exist"
    return RestError("resource-not-found", text, resource_type=kind)


def redirected_item(source: str, target: str) -> RestError:
    text = f"Item {source} has been redirected to {target}."
    return RestError("redirected-item", text, redirect_target=target)


def cannot_modify(path: str) -> RestError:
    text = "The input value cannot be modified"
    return RestError("cannot-modify-read-only-value", text, path=path)


def patch_modified_read_only(path: str) -> RestError:
    text = "Read only value in patch result cannot be modified"
    return RestError("patch-result-modified-read-only-value", text, path=path)


def policy_violation(violation: str, **context: Any) -> RestError:
    text = "Edit violates data policy"
    return RestError("data-policy-violation", text, violation=violation, violation_context=context)


def permission_denied(reason: str) -> RestError:
    return RestError("permission-denied", "Access to resource is denied", denial_reason=reason)


def resource_too_large(limit: int) -> RestError:
    """`limit` in kilobytes."""
    text = f"Edit resulted in a resource that exceeds the size limit of {limit} kB"
    return RestError("resource-too-large", text, limit=limit)


def limit_reached(reason: str) -> RestError:
    text = "Exceeded the limit of actions that can be performed in a given span of time"
    return RestError("request-limit-reached", text, reason=reason)


def unexpected() -> RestError:
    """What is told of every failure that has no name; a wiki in read-only mode answers so."""
    return RestError("unexpected-error", "Unexpected error")


def refused_save(error: ApiError) -> Exception:
    """What becomes of an error with which the model ends a save."""
    reasons = {error.code, *error.header.split(", ")}
    if "ratelimited" in reasons:
        return limit_reached("rate-limit-reached")
    if "blocked" in reasons:
        return permission_denied("blocked-user")
    if "protectedpage" in reasons:
        return permission_denied("protected")
    prevented = [each for each in reasons if each.startswith("abusefilter-")]
    return permission_denied(prevented[0]) if prevented else Failed(error.code)


def write_denied() -> FrameworkError:
    """The answer to those who may not edit at all."""
    return FrameworkError(403, error="rest-write-denied")
