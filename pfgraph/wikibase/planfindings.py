"""What the shapes say of a plan, in words."""

from pfgraph.findings import Finding, Severity
from pfgraph.wikibase.outlook import Outlook
from pfgraph.wikibase.plan import Plan

NEW = "New on the wiki with this plan"
OLD = "There before, and stays"
FIXED = "Gone with this plan"


def outlook_line(outlook: Outlook) -> str:
    """The counts in one line: `shapes: 1 new violation, 3 old findings, 2 mended`."""
    grave = sum(each.severity is Severity.VIOLATION for each in outlook.new)
    other = len(outlook.new) - grave
    parts = [f"{grave} new violation{'' if grave == 1 else 's'}"]
    if other:
        parts.append(f"{other} other new finding{'' if other == 1 else 's'}")
    parts.append(f"{len(outlook.old)} there before")
    parts.append(f"{len(outlook.fixed)} mended")
    return f"shapes ({', '.join(outlook.profiles)}): {', '.join(parts)}"


def leave(plan: Plan) -> str:
    """Whether new violations keep the plan from being applied; empty where there are none."""
    if not plan.outlook.stops:
        return ""
    if plan.allowed:
        return "It brings a new violation, and somebody allowed that."
    return "It would bring a new violation and is not applied as it is."


def parts_of(outlook: Outlook) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
    """The three kinds of findings that there are any of, each with its heading."""
    parts = ((NEW, outlook.new), (OLD, outlook.old), (FIXED, outlook.fixed))
    return tuple((heading, found) for heading, found in parts if found)


def about(finding: Finding, labels: dict[str, str]) -> str:
    """Which record a finding is about, where that stands, and the value."""
    name = labels.get(finding.focus)
    record = f"{name} ({finding.focus})" if name else finding.focus
    value = f"“{finding.value}”" if finding.value and finding.value != finding.focus else ""
    return ", ".join(part for part in (record, str(finding.location or ""), value) if part)
