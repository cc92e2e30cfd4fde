"""How languages write numbers and dates, as MediaWiki writes them."""
