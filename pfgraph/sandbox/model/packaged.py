"""Data files that come with the sandbox: what the recorded wiki says of itself."""

from __future__ import annotations

import gzip
import json
from importlib.resources import files
from typing import Any


def packaged(name: str) -> Any:
    """The parsed content of a gzipped JSON file of the package; `{server}` stands for the host."""
    data = files("pfgraph.sandbox").joinpath("data", name).read_bytes()
    return json.loads(gzip.decompress(data))


def placed(value: Any, server: str) -> Any:
    """A copy of packaged data with the host filled in."""
    return json.loads(json.dumps(value).replace("{server}", server))
