"""Requests of pywikibot that are sent once: they neither wait in silence nor send again.

Left alone, pywikibot sends a write again after a cut connection or an error of the server, which
makes twins where the first one was saved, and sleeps without a word when a wiki lags.
https://www.mediawiki.org/wiki/Manual:Maxlag_parameter tells how a wiki asks to wait.
"""

from email.utils import parsedate_to_datetime
from typing import Any

from pywikibot.comms import http
from pywikibot.data.api import Request

from pfgraph.errors import NoAnswer, NotReady, WikiError
from pfgraph.wikibase.client.reasons import names

_AGAIN = 1.0  # seconds before what pywikibot itself would try again at once
_INSIDE = "internal_api_error"  # a write may have been saved before that
_WAITING = {
    "maxlag": "its databases lag",
    "readonly": "it takes no edits now",
    "ratelimited": "the account edits too fast for it",
    "actionthrottledtext": "the account edits too fast for it",
}


class OnceRequest(Request):  # type: ignore[misc]  # pywikibot is not typed
    """A request whose troubles are the caller's: NotReady, or NoAnswer after a write."""

    def _http_request(
        self, use_get: bool, uri: str, data: Any, headers: Any, paramstring: str
    ) -> tuple[Any, bool]:
        try:
            answer = self._fetch("GET" if use_get else "POST", uri, data, headers)
        except OSError as error:
            raise self._unknown(f"the connection failed ({type(error).__name__})") from error
        if answer.status_code == 414 and use_get:
            return None, False  # the address was too long: once more in the body
        if answer.status_code == 429 or answer.status_code >= 500:
            raise self._unavailable(answer)
        return answer, use_get

    def _fetch(self, method: str, uri: str, data: Any, headers: Any) -> Any:
        """As `http.request`, which reads Retry-After itself, to sleep without a word, and fails
        where it is a date."""
        site = self.site
        return http.fetch(
            site.base_url(uri), method, {**headers, "user-agent": site.user_agent}, data=data,
            verify=site.verify_SSL_certificate(), default_error_handling=False, callbacks=[_raise],
            **({"auth": None} if site.is_without_oauth else {}),
        )  # fmt: skip

    def _json_loads(self, response: Any) -> Any:
        try:
            answer = response.json()
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise self._unknown("the answer is no JSON or was cut off")
        error = answer.get("error")
        if isinstance(error, dict):
            code = str(error.get("code", ""))
            if self.write and code.startswith(_INSIDE):
                raise NoAnswer("the wiki failed inside", code)
            asked = [code for code in (error.get("code"), *names(error)) if code in _WAITING]
            if asked:
                raise _wait(asked[0], error, response)
        return answer

    def wait(self, delay: int | None = None, **kwargs: Any) -> None:
        """Never sleep here: say that the wiki could not do it now."""
        raise NotReady("the wiki could not do it now", "again", float(delay or _AGAIN))

    def _unavailable(self, answer: Any) -> WikiError:
        status, seconds = answer.status_code, _seconds(answer)
        if status == 429 or (status == 503 and seconds):
            return NotReady(f"the wiki answered {status}", str(status), seconds)
        code = str(answer.headers.get("MediaWiki-API-Error", ""))  # not set by a gateway
        return self._unknown(f"the wiki answered {status}", code)

    def _unknown(self, what: str, code: str = "") -> WikiError:
        """Nobody knows whether a write was saved; whatever else can be asked again."""
        return NoAnswer(what, code) if self.write else NotReady(what)


def _raise(answer: Any) -> None:
    """What pywikibot hands over in place of an answer is an exception after all."""
    if isinstance(answer, Exception):
        raise answer from None


def _wait(code: str, error: dict[str, Any], response: Any) -> NotReady:
    said = _WAITING[code]
    if "lag" in error:
        said = f"lag {float(error['lag']):.1f} s"
    elif error.get("readonlyreason"):
        said = f"{said}: {error['readonlyreason']}"
    return NotReady(said, code, _seconds(response))


def _seconds(response: Any) -> float:
    """What Retry-After asks for, as seconds or as a date by the server's clock; 0 without one.

    https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
    """
    said = str(response.headers.get("Retry-After", ""))
    if said.isdigit():
        return float(said)
    try:
        until, now = (parsedate_to_datetime(text) for text in (said, response.headers["Date"]))
    except (KeyError, TypeError, ValueError):
        return 0.0
    return max(0.0, (until - now).total_seconds())
