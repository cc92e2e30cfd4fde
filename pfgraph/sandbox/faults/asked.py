"""What a request asks for, as far as faults and the log care."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pfgraph.sandbox.action.specs import spec
from pfgraph.sandbox.faults.fault import Fault
from pfgraph.sandbox.faults.kinds import KINDS, Reach
from pfgraph.sandbox.faults.problems import ANONYMOUS
from pfgraph.sandbox.model.ids import normal_id

API = "/w/api.php"
REST = "/w/rest.php/"
_SESSIONS = frozenset({"login", "clientlogin", "logout"})
_NO_EDITS = _SESSIONS | {"purge"}
_PAGES = "/wiki/"
_NO_EDITING_FORMS = ("Special:EntityData", "Special:UserLog")  # the latter of logging in and out
_IN_A_PATH = re.compile(r"[/:]([QP][1-9][0-9]*)(?=$|[/$])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: `sent` holds the parameters of the API, from the query and the form."""

    method: str
    path: str
    sent: Mapping[str, str]
    user: str = ANONYMOUS

    @property
    def action(self) -> str:
        """The action of the API, empty elsewhere."""
        return self.sent.get("action", "") if self.path == API else ""

    @property
    def modules(self) -> frozenset[str]:
        """The action, and the parts of a query as `query+tokens`."""
        if self.action != "query":
            return frozenset({self.action} - {""})
        lists = (self.sent.get(name, "") for name in ("meta", "list", "prop", "generator"))
        parts = (part for value in lists for part in value.split("|") if part)
        return frozenset({"query", *(f"query+{part}" for part in parts)})

    @property
    def writes(self) -> bool:
        """Whether the wiki would write for it, logging in through the API included."""
        if self.path.startswith(REST):
            return self.method not in ("GET", "HEAD", "OPTIONS")
        if self.path.startswith(_PAGES):
            form = self.path.removeprefix(_PAGES)
            return self.method == "POST" and not form.startswith(_NO_EDITING_FORMS)
        return self.method == "POST" and "writerights" in (spec(self.action) or {})

    @property
    def edits(self) -> bool:
        return self.writes and self.action not in _NO_EDITS

    @property
    def entity(self) -> str:
        """The id of the entity it edits, empty where none is named."""
        if self.path != API:
            found = _IN_A_PATH.search(self.path)
            return found.group(1).upper() if found else ""
        for name in ("id", "entity", "claim", "statement", "guid", "toid", "to"):
            value = self.sent.get(name, "").partition("$")[0]
            if value and normal_id(value):
                return normal_id(value) or ""
        return ""

    @property
    def maxlag(self) -> int | None:
        """How many seconds of lag the client puts up with, None where it does not say."""
        try:
            return int(self.sent.get("maxlag", "")) if self.path == API else None
        except ValueError:
            return None


def concerns(fault: Fault, asked: Asked) -> bool:
    """Whether a request is one that the fault is for."""
    if fault.module and not asked.modules & set(fault.module.split("|")):
        return False
    if not asked.path.startswith(fault.path):
        return False
    if fault.method and fault.method != asked.method:
        return False
    if fault.user and fault.user != asked.user:
        return False
    return _within_reach(fault, asked)


def _within_reach(fault: Fault, asked: Asked) -> bool:
    logged_in = asked.user != ANONYMOUS
    match KINDS[fault.kind].reach:
        case Reach.ANY:
            return True
        case Reach.EDITS_BY_DEFAULT:
            return asked.edits or bool(fault.module or fault.path)
        case Reach.EDITS:
            return asked.edits
        case Reach.EDITS_OF_AN_ENTITY:
            return asked.edits and bool(asked.entity)
        case Reach.WRITES:
            return asked.writes
        case Reach.LAG_SENSITIVE:
            return asked.maxlag is not None and asked.maxlag < fault.lag
        case Reach.LOGGED_IN:
            return logged_in and asked.action not in _SESSIONS
        case Reach.TOKEN:
            return logged_in and "token" in asked.sent
