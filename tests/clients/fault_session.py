"""A session of pywikibot with a sandbox that fails; prints what it met as JSON on its last line.

For each fault an item is made, the fault is set through the control address, and the item's German
label is changed with pywikibot's own class.
"""

from __future__ import annotations

import json
import os
from typing import Any
from urllib.request import Request, urlopen

import pywikibot
from pywikibot import config
from pywikibot.exceptions import Error
from pywikibot.throttle import Throttle

from tests.clients.pywikibot_session import logged_in

config.max_retries, config.retry_wait, config.retry_max = 4, 0, 0
Throttle.wait = staticmethod(lambda seconds: None)


def control(method: str, path: str, body: Any = None) -> Any:
    """Ask the control address."""
    headers = {"X-Sandbox-Control": os.environ["SANDBOX_CONTROL"]}
    data = None
    if body is not None:
        headers["Content-Type"], data = "application/json", json.dumps(body).encode()
    url = f"{os.environ['SANDBOX_URL']}/control/{path}"
    with urlopen(Request(url, data, headers, method=method)) as answer:
        return json.loads(answer.read() or "null")


def met(site: Any, name: str, fault: dict[str, Any]) -> dict[str, Any]:
    """What became of a change of a label while a fault was set."""
    item = pywikibot.ItemPage(site)
    item.editLabels({"en": name})
    item.get(force=True)
    control("PUT", "faults", {"fault": [fault]})
    control("DELETE", "requests")
    try:
        item.editLabels({"de": "changed"})
        code = "saved"
    except Error as error:
        code = getattr(getattr(error, "reason", error), "code", type(error).__name__)
    requests = control("GET", "requests")["actions"].get("wbeditentity", 0)
    control("DELETE", "faults")
    item.get(force=True)
    return {"code": code, "tries": requests, "label": item.labels.get("de", "")}


FAULTS: dict[str, dict[str, Any]] = {
    "maxlag": {"kind": "maxlag", "times": 2},
    "read-only": {"kind": "read-only", "times": 2},
    "502": {"kind": "http-error", "times": 1, "module": "wbeditentity"},
    "429": {"kind": "too-many-requests", "retry_after": 1, "times": 1, "module": "wbeditentity"},
    "lost before": {"kind": "lost-before", "times": 1},
    "lost after": {"kind": "lost-after", "times": 1},
    "cut": {"kind": "cut", "times": 1, "module": "wbeditentity"},
    "foreign edit": {"kind": "foreign-edit", "language": "de", "times": 1},
    "another label": {"kind": "foreign-edit", "language": "fr", "times": 1},
    "collision": {"kind": "collision", "times": 1},
    "throttled": {"kind": "rate-limited", "times": 1},
    "ratelimited": {"kind": "rate-limited", "code": "ratelimited", "times": 1},
    "filtered": {"kind": "abuse-filter"},
    "blocked": {"kind": "blocked"},
    "no right": {"kind": "no-right", "module": "wbeditentity"},
    "bad token": {"kind": "bad-token", "times": 1},
    "lost session": {"kind": "lost-session", "times": 1, "module": "wbeditentity"},
}


def made(site: Any) -> int:
    """How many items a lost answer to the making of one leaves."""
    control("PUT", "faults", {"fault": [{"kind": "lost-after", "times": 1}]})
    pywikibot.ItemPage(site).editLabels({"en": "only one"})
    control("DELETE", "faults")
    return sum(1 for _ in site.search_entities("only one", "en"))


def main() -> None:
    site = logged_in()
    told: dict[str, Any] = {name: met(site, name, fault) for name, fault in FAULTS.items()}
    print(json.dumps(told | {"made": made(site)}))


if __name__ == "__main__":
    main()
