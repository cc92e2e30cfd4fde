"""A plan for people: as text, as Markdown for a review, as a page."""

from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given

from pfgraph.findings import Finding, Location, Severity
from pfgraph.wikibase.changes import (
    Action,
    Conflict,
    ItemChange,
    Reason,
    Settled,
    Side,
    StatementEdit,
)
from pfgraph.wikibase.datamodel import Snak, Statement
from pfgraph.wikibase.outlook import Outlook
from pfgraph.wikibase.plan import Plan
from pfgraph.wikibase.planhtml import to_html
from pfgraph.wikibase.planmarkdown import to_markdown
from pfgraph.wikibase.planview import lines
from pfgraph.wikibase.values import ItemValue, StringValue
from tests.wikibase.plans import plans

ROLE, HOME = "http://onto.test/role", "http://onto.test/home"
OLD = Statement(Snak(HOME, StringValue("https://old.example")), marker="actors/a", guid="Q1$1")
NEW = Statement(Snak(HOME, StringValue("https://new.example")), marker="actors/a")
PLAN = Plan(
    "http://wiki.test/api.php",
    (
        ItemChange(
            "actors/a", "Q1", 7,
            labels={"en": ("Museum", "Town Museum")},
            edits=(
                StatementEdit(Action.CHANGE, OLD, NEW),
                StatementEdit(Action.REMOVE, Statement(Snak(ROLE, ItemValue("vocab/r"))), None),
            ),
            conflicts=(Conflict(ROLE, Reason.THEIRS, NEW, OLD),),
        ),
        ItemChange("actors/b", labels={"en": ("", "<script>alert(1)</script> `code` *b*")}),
    ),
    unchanged=4,
    labels={"actors/a": "Town Museum", ROLE: "has role", HOME: "homepage", "vocab/r": "funder"},
    sources={"actors/a": Location("records/actors.csv", 12)},
    outlook=Outlook(
        new=(Finding(Severity.VIOLATION, "The end is before the <start>.", focus="actors/a",
                     location=Location("records/actors.csv", 12, "end"), shape="s"),),
        old=(Finding(Severity.WARNING, "No source.", focus="actors/a", shape="t"),),
        profiles=("record",),
        blocking=frozenset({"s"}),
    ),
)  # fmt: skip


class _Page(HTMLParser):
    """Which elements a page has, and whether each is closed where it should be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: set[str] = set()
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_a_line_stands_for_each_change_in_labels() -> None:
    """Signs, labels, both values of a change, both sides of a conflict, the record's row."""
    said = [f"{'  ' * line.depth}{line.sign} {line.text}" for line in lines(PLAN)]
    assert said == [
        "~ Town Museum (Q1, actors/a)  records/actors.csv:12",
        "  ~ label en: “Museum” → “Town Museum”",
        "  ~ homepage: https://old.example → https://new.example",
        "  - has role: funder",
        "  ! has role: people wrote it; it stays as it is",
        "    ! wiki: https://old.example",
        "    ! records: https://new.example",
        "    ! what to do: make the row say what the wiki says, or the wiki what the row says; or "
        "take over what people wrote with --adopt, and decide with --prefer where the two differ",
        "+ actors/b (actors/b)",
        "  + label en: “<script>alert(1)</script> `code` *b*”",
    ]


def test_a_conflict_about_a_part_tells_which_statement_it_is_of() -> None:
    """Two participants may both be in conflict about their start."""
    theirs, ours = (
        Statement(Snak(ROLE, ItemValue("vocab/r")), frozenset({Snak(HOME, StringValue(text))}))
        for text in ("https://a.example", "https://b.example")
    )
    conflict = Conflict(ROLE, Reason.CHANGED, ours, theirs, HOME)
    plan = replace(PLAN, changes=(ItemChange("actors/a", "Q1", 7, conflicts=(conflict,)),))
    said = [line.text for line in lines(plan)]
    assert said[1].startswith("has role “funder”, homepage: people changed it")
    assert said[2:4] == ["wiki: https://a.example", "records: https://b.example"]


def test_what_was_decided_beforehand_is_shown_on_the_page_too() -> None:
    """An item on which nothing is written has the sign of what it shows."""
    decided = Settled(Conflict(ROLE, Reason.CHANGED, NEW, OLD), Side.THEIRS)
    plan = replace(PLAN, changes=(ItemChange("actors/a", "Q1", 7, settled=(decided,)),))
    texts = _Page(to_html(plan)).texts
    told = "has role: people changed it since it was last written; --prefer theirs was asked for"
    assert told in texts
    assert '<details open class="item decided">' in to_html(plan)


def test_markdown_shows_the_same_lines_as_a_diff_and_the_findings_first() -> None:
    """Each line after its sign, in blocks in which nothing is taken for Markdown."""
    said = to_markdown(PLAN)
    assert "```diff\n~ Town Museum (Q1, actors/a)  " not in said  # whitespace is one
    assert "```diff\n~ Town Museum (Q1, actors/a) records/actors.csv:12\n~   label en" in said
    assert "\n-   has role: funder\n" in said
    assert said.index("The end is before the \\<start\\>.") < said.index("```diff")
    assert "1 new violation, 1 there before, 0 mended" in said
    assert "and is not applied as it is" in said


def test_markdown_of_a_long_plan_fits_a_comment() -> None:
    """What does not fit is counted and the whole named."""
    many = tuple(ItemChange(f"actors/{n}", labels={"en": ("", "x" * 200)}) for n in range(1000))
    said = to_markdown(Plan("w", many))
    assert len(said) < 65_536
    assert "more items; all of them: `pfgraph plan --format html`" in said


def test_the_page_needs_nothing_else_and_escapes_what_it_shows() -> None:
    """No script, nothing fetched; texts of records come out as texts."""
    page = to_html(PLAN)
    read = _Page(page)
    assert not read.names & {"script", "link", "img", "iframe", "object"}
    assert "<script>" not in page and "<start>" not in page
    assert any("<script>alert(1)</script>" in text for text in read.texts)
    assert "http" not in page.replace("http://wiki.test", "").replace("https://old", "").replace(
        "https://new", ""
    ).replace("http-equiv", "")


@given(plans)
def test_any_plan_makes_a_whole_page_and_no_line_of_its_own_in_markdown(plan: Plan) -> None:
    """Whatever texts hold: elements are closed, and every line of a block has its sign."""
    assert _Page(to_html(plan)).open == []
    blocks = to_markdown(plan).split("```diff\n")[1:]
    assert len(blocks) == len(plan.changes)
    for block in blocks:
        shown = block.split("\n```\n")[0].split("\n")
        assert all(line[0] in "+~-!=" and line[1] == " " for line in shown)
