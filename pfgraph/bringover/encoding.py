"""Bytes of a raw table as text, whatever program wrote them."""

from pathlib import Path

from pfgraph.findings import Finding, Location, Severity

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = b"\xef\xbb\xbf"


def decoded(path: Path) -> tuple[str, list[Finding]]:
    """The text of the file and what was odd about its bytes.

    UTF-8 is expected. A byte order mark is passed over, UTF-16 is read by its mark, and lines
    that are not UTF-8 are read as Windows-1252; each is said in a finding.
    """
    data = path.read_bytes()
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
