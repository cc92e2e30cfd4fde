"""Records against the shapes, with pySHACL as the reference for every verdict."""

from pfgraph.validation.blocking import blocked, what_hangs, with_what_hangs
from pfgraph.validation.checking import check
from pfgraph.validation.groups import Group, in_groups
from pfgraph.validation.places import Origins, located
from pfgraph.validation.profiles import PROFILES

__all__ = [
    "PROFILES",
    "Group",
    "Origins",
    "blocked",
    "check",
    "in_groups",
    "located",
    "what_hangs",
    "with_what_hangs",
]
