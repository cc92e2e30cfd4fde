"""How a value is to be written, and what a formatter must know of the wiki."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pfgraph.sandbox.locales.locale import Locale, locale

Form = Literal["plain", "wiki", "html", "verbose"]
FORMS: Mapping[str, Form] = {
    "text/plain": "plain",
    "text/x-wiki": "wiki",
    "text/html": "html",
    "text/html; disposition=verbose": "verbose",
    "text/html; disposition=verbose-preview": "verbose",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader is shown of an entity: its label with the label's language, if there are."""

    exists: bool
    label: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """`show` gives the label of an entity for a reader; `concepts` begins every entity's IRI."""

    form: Form
    show: Callable[[str, str], Shown]
    concepts: str
    options: Mapping[str, Any] = field(default_factory=dict)
    language: str = "en"

    @property
    def reader(self) -> str:
        """The language code of the reader."""
        code = self.options.get("lang", self.language)
        return code if isinstance(code, str) and code else "en"

    @property
    def locale(self) -> Locale:
        return locale(self.reader)

    @property
    def is_html(self) -> bool:
        return self.form in ("html", "verbose")
