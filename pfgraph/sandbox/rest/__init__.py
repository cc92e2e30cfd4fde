"""The Wikibase REST API, version 1. See https://doc.wikimedia.org/Wikibase/REL1_43/php/."""
