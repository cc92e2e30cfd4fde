"""What pywikibot raises, in words that say what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from pywikibot.exceptions import APIError, Error, NoUsernameError

from pfgraph.errors import EditError, WikiError
from pfgraph.wikibase.client.reasons import reason

_REFUSED_LOGIN = frozenset({"Failed", "WrongPass", "NotExists", "Aborted", "Throttled"})


@contextmanager
def in_words(url: str) -> Iterator[None]:
    """Turn what pywikibot raises into errors that say what to do."""
    try:
        yield
    except NoUsernameError as error:
        raise WikiError(refused_account(url, error)) from error
    except APIError as error:
        if error.code in _REFUSED_LOGIN:
            raise WikiError(refused_account(url, error.info)) from error
        words, code = reason(error.code, error.info, error.other.get("messages"))
        raise EditError(f"{words} ({code})", code) from error
    except (Error, OSError) as error:
        raise WikiError(
            f"{url} cannot be used: {error}; see that the address is right and the wiki is up"
        ) from error


def refused_account(url: str, reason: object) -> str:
    """The message for an account that is missing or not taken."""
    return (
        f"{url} does not take the account: {reason}; set PFGRAPH_USER (such as MyBot@tool) and "
        "PFGRAPH_PASSWORD to a bot password"
    )
