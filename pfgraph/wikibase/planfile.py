"""A plan as JSON: kept, reviewed as a diff, and read again to be applied.

The form is published as `plan.schema.json`; files of version 1, and those without rows, are
still read.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pfgraph.errors import PlanError
from pfgraph.findings import Finding, Location
from pfgraph.wikibase.changejson import change_from_json, change_to_json
from pfgraph.wikibase.changes import ItemChange
from pfgraph.wikibase.outlookjson import (
    Findings,
    finding_json,
    outlook_from_json,
    source_from_json,
    source_json,
)
from pfgraph.wikibase.plan import Plan
from pfgraph.wikibase.planschema import faults
from pfgraph.wikibase.rowjson import row_from_json, row_to_json
from pfgraph.wikibase.sources import records_of

FORMAT = "pfgraph plan 2"
FORMER = "pfgraph plan 1"
_DEEP = 4  # the whole, its items, an item, its statements
_FLAT = {"rows": 1}  # lists of which each part stands on one line
_MOST = 20  # so many faults of a file are named
_AGAIN = "make the plan again with `pfgraph plan -o`"


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """The plan as plain data; the same plan always gives the same JSON."""
    findings = _by_item(plan)
    return {
        "format": FORMAT,
        "wiki": plan.wiki,
        "unchanged": plan.unchanged,
        "allowed": plan.allowed,
        "profiles": list(plan.outlook.profiles),
        "items": [_item(change, plan, findings) for change in plan.changes],
        "findings": findings.get("", _none()),
        "ids": dict(sorted(plan.ids.items())),
        "labels": dict(sorted(plan.labels.items())),
        "rows": [row_to_json(row) for row in plan.rows],
    }


def _item(change: ItemChange, plan: Plan, findings: Mapping[str, Findings]) -> dict[str, Any]:
    data = change_to_json(change)
    for edit in data["edits"]:
        edit["source"] = source_json(plan.sources.get((edit["after"] or edit["before"])["marker"]))
    return {
        "key": data.pop("key"),
        "id": data.pop("id"),
        "revision": data.pop("revision"),
        "source": source_json(plan.sources.get(change.key)),
        **data,
        "findings": findings.get(change.key, _none()),
    }


def _by_item(plan: Plan) -> dict[str, Findings]:
    """The findings as JSON by the key of the item that they are about; `` for no item here."""
    keys = {record: change.key for change in plan.changes for record in records_of(change)}
    outlook = plan.outlook
    found: dict[str, Findings] = {}
    parts: tuple[tuple[str, tuple[Finding, ...]], ...] = (
        ("new", outlook.new), ("old", outlook.old), ("fixed", outlook.fixed),
    )  # fmt: skip
    for when, listed in parts:
        for each in listed:
            mine = found.setdefault(keys.get(each.focus, ""), _none())
            mine[when].append(finding_json(each, each.shape in outlook.blocking))
    return found


def _none() -> Findings:
    return {"new": [], "old": [], "fixed": []}


def write_plan(plan: Plan, path: Path) -> None:
    """Write the plan to a file, a line for each statement that changes."""
    path.write_text(plan_text(plan), encoding="utf-8")


def plan_text(plan: Plan) -> str:
    """The text of the plan's file."""
    return "".join(_laid_out(plan_to_json(plan), _DEEP, "\n")) + "\n"


def _laid_out(data: Any, deep: int, line: str) -> Iterator[str]:
    """JSON with a line for each value down to some depth; what is deeper stands on one line.

    The standard library writes indented JSON many times slower than that on one line.
    """
    if not deep or not data or not isinstance(data, dict | list):
        yield json.dumps(data, ensure_ascii=False)
        return
    names = data if isinstance(data, dict) else [None] * len(data)
    values = data.values() if isinstance(data, dict) else data
    before, end = ("{", "}") if isinstance(data, dict) else ("[", "]")
    for name, value in zip(names, values, strict=True):
        yield before + line + " "
        yield "" if name is None else f"{json.dumps(name, ensure_ascii=False)}: "
        yield from _laid_out(value, _FLAT.get(name or "", deep - 1), line + " ")
        before = ","
    yield line + end


def read_plan(path: Path) -> Plan:
    """The plan in a file. Raises PlanError with all that is wrong, where the file holds none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PlanError(f"{path}: it cannot be read: {error.strerror}") from error
    except json.JSONDecodeError as error:
        raise PlanError(
            f"{path}:{error.lineno}: column {error.colno} is no JSON: {error.msg}; {_AGAIN}"
        ) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise PlanError(f"{path}: this is no JSON: {error}; {_AGAIN}") from error
    said = data.get("format") if isinstance(data, dict) else None
    if said not in (FORMAT, FORMER):
        raise PlanError(
            f"{path}: this is no plan of this version: its format is {said!r}, not {FORMAT!r}; "
            f"{_AGAIN}"
        )
    data = _up_to_date(data)
    if wrong := list(map(str, faults(data))):
        raise PlanError(_told(path, wrong))
    return plan_from_json(data)


def _told(path: Path, wrong: list[str]) -> str:
    more = [f"… and {len(wrong) - _MOST:,} more"] if len(wrong) > _MOST else []
    number = "1 thing is" if len(wrong) == 1 else f"{len(wrong):,} things are"
    listed = "".join(f"\n  {each}" for each in [*wrong[:_MOST], *more])
    return f"{path}: this is no plan that can be applied: {number} wrong; {_AGAIN}{listed}"


def _up_to_date(data: Any) -> Any:
    """Version 1 as version 2, as far as it is that; anything else as it is."""
    if not isinstance(data, dict) or data.get("format") != FORMER:
        return data
    items = data.get("changes")
    return {
        **{name: value for name, value in data.items() if name != "changes"},
        "format": FORMAT,
        "allowed": False,
        "profiles": [],
        "items": [_item_up_to_date(each) for each in items] if isinstance(items, list) else items,
        "findings": _none(),
    }


def _item_up_to_date(item: Any) -> Any:
    if not isinstance(item, dict):
        return item
    edits = item.get("edits")
    if isinstance(edits, list):
        edits = [{**each, "source": None} if isinstance(each, dict) else each for each in edits]
    return {**item, "edits": edits, "source": None, "findings": _none()}


def plan_from_json(data: dict[str, Any]) -> Plan:
    """The plan that `plan_to_json` described; `data` has to fit the schema."""
    everywhere = [data["findings"], *(each["findings"] for each in data["items"])]
    return Plan(
        data["wiki"],
        tuple(change_from_json(each) for each in data["items"]),
        data["unchanged"],
        data["ids"],
        data["labels"],
        dict(_sources(data["items"])),
        outlook_from_json(everywhere, data["profiles"]),
        data["allowed"],
        tuple(map(row_from_json, data.get("rows", ()))),
    )


def _sources(items: Iterable[dict[str, Any]]) -> Iterable[tuple[str, Location]]:
    for item in items:
        if place := source_from_json(item["source"]):
            yield item["key"], place
        for edit in item["edits"]:
            if place := source_from_json(edit["source"]):
                yield (edit["after"] or edit["before"])["marker"], place
