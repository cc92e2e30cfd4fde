"""Entities as a Wikibase keeps them: terms, statements, values, and what is refused."""
