"""A wiki in memory that holds records as a load would have left them."""

from collections.abc import Mapping

from rdflib import Graph

from pfgraph.ontology import declaration, ontology
from pfgraph.wikibase.datamodel import Item
from pfgraph.wikibase.desired import desired_items
from pfgraph.wikibase.diff import diff
from pfgraph.wikibase.future import future
from pfgraph.wikibase.repository import Identity
from pfgraph.wikibase.state import WikiState
from pfgraph.wikibase.termdiff import Scope

IDENTITY = Identity("http://wiki.test", "http://wiki.test/entity/", "Bot", 50)
EMPTY = WikiState(IDENTITY, {}, {}, {})


def wanted(graph: Graph) -> Mapping[str, Item]:
    """The items that records want."""
    return desired_items(graph, ontology(), declaration()).items


def holding(graph: Graph) -> WikiState:
    """A wiki after these records were loaded into it."""
    items = wanted(graph)
    scope = Scope(frozenset(items), frozenset())
    return future(EMPTY, [diff(item, None, None, scope, declaration()) for item in items.values()])
