"""The files of a dump: compressed or not, one or a folder of them."""

import bz2
import gzip
import lzma
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, Any

from pfgraph.errors import DumpError

_JSON, _RDF = ("json", "ndjson", "jsonl"), ("ttl", "nt")
_COMPRESSED = ("gz", "bz2", "xz", "zst")
_ZSTANDARD = b"\x28\xb5\x2f\xfd"
_OPENERS: dict[bytes, Callable[[Path], Any]] = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ": lzma.open,
}


def dump_files(path: Path) -> list[Path]:
    """The files of a dump, all of one form. Raises DumpError where there is none, or a mixture."""
    if not path.is_dir():
        form_of(path)
        return [path]
    found = sorted(each for each in path.iterdir() if each.is_file() and _ending(each))
    forms = {form_of(each) for each in found}
    if len(forms) != 1:
        said = "holds files of several forms" if forms else "holds no file of a dump"
        raise DumpError(f"{path}: {said}; keep .json, or .ttl, or .nt files there")
    return found


def form_of(path: Path) -> str:
    """`json`, `ttl` or `nt`, by the name. Raises DumpError where it says none of these."""
    ending = _ending(path)
    if ending in _JSON:
        return "json"
    if ending in _RDF:
        return ending
    raise DumpError(
        f"{path}: the name does not say what this is; a dump ends in .json, .ttl or .nt, and in "
        ".gz, .bz2 or .xz behind that where it is compressed"
    )


def opened(path: Path) -> AbstractContextManager[IO[bytes]]:
    """The file, uncompressed as it is read; what it is packed with is told by its first octets.

    Raises DumpError where it cannot be opened.
    """
    try:
        with path.open("rb") as file:
            first = file.read(6)
        if first.startswith(_ZSTANDARD):
            raise DumpError(f"{path}: Zstandard is not read; unpack it with `unzstd {path}`")
        for mark, opener in _OPENERS.items():
            if first.startswith(mark):
                found: IO[bytes] = opener(path)
                return found
        return path.open("rb")
    except OSError as error:
        raise DumpError(f"{path}: cannot be opened: {error.strerror or error}") from error


def _ending(path: Path) -> str:
    """What a name says of the form, without how it is packed; empty where it says nothing."""
    parts = path.name.lower().split(".")[1:]
    if parts and parts[-1] in _COMPRESSED:
        parts.pop()
    return parts[-1] if parts and parts[-1] in (*_JSON, *_RDF) else ""
