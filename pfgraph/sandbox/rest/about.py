"""What the REST API says of itself and of the wiki's datatypes."""

from __future__ import annotations

from functools import cache
from typing import Any

from pfgraph.sandbox.model.datatypes import VALUE_TYPES
from pfgraph.sandbox.model.packaged import packaged
from pfgraph.sandbox.rest.calls import Answer, Call


@cache
def _description() -> Any:
    return packaged("openapi.json.gz")


def openapi(_: Call) -> Answer:
    """The machine description of the API; its server is an example, as on the recorded wiki."""
    return Answer(_description())


def data_types(_: Call) -> Answer:
    """The value type of each datatype."""
    return Answer(VALUE_TYPES)
