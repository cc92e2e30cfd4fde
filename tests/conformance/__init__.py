"""Conversations with a real Wikibase, held again with the sandbox and compared answer by answer."""
