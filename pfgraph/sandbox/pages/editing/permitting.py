"""Who may edit in a browser: those who are logged in, with a form of their own session."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from starlette.responses import Response

from pfgraph.sandbox.pages.rendering import missing
from pfgraph.sandbox.pages.visits import Visit, led_to

LOGIN = "/wiki/Special:UserLogin"
RENEWED = (
    "Nothing is saved yet: your session has ended or was renewed. "
    "Make sure that you are logged in, then save again."
)


def editing(visit: Visit, go_on: Callable[[], Response]) -> Response:
    """Go on for those who may edit; visitors are led to the login, and back from there.

    A form that was sent is shown again, whoever sent it, so that nothing typed is lost.
    """
    if visit.account.anonymous and not visit.posted:
        return led_to(f"{LOGIN}?{urlencode({'returnto': visit.path})}")
    if not visit.account.anonymous and not visit.account.may("edit"):
        return missing(visit, f"The account {visit.account.name} may not edit.", 403)
    return go_on()
