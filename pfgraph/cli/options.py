"""Options and manners that several commands share."""

import datetime
import json
import os
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.markup import escape

from pfgraph.dates import PartialDate
from pfgraph.settings import Settings, WikiSettings, read_settings
from pfgraph.wikibase.account import Account
from pfgraph.wikibase.patience import FIRST, TRIES, Patience

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class DateType(click.ParamType[datetime.date]):
    """A full date, as 2026-11-22."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.date:
        if isinstance(value, datetime.date):
            return value
        try:
            PartialDate(str(value))
            return datetime.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no date; write it as 2026-11-22", param, ctx)


def as_of_option(function: Decorated) -> Decorated:
    """`--as-of DATE`, today where it is not given."""
    return click.option(
        "--as-of",
        type=DateType(),
        default=datetime.date.today,
        help="The date for which things are said; today unless given.",
    )(function)


def wiki_option(function: Decorated) -> Decorated:
    """`--wiki NAME|URL`."""
    return click.option(
        "--wiki",
        metavar="NAME|URL",
        help="A wiki's address, or its section in pfgraph.toml; else PFGRAPH_WIKI.",
    )(function)


def json_option(function: Decorated) -> Decorated:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for a machine.")(
        function
    )


def say() -> Console:
    """The console for everything that is not a result: on stderr, quiet in a pipe."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def show() -> Console:
    """The console for results, on stdout."""
    return Console(highlight=False, soft_wrap=True)


def print_json(data: Any) -> None:
    """A result for a machine, on stdout."""
    json.dump(data, sys.stdout, indent=2, ensure_ascii=False, sort_keys=False)
    sys.stdout.write("\n")


def settings() -> Settings:
    """The settings of the current folder."""
    return read_settings()


def open_wiki(named: str | None) -> Any:
    """A repository for the wiki that is meant, logged in; what was slowed down is said."""
    from pfgraph.wikibase.client import HAS_USER_CONFIG, connect

    chosen = settings().wiki(named)
    for told in chosen.told:
        say().print(f"[yellow]slower[/] {escape(told)}")
    interval, lag = throttle(chosen, HAS_USER_CONFIG)
    return connect(chosen.url, account_of(chosen), interval, patience_of(chosen), lag)


def account_of(chosen: WikiSettings) -> Account:
    """The account of the environment or of the wiki's section; without a name where neither has."""
    return Account(chosen.user, os.environ.get("PFGRAPH_PASSWORD", ""))


def throttle(chosen: WikiSettings, user_config: bool) -> tuple[float | None, int | None]:
    """Seconds between edits and the most lag; None where pywikibot's own file is to say.

    It does where there is one (`user_config`) and the wiki's section says nothing.
    """
    silent = {"edit_interval", "maxlag"} - chosen.chosen if user_config else frozenset()
    return (
        None if "edit_interval" in silent else chosen.edit_interval,
        None if "maxlag" in silent else chosen.maxlag,
    )


def patience_of(chosen: WikiSettings, tries: int = TRIES, first: float = FIRST) -> Patience:
    """Waiting, said in words on stderr."""
    console = say()

    def told(reason: str, seconds: float) -> None:
        console.print(f"waiting for the wiki: {escape(reason)}, {seconds:.0f} s")

    return Patience(first, chosen.patience, tries, told=told)
