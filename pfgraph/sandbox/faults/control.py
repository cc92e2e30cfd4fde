"""The control address: faults, counters, the log and sessions of a running sandbox, as JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pfgraph.sandbox.accounts import ACCOUNTS
from pfgraph.sandbox.faults.fault import Fault, fault_from
from pfgraph.sandbox.faults.guard import PATH
from pfgraph.sandbox.faults.log import Log
from pfgraph.sandbox.faults.problems import FaultError
from pfgraph.sandbox.faults.reading import faults_from
from pfgraph.sandbox.faults.register import Faults, Standing
from pfgraph.sandbox.sessions import Sessions

_BODY = "body"  # what problems of a request's body begin with


@dataclass(frozen=True, slots=True)
class Controls:
    """What can be controlled."""

    faults: Faults
    log: Log
    sessions: Sessions
    stop: Callable[[], None]


def make_control(controls: Controls) -> Starlette:
    """The application below `/control/`."""
    app = Starlette(routes=ROUTES, exception_handlers=_HANDLERS)
    app.state.controls = controls
    return app


def _of(request: Request) -> Controls:
    controls: Controls = request.app.state.controls
    return controls


async def _json(request: Request) -> Any:
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise FaultError([f"{_BODY}: has to be JSON, with Content-Type: application/json"])
    try:
        return await request.json()
    except ValueError as error:
        raise FaultError([f"{_BODY}: is not JSON: {error}"]) from error


async def faults(request: Request) -> Response:
    """GET tells what is set, PUT sets these and no others, POST adds, DELETE takes all away."""
    register = _of(request).faults
    if request.method in ("PUT", "POST"):
        sent = faults_from(await _json(request), _BODY)
        (register.replace if request.method == "PUT" else register.add)(*sent)
    elif request.method == "DELETE":
        register.clear()
    return JSONResponse({"fault": [_standing(each) for each in register.standing]})


def _standing(each: Standing) -> dict[str, Any]:
    return each.fault.settings() | {"matched": each.turn.matched, "struck": each.turn.struck}


async def lag(request: Request) -> Response:
    """PUT `{"lag": 7.5}` lets the databases lag until DELETE."""
    return await _switched(request, "maxlag")


async def read_only(request: Request) -> Response:
    """PUT `{"reason": "…"}` makes the wiki read-only until DELETE."""
    return await _switched(request, "read-only")


async def _switched(request: Request, kind: str) -> Response:
    register = _of(request).faults
    wanted: list[Fault] = []
    if request.method == "PUT":
        settings = await _json(request)
        if not isinstance(settings, dict):
            raise FaultError([f"{_BODY}: has to be an object"])
        wanted = [fault_from({**settings, "kind": kind})]
    register.clear(kind)
    register.add(*wanted)
    return Response(status_code=204)


async def counts(request: Request) -> Response:
    """GET tells how many requests there were; DELETE counts from nothing, the log too."""
    log = _of(request).log
    if request.method == "DELETE":
        log.reset()
    return JSONResponse(log.counts.as_json())


async def entries(request: Request) -> Response:
    """The log, the oldest entry first; `?after=N` leaves out what is numbered up to N."""
    after = request.query_params.get("after", "0")
    if not (after.isascii() and after.isdigit()):
        raise FaultError([f"after: {after!r} is not allowed; allowed is a whole number"])
    return JSONResponse({"log": [each.as_json() for each in _of(request).log.entries(int(after))]})


async def sessions(request: Request) -> Response:
    """DELETE loses every session, or with `?user=NAME` those of an account."""
    held, user = _of(request).sessions, request.query_params.get("user", "")
    if user and user not in ACCOUNTS:
        names = ", ".join(ACCOUNTS)
        raise FaultError([f"user: {user!r} is not allowed; allowed is one of {names}"])
    if not user:
        held.forget_all()
    for session in [each for each in list(held.by_key.values()) if each.account.name == user]:
        held.forget(session)
    return Response(status_code=204)


async def stop(request: Request) -> Response:
    """POST ends the sandbox after this answer."""
    return Response(status_code=202, background=BackgroundTask(_of(request).stop))


async def _wrong(_: Request, error: Exception) -> Response:
    assert isinstance(error, FaultError)
    return JSONResponse({"error": "Not understood.", "problems": error.problems}, 400)


async def _unknown(_: Request, __: Exception) -> Response:
    return JSONResponse({"error": "There is no such control.", "controls": CONTROLS}, 404)


ROUTES = [
    Route(f"{PATH}/faults", faults, methods=["GET", "PUT", "POST", "DELETE"]),
    Route(f"{PATH}/lag", lag, methods=["PUT", "DELETE"]),
    Route(f"{PATH}/log", entries, methods=["GET"]),
    Route(f"{PATH}/read-only", read_only, methods=["PUT", "DELETE"]),
    Route(f"{PATH}/requests", counts, methods=["GET", "DELETE"]),
    Route(f"{PATH}/sessions", sessions, methods=["DELETE"]),
    Route(f"{PATH}/stop", stop, methods=["POST"]),
]
CONTROLS = [route.path for route in ROUTES]
_HANDLERS: dict[Any, Any] = {FaultError: _wrong, 404: _unknown}
