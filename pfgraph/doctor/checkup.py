"""All that the doctor looks at, in the order in which one thing needs the other."""

import os
from collections.abc import Iterator
from typing import Any

from pfgraph.doctor.account import about_account
from pfgraph.doctor.diagnosis import Diagnosis, fault
from pfgraph.doctor.endpoint import about_endpoint
from pfgraph.doctor.home import about_journal, about_throttle, about_versions
from pfgraph.doctor.pages import about_schema
from pfgraph.doctor.site import about_site
from pfgraph.errors import NotReady, WikiError
from pfgraph.ontology import declaration
from pfgraph.settings import WikiSettings
from pfgraph.wikibase.account import Account
from pfgraph.wikibase.client import HAS_USER_CONFIG, PywikibotRepository, connect, knock, visit
from pfgraph.wikibase.patience import Patience


def check_up(
    chosen: WikiSettings,
    account: Account,
    throttle: tuple[float | None, int | None],
    patience: Patience,
) -> Iterator[Diagnosis]:
    """Look at everything; nothing is written. `throttle` is as `connect` takes it.

    Raises WikiError where no Wikibase answers at the address.
    """
    knock(chosen.url)
    repository, refused = _log_in(chosen, account, throttle, patience)
    facts = repository.facts()
    needed = {str(each.datatype) for each in declaration().properties.values()}
    yield from about_site(facts, chosen, needed)
    if refused is None:
        yield from about_account(facts, chosen, _found(account, repository))
    else:
        yield refused
    yield about_schema(repository, facts)
    yield about_endpoint(facts, chosen)
    yield about_throttle(chosen, repository.throttle, HAS_USER_CONFIG)
    yield about_journal(chosen.url)
    yield about_versions()


def _log_in(
    chosen: WikiSettings, account: Account, throttle: tuple[Any, Any], patience: Patience
) -> tuple[PywikibotRepository, Diagnosis | None]:
    interval, lag = throttle
    try:
        return connect(chosen.url, account, interval, patience, lag), None
    except NotReady as error:
        tried = fault("login", f"it could not be tried: {error}", "look again later")
        return visit(chosen.url, patience), tried
    except WikiError as error:
        text, _, remedy = str(error).partition("; ")
        remedy = remedy or "see that the account and its password are right"
        return visit(chosen.url, patience), fault("login", text, remedy)


def _found(account: Account, repository: PywikibotRepository) -> str:
    if not account.user:
        where = "named in pywikibot's user-config.py"
    elif os.environ.get("PFGRAPH_USER"):
        where = "named in PFGRAPH_USER"
    else:
        where = "named in pfgraph.toml"
    if repository.uses_oauth:
        return f"{where}, with OAuth (pywikibot's authenticate)"
    kind = "bot password" if "@" in account.user else "password"
    own = account.user and account.password
    return f"{where}, with {f'the {kind} in PFGRAPH_PASSWORD' if own else 'its password file'}"
