"""Records against the shapes, with pySHACL as the reference for every verdict."""

from pfgraph.validation.blocking import blocked, with_what_hangs
from pfgraph.validation.checking import check
from pfgraph.validation.places import Origins, located
from pfgraph.validation.profiles import PROFILES

__all__ = ["PROFILES", "Origins", "blocked", "check", "located", "with_what_hangs"]
