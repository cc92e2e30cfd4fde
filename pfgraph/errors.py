"""Errors that pfgraph raises.

PfgraphError
├── RecordError       a file of records cannot be read at all
├── DeclarationError  the ontology's own files contradict each other
├── WikiError         a Wikibase cannot be reached or used
│   ├── SchemaError   the wiki does not hold the ontology yet
│   ├── EditError     the Wikibase refused an edit; carries the API's code
│   ├── NotReady      the Wikibase did nothing and asks to wait
│   └── NoAnswer      an edit was sent and nobody knows whether it was saved
├── RunError          a run cannot be found, taken up or started
├── PlanError         a plan file cannot be read or no longer fits the wiki
├── CopyError         the local copy of a wiki cannot be used
├── DumpError         a dump cannot be read
├── QueryError        a question is unknown, malformed, or failed at an endpoint
└── SettingsError     a setting is missing or makes no sense

A message says what is wrong, where, which value, and what to do next.
"""


class PfgraphError(Exception):
    """Something went wrong that the person at the keyboard can do something about."""


class RecordError(PfgraphError):
    """A file of records cannot be read at all."""


class DeclarationError(PfgraphError):
    """The ontology's own files contradict each other."""


class WikiError(PfgraphError):
    """A Wikibase cannot be reached or used."""


class SchemaError(WikiError):
    """The wiki does not hold the ontology yet, or holds it in another form."""


class EditError(WikiError):
    """The Wikibase refused an edit; `code` is the API's own code for the reason."""

    def __init__(self, message: str, code: str = "") -> None:
        super().__init__(message)
        self.code = code


class NotReady(WikiError):
    """The Wikibase did nothing and asks to wait; `code` is the API's, or the HTTP status.

    `seconds` is how long it asks to wait; 0 where it does not say.
    """

    def __init__(self, message: str, code: str = "", seconds: float = 0.0) -> None:
        super().__init__(message)
        self.code, self.seconds = code, seconds


class NoAnswer(WikiError):
    """An edit was sent and no answer came back: it may have been saved or not.

    `code` is the API's where the wiki did answer, and still does not know.
    """

    def __init__(self, message: str, code: str = "") -> None:
        super().__init__(message)
        self.code = code


class RunError(PfgraphError):
    """A run cannot be found, taken up or started."""


class PlanError(PfgraphError):
    """A plan file cannot be read or no longer fits the wiki."""


class QueryError(PfgraphError):
    """A question is unknown, malformed, or failed at an endpoint."""


class SettingsError(PfgraphError):
    """A setting is missing or makes no sense."""


class CopyError(PfgraphError):
    """The local copy of a wiki cannot be opened, read or written."""


class DumpError(PfgraphError):
    """A dump cannot be opened, or is of no form that can be read."""
