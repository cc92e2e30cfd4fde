"""API errors and their shapes in an answer.

See https://www.mediawiki.org/wiki/API:Errors_and_warnings for the formats.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from pfgraph.sandbox.model.messages import Message
from pfgraph.sandbox.model.translations import help_in, in_language


class ApiError(Exception):
    """What an API module refuses: a code, an English text and, from Wikibase, its messages.

    `listed` where the newer formats name each message as an error of its own, before the whole.
    """

    def __init__(
        self,
        code: str,
        info: str = "",
        *,
        messages: tuple[Message, ...] = (),
        extra: Mapping[str, Any] | None = None,
        header: str | None = None,
        module: str | None = None,
        listed: bool = False,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.messages = messages
        self.info = info or (messages[0].text if messages else code)
        self.extra = dict(extra or {})
        self.header = header or code
        self.module = module
        self.listed = listed


class InternalError(ApiError):
    """What a wiki's own program does not catch: the answer names the class of the exception."""

    def __init__(self, name: str) -> None:
        info = f"[{secrets.token_hex(12)}] Caught exception of type {name}"
        super().__init__(f"internal_api_error_{name}", info, extra={"errorclass": name})


def wikibase_error(code: str, name: str, *parameters: object) -> ApiError:
    """An error whose text is a message of Wikibase."""
    return ApiError(code, messages=(Message(name, parameters),))


def invalid_claim(reason: str) -> ApiError:
    """The statement sent is malformed."""
    return wikibase_error("invalid-claim", "wikibase-api-invalid-claim", reason)


def modification_failed(name: str, *parameters: object) -> ApiError:
    """The change was understood and is refused."""
    return wikibase_error("modification-failed", name, *parameters)


def as_answer(
    error: ApiError,
    version: str,
    errorformat: str,
    api: str,
    language: str = "en",
    reader: str = "en",
) -> dict[str, Any]:
    """The body of an error: `error` in the old format, a list `errors` in the newer ones.

    `language` is that of the error's text, `reader` that of the messages of Wikibase; what nobody
    has translated is English.
    """
    docref = {"docref" if version == "2" else "*": help_in(language).format(api=api)}
    if isinstance(error, InternalError):
        docref = {}
    messages = [as_message(in_language(each, reader), version) for each in error.messages]
    if errorformat == "bc":
        return {"error": _old_form(error, messages) | docref}
    errors = [
        _new_form(part, version, errorformat, language, whole)
        for part, whole in [*((part, []) for part in _parts(error)), (error, messages)]
    ]
    return {"errors": errors, **docref}


def _parts(error: ApiError) -> list[ApiError]:
    messages = error.messages if error.listed else ()
    return [ApiError(error.code, each.text, module=error.module) for each in messages]


def _old_form(error: ApiError, messages: list[dict[str, Any]]) -> dict[str, Any]:
    body: dict[str, Any] = {"code": error.code, "info": error.info} | error.extra
    return body | {"messages": messages} if messages else body


def _new_form(
    error: ApiError,
    version: str,
    errorformat: str,
    language: str,
    messages: list[dict[str, Any]],
) -> dict[str, Any]:
    body: dict[str, Any] = {"code": error.code}
    if errorformat == "raw" and error.messages:
        body["key"] = error.messages[0].name
        body["params"] = list(error.messages[0].parameters)
    elif errorformat == "html":
        body["html" if version == "2" else "*"] = _text(error, language)
    elif errorformat != "none":
        body["text" if version == "2" else "*"] = _text(error, language)
    data = dict(error.extra)
    if messages:
        data["messages"] = messages
    if data:
        body["data"] = data
    return body | {"module": error.module or "main"}


def _text(error: ApiError, language: str) -> str:
    """The text that a message gave has that message's translation."""
    if error.messages and error.info == error.messages[0].text:
        return in_language(error.messages[0], language).text
    return error.info


def as_message(message: Message, version: str) -> dict[str, Any]:
    """One entry of a `messages` list."""
    return {
        "name": message.name,
        "parameters": list(message.parameters),
        "html": message.html if version == "2" else {"*": message.html},
    }
