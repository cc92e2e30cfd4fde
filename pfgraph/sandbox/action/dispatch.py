"""`/w/api.php`: from a request to the answer of a module.

See https://www.mediawiki.org/wiki/API:Main_page for what clients rely on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.demands import check_asserts, check_method, check_token
from pfgraph.sandbox.action.formats.writing import own_parameters
from pfgraph.sandbox.action.gate import Lagged, check_gate
from pfgraph.sandbox.action.modules import ACTIONS
from pfgraph.sandbox.action.modules.unserved import unserved
from pfgraph.sandbox.action.parameters import read_parameters
from pfgraph.sandbox.action.specs import parameters, spec
from pfgraph.sandbox.action.warned import as_warnings
from pfgraph.sandbox.model.datetimes import now
from pfgraph.sandbox.model.errors import ApiError, as_answer

_EVERYBODYS = frozenset({"action", "format"})


def answer(call: Call) -> tuple[Any, dict[str, str]]:
    """The body of the answer and the headers that belong to it; errors are answers too."""
    try:
        result = _run(call)
    except ApiError as error:
        if error.listed:
            error.module = call.sent.get("action")
        languages = call.errorlanguage, call.language
        body = as_answer(error, call.version, call.errorformat, call.wiki.api, *languages)
        headers = error.headers if isinstance(error, Lagged) else {}
        return _with_extras(call, body), headers | {"MediaWiki-API-Error": error.header}
    return _with_extras(call, result), {}


def _with_extras(call: Call, body: Any) -> Any:
    if not isinstance(body, dict):
        return body
    extras: Answer = {}
    if "requestid" in call.sent:
        extras["requestid"] = call.sent["requestid"]
    if "curtimestamp" in call.sent:
        extras["curtimestamp"] = now()
    if "responselanginfo" in call.sent:
        extras |= {"uselang": call.language, "errorlang": call.errorlanguage}
    if call.warned:
        extras["warnings"] = as_warnings(call.warned, call.version, call.errorformat)
    return {**body, **extras}


def _run(call: Call) -> Answer:
    main = read_parameters(call, "main")
    action = main["action"]
    check_asserts(call, main)
    described = spec(action) or {}
    read_parameters(call, action)
    check_token(call, action)
    check_gate("writerights" in described, main["maxlag"])
    check_method(call, described)
    module = ACTIONS.get(action, unserved)
    result = _done(call, module, "writerights" in described or "token" in call.posted)
    _warn_unused(call, action)
    return result


def _done(call: Call, module: Callable[[Call], Answer], writes: bool) -> Answer:
    if not writes:
        return module(call)
    # from the first look at an entity to the last save nobody else may save
    with call.wiki.storage.editing():
        return module(call)


def _warn_unused(call: Call, action: str) -> None:
    known = {*call.used, *parameters("main"), *parameters(action), *own_parameters(call.sent)}
    unknown = [name for name in call.sent if name not in known | _EVERYBODYS]
    if unknown:
        plural = "s" if len(unknown) > 1 else ""
        text = f"Unrecognized parameter{plural}: {', '.join(unknown)}."
        call.warn("main", text, "unrecognizedparams")
