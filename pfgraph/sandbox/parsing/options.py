"""The options of a request to parse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pfgraph.sandbox.locales.locale import Locale, locale


@dataclass(frozen=True, slots=True)
class Options:
    """What was sent as `options`, with the language of the request as the default for `lang`."""

    sent: Mapping[str, Any] = field(default_factory=dict)
    language: str = "en"

    @property
    def locale(self) -> Locale:
        code = self.sent.get("lang", self.language)
        return locale(code if isinstance(code, str) and code else "en")

    def get(self, name: str) -> Any:
        """An option's value, None where it was not sent."""
        return self.sent.get(name)
