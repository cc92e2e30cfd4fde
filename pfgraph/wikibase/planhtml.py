"""A plan as one page that needs nothing else: no script, no picture, nothing fetched."""

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from pfgraph.findings import Finding
from pfgraph.wikibase.changes import ItemChange
from pfgraph.wikibase.plan import Plan
from pfgraph.wikibase.planfindings import about, leave, outlook_line, parts_of
from pfgraph.wikibase.planview import Line, below, head, summary_line

_WORDS = {"+": "new", "~": "changed", "-": "taken away", "!": "stays", "=": "decided"}
_CLASSES = {"+": "new", "~": "changed", "-": "gone", "!": "stays", "=": "decided"}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def to_html(plan: Plan) -> str:
    """The whole plan as a page for people; every text of records and wiki is escaped."""
    style = files("pfgraph.wikibase").joinpath("plan.css").read_text("utf-8")
    return "\n".join(
        [
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            f"<title>Plan for {escape(plan.wiki)}</title>",
            f"<style>\n{style}</style>\n</head>\n<body>",
            *_top(plan),
            "<main>",
            *_findings(plan),
            *(_item(change, plan) for change in plan.changes),
            "</main>\n</body>\n</html>\n",
        ]
    )


def _top(plan: Plan) -> Iterator[str]:
    yield f"<header>\n<h1>Plan for <span>{escape(plan.wiki)}</span></h1>"
    yield f'<p class="counts">{escape(summary_line(plan))}</p>'
    if plan.changes:
        signs = (f"{_sign(sign)} {word}" for sign, word in _WORDS.items())
        yield f'<p class="signs">{", ".join(signs)}</p>'
    yield "</header>"


def _findings(plan: Plan) -> Iterator[str]:
    outlook = plan.outlook
    if not outlook.profiles:
        return
    yield f'<section class="findings">\n<p>{escape(outlook_line(outlook))}</p>'
    if said := leave(plan):
        yield f'<p class="stop">{said}</p>'
    for heading, found in parts_of(outlook):
        shown = " open" if found is outlook.new else ""
        yield f"<details{shown}>\n<summary>{heading}: {len(found):,}</summary>\n<ul>"
        yield from (_finding(each, plan) for each in found)
        yield "</ul>\n</details>"
    yield "</section>"


def _finding(finding: Finding, plan: Plan) -> str:
    severity = str(finding.severity)
    return (
        f'<li><b class="{severity}">{severity}</b> {escape(finding.message)} '
        f'<span class="where">{escape(about(finding, plan.labels))}</span></li>'
    )


def _item(change: ItemChange, plan: Plan) -> str:
    sign = head(change, plan).sign
    name = escape(plan.labels.get(change.key, change.key))
    place = plan.sources.get(change.key)
    where = [change.id, change.key, *([str(place)] if place else [])]
    said = " · ".join(f"<span>{escape(each)}</span>" for each in where if each)
    lines = "\n".join(map(_line, below(change, plan.labels)))
    return (
        f'<details open class="item {_CLASSES[sign]}">\n<summary><h2>{_sign(sign)} {name}</h2> '
        f'<span class="where">{said}</span></summary>\n<ul>\n{lines}\n</ul>\n</details>'
    )


def _line(line: Line) -> str:
    depth = f" deep{min(line.depth, 3)}"
    return (
        f'<li class="{_CLASSES[line.sign]}{depth}">{_sign(line.sign)}'
        f'<span dir="auto">{escape(line.text)}</span></li>'
    )


def _sign(sign: str) -> str:
    """A sign, which is read out as a word."""
    return f'<i class="sign {_CLASSES[sign]}" role="img" aria-label="{_WORDS[sign]}">{sign}</i>'
