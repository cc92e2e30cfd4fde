"""`list=allpages`, `list=prefixsearch`, `list=random`: pages by their titles."""

from __future__ import annotations

from typing import Any

from pfgraph.sandbox.action.query.parts import Listing, Part, page_facts
from pfgraph.sandbox.action.query.records import Record, newest
from pfgraph.sandbox.model.pagetitles import BadTitle, Title, read_title
from pfgraph.sandbox.store.storage import Storage

_REDIRECTS = {
    "all": "",
    "redirects": " AND target IS NOT NULL",
    "nonredirects": " AND target IS NULL",
}


def name_in(namespace: int, text: str) -> str:
    """A name as titles of the namespace have it: blanks as blanks, the first letter large."""
    name = text.replace("_", " ").strip()
    return name[:1].upper() + name[1:] if namespace >= 0 else name


def _all_pages(part: Part) -> list[Record]:
    values = part.values
    descending = values["dir"] == "descending"
    condition, bound = _bounds(part, descending)
    limit = values["limit"]
    order = "name DESC" if descending else "name"
    rows = newest(part.storage, condition, bound, limit + 1, order)
    return part.page_of(rows, limit, lambda row: row.title.name.replace(" ", "_"))


def _bounds(part: Part, descending: bool) -> tuple[str, list[Any]]:
    values, namespace = part.values, part.values["namespace"]
    condition = "namespace = ?" + _REDIRECTS[values["filterredir"]]
    bound: list[Any] = [namespace]
    after, before = ("<=", ">=") if descending else (">=", "<=")
    for name, sign in (("continue", after), ("from", after), ("to", before)):
        if values[name]:
            condition += f" AND name {sign} ?"
            bound.append(name_in(namespace, values[name]))
    if values["prefix"]:
        prefix = name_in(namespace, values["prefix"])
        condition += " AND name >= ? AND name < ?"
        bound += [prefix, prefix + "\U0010ffff"]
    for name, sign in (("minsize", ">="), ("maxsize", "<=")):
        if values[name] is not None:
            condition += f" AND size {sign} ?"
            bound.append(values[name])
    if values["prtype"] or values["filterlanglinks"] == "withlanglinks":
        condition += " AND 0"
    return condition, bound


def pages_beginning(storage: Storage, text: str, spaces: list[int], limit: int) -> list[Record]:
    """Pages whose titles begin with a text, in the order of their titles."""
    try:
        title = read_title(text)
    except BadTitle:
        return []
    if title.namespace == 0 and 0 not in spaces:
        title = Title(spaces[0], title.name) if spaces else title
    condition = "namespace = ? AND name >= ? AND name < ?"
    bound = [title.namespace, title.name, title.name + "\U0010ffff"]
    return newest(storage, condition, bound, limit, "name")


def _by_prefix(part: Part) -> list[Record]:
    limit, offset = part.values["limit"], part.values["offset"]
    wanted = part.values["search"], part.values["namespace"] or [0]
    rows = pages_beginning(part.storage, *wanted, offset + limit + 1)
    if len(rows) > offset + limit:
        part.go_on(offset + limit, "offset")
    return rows[offset : offset + limit]


def _prefix_shown(_: Part, row: Record) -> dict[str, Any]:
    facts = page_facts(row)
    return {"ns": facts["ns"], "title": facts["title"], "pageid": facts["pageid"]}


def _at_random(part: Part) -> list[Record]:
    spaces = part.values["namespace"]
    condition = "1" + _REDIRECTS[part.values["filterredir"]]
    if spaces:
        condition += f" AND namespace IN ({', '.join('?' * len(spaces))})"
    return newest(part.storage, condition, spaces or (), part.values["limit"], "random()")


def _random_shown(_: Part, row: Record) -> dict[str, Any]:
    facts = page_facts(row)
    return {"id": facts["pageid"], "ns": facts["ns"], "title": facts["title"]}


def title_of_row(row: Record) -> Title:
    """The page that a row of a list stands for."""
    return row.title


ALL_PAGES = Listing(_all_pages, lambda _, row: page_facts(row), title_of_row)
PREFIX_SEARCH = Listing(_by_prefix, _prefix_shown, title_of_row)
RANDOM = Listing(_at_random, _random_shown, title_of_row)
