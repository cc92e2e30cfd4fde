"""One run of bringing tables over: what is read, known, made and found on the way."""

import re
from collections import Counter
from collections.abc import Iterator

from pfgraph.bringover.dates import is_in_words, is_open, written_date
from pfgraph.bringover.draft import Draft, Drafts, run_on
from pfgraph.bringover.names import Names
from pfgraph.bringover.raw import RawRow, RawTable
from pfgraph.bringover.words import Reading, Words
from pfgraph.dates import PartialDate
from pfgraph.findings import Finding, Severity
from pfgraph.ontology.tables import Kind, tables
from pfgraph.records.addresses import normal_address
from pfgraph.records.cells import limit_of

_BETWEEN_URLS = re.compile(r"[;,\s]+(?=https?://)")


class Crossing:
    """The state of one run. Everything that is left out or in doubt goes through `say`."""

    def __init__(self, raw: dict[str, RawTable], words: Words) -> None:
        self.raw = raw
        self.words = words
        self.names = Names()
        self.drafts = Drafts()
        self.findings = [finding for table in raw.values() for finding in table.findings]
        self.uses: Counter[tuple[str, str, str]] = Counter()
        self.dangling: Counter[tuple[str, str]] = Counter()
        self.made: set[str] = set()  # names of networks and movements that had no row
        self.gave: dict[str, Counter[str]] = {}
        self.left_out: Counter[str] = Counter()

    def rows(self, name: str) -> Iterator[RawRow]:
        """The readable rows of a raw table, in its order."""
        yield from self.raw[name].rows if name in self.raw else ()

    def say(
        self,
        row: RawRow,
        column: str,
        message: str,
        value: str = "",
        severity: Severity = Severity.VIOLATION,
    ) -> None:
        """Puts a finding at a cell; its value is the cell's unless another is given."""
        self.findings.append(Finding(severity, message, row.at(column), value or row[column]))

    def leave_out(self, row: RawRow, column: str, message: str, value: str = "") -> None:
        """Says why a row is not brought over, and counts it."""
        self.left_out[row.table] += 1
        self.say(row, column, f"{message}; the row is not brought over", value)

    def draft(self, row: RawRow, table: str, row_id: str, stem: str = "") -> Draft:
        """A new row of a record table with the sources of the raw row; `keep` takes it in."""
        made = Draft(table, row_id, stem or row_id)
        made.put("source", *self.urls(row, "source_url", made))
        return made

    def keep(self, row: RawRow, draft: Draft) -> Draft:
        """Takes the row in, with whatever the raw row says in columns nobody knows."""
        for column, value in row.strange.items():
            draft.put("note", f"{column}: {value}")
        self._say_lengths(row, draft)
        kept, new = self.drafts.add(draft)
        if new:
            self.gave.setdefault(row.table, Counter())[draft.table] += 1
        else:
            message = "the row says again what an earlier row says; its source is added there"
            self.say(row, "", message, kept.id, Severity.WARNING)
        return kept

    def _say_lengths(self, row: RawRow, draft: Draft) -> None:
        columns = tables()[draft.table].columns
        for name, values in draft.cells.items():
            for text in values if columns[name].many else [run_on(values)]:
                limit = limit_of(columns[name])
                if len(normal_address(text) if columns[name].kind is Kind.URL else text) > limit:
                    message = f"a Wikibase takes {limit} characters here; shorten it in {name}"
                    self.say(row, _holding(row, values), message, text)

    def joined(self, row: RawRow, table: str) -> None:
        """Counts a raw row that added to a record row which another raw row gave."""
        self.gave.setdefault(row.table, Counter())[f"{table} (joined)"] += 1

    def word(self, row: RawRow, column: str, text: str = "", key: str = "") -> Reading:
        """What a free word means; words without a concept are counted and said once."""
        text = text or row[column]
        if not text:
            return Reading()
        key = key or f"{row.table}.{column}"
        reading = self.words.read(key, text)
        self.uses[key, text, reading.concept] += 1
        if not reading.concept and self.uses[key, text, ""] == 1:
            message = "no concept says this; it is kept as text, an editor may choose one"
            self.say(row, column, message, text, Severity.WARNING)
        return reading

    def text(self, row: RawRow, column: str, draft: Draft, target: str, *words: str) -> None:
        """Fills `target` with words that the record form keeps as text, and counts them."""
        draft.put(target, *words)
        for word in words:
            self.uses[f"{row.table}.{column}", word, ""] += 1

    def stated(self, row: RawRow, column: str, draft: Draft, target: str, key: str = "") -> Reading:
        """Fills `target` with the concept of a word and `target_as_stated` with the word itself
        where it differs."""
        reading = self.word(row, column, key=key)
        draft.put(target, reading.concept)
        if row[column].casefold().replace("-", " ") != reading.concept.casefold():
            draft.put(f"{target}_as_stated", row[column])
        return reading

    def date(self, row: RawRow, column: str, draft: Draft, target: str) -> None:
        """Fills `target` with a date; one that is none is said and kept as a note."""
        text = row[column]
        if not text:
            return
        try:
            draft.put(target, PartialDate(text).text)
        except ValueError as problem:
            if read := written_date(text):
                self.say(row, column, f"read as {read}", severity=Severity.INFO)
                draft.put(target, read)
            else:
                self._no_date(row, column, draft, str(problem))

    def _no_date(self, row: RawRow, column: str, draft: Draft, problem: str) -> None:
        kept = f"{column}: {row[column]}"
        stated = column in ("start", "end") and "period_as_stated" in tables()[draft.table].columns
        if stated and is_in_words(row[column]):
            message = "these words name no one date; they are kept as text"
            self.say(row, column, message, severity=Severity.WARNING)
            draft.put("period_as_stated", kept)
        else:
            self.say(row, column, f"{problem}; kept as a note until it is put right")
            draft.put("note", kept)

    def dates(self, row: RawRow, draft: Draft) -> None:
        """Start and end of the row, or the span that one of the two cells holds; an end before
        its start is said and kept as a note."""
        span = self.words.period(row["start"])
        if span.start and span.end and not row["end"]:
            read = f"read as from {span.start} to {span.end}"
            self.say(row, "start", read, severity=Severity.INFO)
            draft.put("start", span.start)
            draft.put("end", span.end)
        else:
            self.date(row, "start", draft, "start")
            self._end(row, draft)
        self._in_order(row, draft)

    def _end(self, row: RawRow, draft: Draft) -> None:
        if is_open(row["end"]):
            self.say(row, "end", "read as no end yet", severity=Severity.INFO)
        else:
            self.date(row, "end", draft, "end")

    def _in_order(self, row: RawRow, draft: Draft) -> None:
        start, end = (draft.cells.get(name, [""])[0] for name in ("start", "end"))
        if start and end and PartialDate(end).before(PartialDate(start)):
            message = "the end lies before the start; both are kept as a note until put right"
            self.say(row, "end", message, f"{start}/{end}")
            draft.put("note", f"start: {start}, end: {end}")
            del draft.cells["start"], draft.cells["end"]

    def urls(self, row: RawRow, column: str, draft: Draft) -> list[str]:
        """The addresses of a cell; what is none is said and kept as a note."""
        good: list[str] = []
        for part in _BETWEEN_URLS.split(row[column]) if row[column] else ():
            address = part.rstrip(";")
            try:
                if " " in address:
                    raise ValueError("it holds a space; write %20 for it, or one address a cell")
                normal_address(address)
            except ValueError as problem:
                self.say(row, column, f"no web address: {problem}; kept as a note", part)
                draft.put("note", f"{column}: {part}")
            else:
                good.append(address)
        return good

    def parts(self, row: RawRow, column: str) -> list[str]:
        """The parts of a list, each once."""
        return list(dict.fromkeys(filter(None, map(str.strip, row[column].split(";")))))

    def refer(self, row: RawRow, column: str, draft: Draft, target: str) -> list[str]:
        """Fills `target` with the rows that a list names; who has no row is said and stays by
        name in also_named. Returns the names that have a row."""
        known: list[str] = []
        for name in self.parts(row, column):
            cell = self.names.cell(draft.table, target, name)
            if cell:
                known.append(name)
                draft.put(target, cell)
            else:
                self.unknown(row, column, name, draft)
        return known

    def unknown(self, row: RawRow, column: str, name: str, draft: Draft | None = None) -> None:
        """Says that no row has the name; with a row in the making, keeps it there."""
        self.dangling[f"{row.table}.{column}", name] += 1
        kept = "it is kept by name" if draft else "the row is not brought over"
        message = f"no row has this id or name; {kept}, write a row for it or correct the name"
        self.say(row, column, message, name, Severity.WARNING if draft else Severity.VIOLATION)
        if draft is not None:
            holder = "also_named" if draft.table != "barriers" else "note"
            draft.put(holder, name)

    def collaboration(self, row: RawRow) -> str:
        """The id of the collaboration that the row belongs to; "" (said) where there is none."""
        found = self.names.find("collaborations", row["partnership_id"])
        if not found:
            self.dangling[f"{row.table}.partnership_id", row["partnership_id"]] += 1
            self.leave_out(row, "partnership_id", "no row of partnerships.csv has this id")
        return found


def _holding(row: RawRow, values: list[str]) -> str:
    """The raw column that the longest of the values comes from."""
    longest = max(values, key=len)
    return next((name for name, cell in row.cells.items() if cell and cell in longest), "")


def shortened(text: str, most: int = 250) -> str:
    """The text, cut at a word with an ellipsis where it is longer than `most` characters."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
