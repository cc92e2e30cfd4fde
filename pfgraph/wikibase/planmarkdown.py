"""A plan as Markdown, fit for a comment in a review."""

import re
from collections.abc import Iterator

from pfgraph.findings import Finding
from pfgraph.wikibase.changes import ItemChange
from pfgraph.wikibase.plan import Plan
from pfgraph.wikibase.planfindings import about, leave, outlook_line, parts_of
from pfgraph.wikibase.planview import Line, below, head, summary_line

_LONGEST = 50_000  # characters; comments on most forges may have 65,536
_MOST = 50  # so many findings of a kind are named
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+!|~&-])")


def to_markdown(plan: Plan) -> str:
    """The whole plan, findings first; of a very long one as much as a comment can hold.

    Changes stand in blocks that are shown as a diff, each line after its sign, so that no value
    can be taken for Markdown.
    """
    start = [f"## Plan for {_escaped(plan.wiki)}\n", f"**{_escaped(summary_line(plan))}**\n"]
    if plan.outlook.profiles:
        start += [*_findings(plan)]
    if plan.changes:
        start.append(
            "`+` new, `~` changed, `-` taken away, `!` stays because people did it, "
            "`=` was decided with --prefer\n"
        )
    return "\n".join([*start, *_fitting(plan, _LONGEST - sum(map(len, start)))]) + "\n"


def _findings(plan: Plan) -> Iterator[str]:
    yield _escaped(outlook_line(plan.outlook)) + "\n"
    if said := leave(plan):
        yield f"**{said}**\n"
    for heading, found in parts_of(plan.outlook):
        yield f"<details>\n<summary>{heading}: {len(found)}</summary>\n"
        yield from (_finding(each, plan) for each in found[:_MOST])
        if len(found) > _MOST:
            yield f"- … and {len(found) - _MOST:,} more"
        yield "\n</details>\n"


def _finding(finding: Finding, plan: Plan) -> str:
    place = _escaped(about(finding, plan.labels))
    return f"- **{finding.severity}** {_escaped(finding.message)} – {place}"


def _fitting(plan: Plan, room: int) -> Iterator[str]:
    for number, change in enumerate(plan.changes):
        text = _item(change, plan)
        room -= len(text)
        if room < 0:
            left = len(plan.changes) - number
            yield f"… and {left:,} more items; all of them: `pfgraph plan --format html`"
            return
        yield text


def _item(change: ItemChange, plan: Plan) -> str:
    lines = "\n".join(map(_line, [head(change, plan), *below(change, plan.labels)]))
    return f"```diff\n{lines}\n```\n"


def _line(line: Line) -> str:
    return f"{line.sign} {'  ' * line.depth}{' '.join(line.text.split())}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
