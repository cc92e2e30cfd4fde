"""A plan as JSON: kept, reviewed as a diff, and read again to be applied."""

import json
from pathlib import Path
from typing import Any

from pfgraph.errors import PlanError
from pfgraph.wikibase.changejson import change_from_json, change_to_json
from pfgraph.wikibase.plan import Plan

FORMAT = "pfgraph plan 1"


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """The plan as plain data; the same plan always gives the same JSON."""
    return {
        "format": FORMAT,
        "wiki": plan.wiki,
        "unchanged": plan.unchanged,
        "changes": [change_to_json(change) for change in plan.changes],
        "ids": dict(sorted(plan.ids.items())),
        "labels": dict(sorted(plan.labels.items())),
    }


def write_plan(plan: Plan, path: Path) -> None:
    """Write the plan to a file, one change a block."""
    text = json.dumps(plan_to_json(plan), indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def read_plan(path: Path) -> Plan:
    """The plan in a file. Raises PlanError where the file holds none."""
    try:
        return plan_from_json(json.loads(path.read_text(encoding="utf-8")))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise PlanError(f"{path}: {error}; make the plan again with `pfgraph plan -o`") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise PlanError(
            f"{path}: this is no plan of this version ({error}); make it again with "
            "`pfgraph plan -o`"
        ) from error


def plan_from_json(data: dict[str, Any]) -> Plan:
    """The plan that `plan_to_json` described; KeyError, TypeError or ValueError otherwise."""
    if data["format"] != FORMAT:
        raise ValueError(f"format {data['format']!r}")
    return Plan(
        data["wiki"],
        tuple(change_from_json(each) for each in data["changes"]),
        data["unchanged"],
        data["ids"],
        data["labels"],
    )
