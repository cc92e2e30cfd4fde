"""Bytes of a raw table as text, whatever program wrote them."""

import re
from pathlib import Path

from pfgraph.findings import Finding, Location, Severity

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = b"\xef\xbb\xbf"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # of today, and of before 2007
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def decoded(path: Path) -> tuple[str, list[Finding]]:
    """The text of the file and what was odd about its bytes.

    UTF-8 is expected. A byte order mark is passed over, UTF-16 is read by its mark, and lines
    that are not UTF-8 are read as Windows-1252; each is said in a finding. A file that cannot
    be opened, or is no text, is empty with a finding.
    """
    try:
        data = path.read_bytes()
    except OSError as problem:
        why = f"the file cannot be opened ({problem.strerror}); nothing of it is brought over"
        return "", [_said(path, 0, why, Severity.VIOLATION)]
    if data.startswith(_WORKBOOKS):
        why = "this is a workbook, not CSV; save the sheet as CSV in UTF-8, under the same name"
        return "", [_said(path, 1, why, Severity.VIOLATION)]
    text, found = _text(path, data)
    damage = (
        (number, line) for number, line in enumerate(text.split("\n"), 1) if _CONTROLS.search(line)
    )
    found += [_damaged(path, number, line) for number, line in damage]
    return text, found


def _damaged(path: Path, number: int, line: str) -> Finding:
    message = "the line holds control characters, a sign of damage; they are read as spaces"
    return _said(path, number, message, Severity.VIOLATION, _CONTROLS.sub("\ufffd", line)[:60])


def _text(path: Path, data: bytes) -> tuple[str, list[Finding]]:
    if data.startswith(_UTF16):
        text = data.decode("utf-16", errors="replace")
        return text, [_said(path, 1, "the file is UTF-16; save it as UTF-8", Severity.WARNING)]
    found: list[Finding] = []
    if data.startswith(_UTF8_MARK):
        data = data.removeprefix(_UTF8_MARK)
        advice = "the file begins with a byte order mark; it is passed over, save without it"
        found.append(_said(path, 1, advice, Severity.INFO))
    try:
        return data.decode("utf-8"), found
    except UnicodeDecodeError:
        return _line_by_line(path, data, found)


def _line_by_line(path: Path, data: bytes, found: list[Finding]) -> tuple[str, list[Finding]]:
    lines: list[str] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            text = line.decode("cp1252", errors="replace")
            lines.append(text)
            message = "the line is not UTF-8; it is read as Windows-1252, save the file as UTF-8"
            found.append(_said(path, number, message, Severity.VIOLATION, text.strip()[:60]))
    return "\n".join(lines), found


def _said(path: Path, line: int, message: str, severity: Severity, value: str = "") -> Finding:
    return Finding(severity, message, Location(str(path), line), value)
