"""A Wikibase through pywikibot: the only package that knows it.

pywikibot is configured in memory from an address and an account; nobody writes a family file.
Where a user-config.py is there (in this folder, or in PYWIKIBOT_DIR), its accounts and its
throttle hold instead. https://www.mediawiki.org/wiki/Manual:Pywikibot
"""

from pfgraph.wikibase.client.configuration import HAS_USER_CONFIG  # before pywikibot itself
from pfgraph.wikibase.client.connecting import behind, connect, knock, visit
from pfgraph.wikibase.client.repository import PywikibotRepository

__all__ = ["HAS_USER_CONFIG", "PywikibotRepository", "behind", "connect", "knock", "visit"]
