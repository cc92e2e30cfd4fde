"""Is the query service alive, and does it know the newest edit of the wiki?"""

from datetime import UTC, datetime

from rdflib import Literal

from pfgraph.doctor.diagnosis import Diagnosis, fault, note, ok
from pfgraph.errors import QueryError
from pfgraph.settings.wikis import WikiSettings
from pfgraph.sparql.remote import RemoteEndpoint
from pfgraph.wikibase.facts import Facts, Newest

TIMEOUT = 20  # seconds for an answer
BEHIND = 600.0  # seconds that an edit may take until it can be queried

# The page of data says which revision it is; some services put that on the entity itself.
QUERY = """\
PREFIX schema: <http://schema.org/>
SELECT ?version WHERE {
  { <ENTITY> schema:version ?version }
  UNION { ?page schema:about <ENTITY> ; schema:version ?version }
}"""


def about_endpoint(facts: Facts, chosen: WikiSettings) -> Diagnosis:
    """Alive and caught up; where the address is from, is said."""
    url = chosen.sparql or facts.sparql
    if not url:
        return note(
            "sparql", "the wiki names no query service",
            "if there is one, write sparql = \"https://…\" into the wiki's section of "
            "pfgraph.toml; `pfgraph pull` and `pfgraph query` work without",
        )  # fmt: skip
    newest = facts.newest
    entity = f"{facts.concept_base}{newest.id if newest else 'Q0'}"
    try:
        rows = RemoteEndpoint(url, TIMEOUT).select(QUERY.replace("ENTITY", entity)).rows
    except QueryError as error:
        return fault(
            "sparql", f"{error}",
            "see that the query service is up and its address is right (sparql = … in "
            "pfgraph.toml)",
        )  # fmt: skip
    versions = [int(value) for row in rows for value in row if isinstance(value, Literal)]
    return _caught_up(url, facts, newest, max(versions, default=0))


def _caught_up(url: str, facts: Facts, newest: Newest | None, known: int) -> Diagnosis:
    if newest is None:
        return ok("sparql", f"{url} answers; the wiki lists no edit to look for")
    if known >= newest.revision:
        return ok("sparql", f"{url} answers and holds the newest edit ({newest.id})")
    made = datetime.strptime(newest.timestamp, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    age = (facts.time - made).total_seconds()
    has = f"has revision {known}" if known else "does not know it"
    text = (
        f"{url} is behind: {newest.id} was edited {age:.0f} s ago (revision {newest.revision}), "
        f"the query service {has}"
    )
    if age < BEHIND:
        return note("sparql", text, "look again in some minutes; no command relies on it to write")
    return fault(
        "sparql", text,
        "have its updater started again by those who run the wiki; until then query what "
        "`pfgraph pull` brings home",
    )  # fmt: skip
