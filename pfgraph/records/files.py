"""The files that hold records, and their text."""

import codecs
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pfgraph.errors import RecordError
from pfgraph.findings import Finding, Location, Severity

TABLES = frozenset({".csv"})
YAML = frozenset({".yaml", ".yml"})
_ALL = TABLES | YAML | {".json", ".jsonld", ".ttl", ".nt"}
_SHEETS = frozenset({".xlsx", ".xls", ".ods", ".numbers"})
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"  # of before 2007
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a file, and what was wrong with its encoding.

    Octets that are not UTF-8 are kept as surrogates (PEP 383), so that each cell with one can
    be named and the others can be read.
    """

    path: str
    suffix: str
    stem: str
    text: str
    findings: tuple[Finding, ...]


def record_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files that `paths` name, each once; folders stand for the record files right in them.

    Raises RecordError, naming all of them, when paths lead to nothing that can be read.
    """
    found: dict[Path, Path] = {}
    wrong: list[str] = []
    for path in paths:
        files = in_folder(path) if path.is_dir() else [path]
        if complaint := _complaint(path, files):
            wrong.append(complaint)
        for file in files:
            found.setdefault(file.resolve(), file)
    if wrong:
        raise RecordError("\n".join(wrong))
    return tuple(found.values())


def in_folder(folder: Path) -> list[Path]:
    """The record files right in a folder, by name."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in _ALL and path.is_file() and not path.name.startswith(".")
    )


def _complaint(path: Path, files: list[Path]) -> str:
    if path.is_dir():
        return "" if files else f"{path}: no record files in this folder, such as actors.csv"
    if not path.is_file():
        return f"{path}: there is no such file or folder"
    if path.suffix.lower() in _SHEETS:
        return f"{path}: save the sheet as CSV in UTF-8, named after its table, such as actors.csv"
    if path.suffix.lower() not in _ALL:
        return f"{path}: records are read from {', '.join(sorted(_ALL))} files"
    return ""


def passed_over(paths: Sequence[Path]) -> Iterator[Finding]:
    """What stands in the folders among `paths` as if it were records, and is not read."""
    for folder in (path for path in paths if path.is_dir()):
        for path in sorted(folder.iterdir()):
            suffix = path.suffix.lower()
            if suffix in _SHEETS and not path.name.startswith(("~", ".")):
                said = "is a workbook, which is not read; save its sheets as CSV in UTF-8"
                yield _said(path, Severity.WARNING, said)
            elif suffix in TABLES and not path.is_file() and not path.name.startswith("."):
                yield _said(path, Severity.VIOLATION, "cannot be opened: it is no file")


def no_text(text: Text) -> str:
    """What a file is that holds no text at all, in words; empty where it does."""
    beginning = text.text[:1000]
    if beginning.startswith("PK\x03\x04") or beginning.encode(
        "utf-8", "surrogateescape"
    ).startswith(_OLD_WORKBOOK):
        return "this is a workbook, not text; save the sheet as CSV in UTF-8"
    if beginning.count("\0") > len(beginning) // 4:
        return "this is no text in UTF-8; save it as UTF-8"
    return ""


def read_text(path: Path) -> Text:
    """The text of a file. Raises RecordError when the file cannot be opened."""
    try:
        octets = path.read_bytes()
    except OSError as error:
        raise RecordError(f"{path}: cannot be opened: {error.strerror}") from error
    findings: list[Finding] = []
    if octets.startswith(_WIDE):
        findings.append(_said(path, Severity.WARNING, "is in UTF-16; save it as UTF-8"))
        text = octets.decode("utf-16", "replace")
    else:
        if octets.startswith(codecs.BOM_UTF8):
            said = "begins with a byte order mark, which is passed over; save it as UTF-8 without"
            findings.append(_said(path, Severity.INFO, said))
        text = octets.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape")
    return Text(str(path), path.suffix.lower(), path.stem, text, tuple(findings))


def damaged(text: Text) -> Iterable[Finding]:
    """Each line that is not UTF-8, for files that are not read cell by cell."""
    if text.text.isascii():
        return
    for number, line in enumerate(text.text.split("\n"), 1):
        if any(0xDC80 <= ord(character) <= 0xDCFF for character in line):
            guess = line.strip().encode("utf-8", "surrogateescape").decode("cp1252", "replace")
            yield Finding(
                Severity.VIOLATION,
                f'the line is not in UTF-8 (perhaps "{guess[:80]}" is meant); '
                "save the file again as UTF-8",
                Location(text.path, number),
            )


def readable(text: str) -> str:
    """The text with U+FFFD in place of each octet that is not UTF-8."""
    return (
        text
        if text.isascii()
        else text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    )


def _said(path: Path, severity: Severity, message: str) -> Finding:
    return Finding(severity, f"the file {message}", Location(str(path), 1))
