"""A bare HTTP client: logged in, it posts what it is given and nothing else."""

import json
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import requests
from bench.wikis import ACCOUNT

from pfgraph.wikibase.repository import Edit

Json = dict[str, Any]


class BareClient:
    """As many sessions as connections, each logged in, each with its own token."""

    def __init__(self, url: str, connections: int = 1) -> None:
        self.api, self.own = f"{url}/w/api.php", threading.local()
        self.pool = ThreadPoolExecutor(connections, initializer=self._log_in)
        everyone = threading.Barrier(connections)
        list(self.pool.map(lambda _: everyone.wait(), range(connections)))

    def post_all(self, edits: Sequence[Edit]) -> list[str]:
        """Make the edits, in their order as far as there are connections; the items' ids."""
        return list(self.pool.map(self._edit, edits))

    def _log_in(self) -> None:
        self.own.session = requests.Session()
        said = {"lgname": ACCOUNT.user, "lgpassword": ACCOUNT.password}
        self._post(action="login", lgtoken=self._token("login"), **said)
        self.own.token = self._token("csrf")

    def _edit(self, edit: Edit) -> str:
        target = {"id": edit.id} if edit.id else {"new": edit.new}
        answer = self._post(
            action="wbeditentity", data=json.dumps(edit.data, ensure_ascii=False),
            summary=edit.summary, bot=1, token=self.own.token, **target,
        )  # fmt: skip
        return str(answer["entity"]["id"])

    def _token(self, kind: str) -> str:
        answer = self._post(action="query", meta="tokens", type=kind)
        return str(answer["query"]["tokens"][f"{kind}token"])

    def _post(self, **said: object) -> Json:
        answer = self.own.session.post(self.api, data={**said, "format": "json"})
        told: Json = answer.json()
        return told
