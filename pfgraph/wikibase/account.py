"""An account on a wiki."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Account:
    """A user with a password; a bot password's user is written `Name@app`.

    The password never shows in a repr, a log or an error.
    """

    user: str
    password: str = field(repr=False, default="")

    @property
    def name(self) -> str:
        """The account's own name, without the app of a bot password."""
        return self.user.split("@", 1)[0]
