"""One connection to the sandbox, as a client keeps it."""

import http.client
import time
from urllib.parse import urlsplit

_IDLE = 2.0  # seconds; after five the server closes a connection that is not used


class Connection:
    """Asks on one connection and opens another only after a pause."""

    def __init__(self, url: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=600)
        self._used = time.monotonic()

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """The answer and its body; raises RuntimeError for a status other than 200."""
        if time.monotonic() - self._used > _IDLE:
            self._connection.close()
        self._connection.request(method, path, body, headers or {})
        answer = self._connection.getresponse()
        text = answer.read()
        self._used = time.monotonic()
        if answer.status != 200:
            raise RuntimeError(text.decode())
        return answer, text
