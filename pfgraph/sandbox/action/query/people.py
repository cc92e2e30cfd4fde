"""`list=users` and `list=allusers`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pfgraph.sandbox.accounts import ACCOUNTS, Account
from pfgraph.sandbox.action.calls import Answer
from pfgraph.sandbox.action.query.parts import Listing, Part
from pfgraph.sandbox.action.query.records import FOUNDED
from pfgraph.sandbox.action.usernames import is_address, read_user

IMPLICIT = ("*", "user", "autoconfirmed")
_FOUNDER = Account(2, "MediaWiki default", ("*", "user", "autoconfirmed"), ())


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody asked for by a name or a number; `account` None where there is nobody."""

    asked: str
    account: Account | None


def everybody() -> list[Account]:
    """All accounts, by name."""
    return sorted((*ACCOUNTS.values(), _FOUNDER), key=lambda account: account.name)


def edit_count(part: Part, name: str) -> int:
    """How many revisions somebody has made."""
    rows = part.storage.rows(
        "SELECT (SELECT count(*) FROM revision WHERE user = ?1) + "
        "(SELECT count(*) FROM text_revision WHERE user = ?1)",
        name,
    )
    return int(rows[0][0])


def _users(part: Part) -> list[Person]:
    by_name = {account.name: account for account in everybody()}
    by_number = {account.number: account for account in everybody()}
    found = [
        Person(name, by_name.get(read_user(name) or "")) for name in part.values["users"] or ()
    ]
    numbers = part.values["userids"] or ()
    return found + [Person(str(number), by_number.get(number)) for number in numbers]


def _user(part: Part, person: Person) -> Answer:
    account, call = person.account, part.call
    if account is None:
        if person.asked.isdecimal() and part.values["userids"]:
            return {"userid": int(person.asked)} | call.flagged(True, "missing")
        name = read_user(person.asked)
        state = "invalid" if name is None or is_address(person.asked) else "missing"
        return {"name": name or person.asked} | call.flagged(True, state)
    return {"userid": account.number, "name": account.name} | facts_of(part, account)


def facts_of(part: Part, account: Account) -> Answer:
    """What is asked of an account."""
    wanted = part.values["prop"] or ()
    known: dict[str, Callable[[], Any]] = {
        "editcount": lambda: edit_count(part, account.name),
        "registration": lambda: FOUNDED,
        "groups": lambda: list(account.groups),
        "groupmemberships": lambda: memberships(account),
        "implicitgroups": lambda: [each for each in IMPLICIT if each in account.groups],
        "rights": lambda: list(account.rights),
        "gender": lambda: "unknown",
        "centralids": lambda: {"local": account.number},
    }
    facts: Answer = {name: tell() for name, tell in known.items() if name in wanted}
    if "centralids" in wanted:
        facts["attachedlocal"] = {"local": True if part.call.version == "2" else ""}
    if "emailable" in wanted:
        facts |= part.call.flagged(False, "emailable")
    return facts


def memberships(account: Account) -> list[Answer]:
    """The groups somebody was put into."""
    held = [each for each in account.groups if each not in IMPLICIT]
    return [{"group": each, "expiry": "infinity"} for each in held]


def _all_users(part: Part) -> list[Account]:
    values = part.values
    found = [each for each in everybody() if _wanted(part, each)]
    if values["dir"] == "descending":
        found.reverse()
    if len(found) > values["limit"]:
        part.go_on(found[values["limit"]].name, "from")
    return found[: values["limit"]]


def _wanted(part: Part, account: Account) -> bool:
    values, groups = part.values, set(account.groups)
    low, high = values["from"], values["to"]
    if values["dir"] == "descending":
        low, high = high, low
    return (
        (not low or account.name >= _large(low))
        and (not high or account.name <= _large(high))
        and account.name.startswith(_large(values["prefix"] or ""))
        and (not values["group"] or bool(groups & set(values["group"])))
        and not (groups & set(values["excludegroup"] or ()))
        and (not values["rights"] or bool(set(account.rights) & set(values["rights"])))
        and (not values["witheditsonly"] or edit_count(part, account.name) > 0)
    )


def _large(text: str) -> str:
    return text[:1].upper() + text[1:]


def _listed(part: Part, account: Account) -> Answer:
    return {"userid": account.number, "name": account.name} | facts_of(part, account)


USERS = Listing(_users, _user)
ALL_USERS = Listing(_all_users, _listed)
