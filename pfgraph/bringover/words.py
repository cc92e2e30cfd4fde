"""What the free words of raw tables mean: words.toml read into plain values."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pfgraph.dates import PartialDate
from pfgraph.namespaces import PFV
from pfgraph.ontology.terms import Ontology, ontology

_DATE = r"\d{4}(?:-\d{2}){0,2}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a word was read as: the English name of its concept and the date beside it, or ""."""

    concept: str = ""
    code: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """What the words of a period say; a single date is left open (`one`)."""

    start: str = ""
    end: str = ""
    due: str = ""
    one: str = ""

    @property
    def told(self) -> bool:
        """Whether any date was read."""
        return bool(self.start or self.end or self.due or self.one)


@dataclass(frozen=True)
class Words:
    """The words of words.toml; lookups are blind to case and to runs of spaces."""

    source: dict[str, Any]
    terms: Ontology

    def read(self, column: str, text: str) -> Reading:
        """What `text` means in a raw column (`roles.role`); an empty reading where unknown."""
        plain = self._named(column, text)
        if plain:
            return Reading(*plain)
        for form in self.source["statuses"]["forms"]:
            match = re.fullmatch(form.replace("DATE", _DATE), text, re.IGNORECASE)
            if match and (named := self._named(column, match["word"])):
                return Reading(*named, _valid(match.groupdict().get("date")))
        return Reading()

    def _named(self, column: str, text: str) -> tuple[str, str] | None:
        entry = self.source["columns"].get(column, {})
        scheme = PFV[entry.get("scheme", "none")]
        word = " ".join(text.casefold().split())
        code = entry.get("words", {}).get(word) or _by_form(entry.get("forms", []), word)
        found = self.terms.concept(scheme, code or word)
        if found is None:
            return None
        return self.terms.label(found), str(found).removeprefix(f"{scheme}-")

    def period(self, text: str) -> Period:
        """The dates that the words of a period name; an empty period where they name none."""
        for form in self.source["periods"]["forms"]:
            match = re.fullmatch(form.replace("DATE", _DATE), text.strip(), re.IGNORECASE)
            if match:
                dates = {name: _valid(date) for name, date in match.groupdict().items() if date}
                return Period(**dates) if all(dates.values()) else Period()
        return Period()

    def end_of_belonging(self, note: str) -> str:
        """The date until which a note says that an actor belonged; "" where it says none."""
        for form in self.source["belonging"]["ended"]:
            match = re.search(form.replace("DATE", _DATE), note, re.IGNORECASE)
            if match:
                return _valid(match["end"])
        return ""

    def choice(self, group: str, key: str, default: str = "") -> str:
        """The value that words.toml gives for a key of one of its plain groups."""
        return str(self.source[group].get(key.casefold(), default))

    def listed(self, group: str, key: str) -> tuple[str, ...]:
        """The list that words.toml gives for a key of a group."""
        return tuple(self.source[group].get(key, ()))

    def decided(self, table: str, row_id: str, column: str) -> str:
        """What was decided for one row that its words alone do not tell; else ""."""
        return str(self.source["rows"].get(table, {}).get(row_id, {}).get(column, ""))


def _by_form(forms: list[list[str]], word: str) -> str:
    return next((code for form, code in forms if re.search(form, word)), "")


def _valid(date: str | None) -> str:
    """The date if it is one; "" otherwise."""
    try:
        return PartialDate(date).text if date else ""
    except ValueError:
        return ""


@cache
def words() -> Words:
    """The words that came with pfgraph; read once."""
    text = Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
    return Words(tomllib.loads(text), ontology())
