"""What is read off the wiki's own facts. Pure: nothing is asked here."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from pfgraph.doctor.diagnosis import Diagnosis, fault, note, ok
from pfgraph.settings.wikis import WikiSettings, is_here
from pfgraph.wikibase.facts import Facts

SLOW_CLOCK, WRONG_CLOCK = 10.0, 120.0  # seconds between two clocks


def about_site(facts: Facts, chosen: WikiSettings, needed: Iterable[str]) -> Iterator[Diagnosis]:
    """Address, clock, lag, read-only mode and datatypes; `needed` are the ontology's."""
    yield _address(facts)
    yield _clock(facts)
    yield _lag(facts, chosen)
    yield _writable(facts)
    yield _datatypes(facts, frozenset(needed))


def _address(facts: Facts) -> Diagnosis:
    version = facts.extensions.get("WikibaseRepository", "")
    text = f"{facts.url}: {facts.software}, Wikibase {version}".rstrip()
    if urlsplit(facts.url).scheme == "http" and not is_here(facts.url):
        return note(
            "address", f"{text}; passwords and edits go there unencrypted",
            "give its address with https://",
        )  # fmt: skip
    return ok("address", text)


def _clock(facts: Facts) -> Diagnosis:
    skew = facts.skew
    if abs(skew) <= SLOW_CLOCK:
        return ok("clock", "the wiki's clock and this machine's agree")
    side = "before" if skew > 0 else "behind"
    text = f"the wiki's clock is {abs(skew):.0f} s {side} this machine's"
    remedy = (
        "let this machine take its time from the network (timedatectl set-ntp true), or tell "
        "those who run the wiki; OAuth and certificates fail with a wrong clock"
    )
    grave = abs(skew) > WRONG_CLOCK
    return fault("clock", text, remedy) if grave else note("clock", text, remedy)


def _lag(facts: Facts, chosen: WikiSettings) -> Diagnosis:
    if facts.lag is None:
        return note("lag", "the wiki does not say how far its databases lag")
    text = f"lag {facts.lag:.1f} s, edits wait above {chosen.maxlag} s"
    if facts.lag > chosen.maxlag:
        return fault(
            "lag", text,
            "wait: a run would wait too, and say so; where it does not pass, ask those who run "
            "the wiki",
        )  # fmt: skip
    return ok("lag", text)


def _writable(facts: Facts) -> Diagnosis:
    if facts.read_only:
        return fault(
            "read-only", f"the wiki takes no edits now: {facts.read_only}",
            "come back later; a run that is under way waits",
        )  # fmt: skip
    return ok("read-only", "the wiki takes edits")


def _datatypes(facts: Facts, needed: frozenset[str]) -> Diagnosis:
    lacking = sorted(needed - facts.datatypes)
    if lacking:
        return fault(
            "datatypes", f"the wiki has no datatype {', '.join(lacking)}",
            "have the extensions that bring them installed; `pfgraph schema apply` cannot make "
            "every property without",
        )  # fmt: skip
    return ok("datatypes", f"the {len(needed)} that the ontology needs are there")
