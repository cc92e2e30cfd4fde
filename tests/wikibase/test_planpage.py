"""The page of a plan in a real browser: what axe finds, and what a phone shows."""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from pfgraph.wikibase.planhtml import to_html
from tests.sandbox.pages.chromium import ARGUMENTS, MISSING, PATH
from tests.wikibase.test_planviews import PLAN

pytestmark = pytest.mark.browser
if PATH is None:
    pytest.skip(MISSING, allow_module_level=True)

_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_of_a_plan_can_be_read_by_anybody(
    tmp_path: Path, scheme: Literal["light", "dark"]
) -> None:
    """axe finds nothing, in the light and in the dark, and nothing is cut off on a phone."""
    path = tmp_path / "plan.html"
    path.write_text(to_html(PLAN), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PATH, args=ARGUMENTS)
        window = browser.new_context(
            viewport={"width": 320, "height": 640}, color_scheme=scheme, bypass_csp=True
        ).new_page()  # axe itself is a script, which the page's policy would not run
        window.goto(path.as_uri())
        assert window.evaluate(_WIDE) == 0
        assert Axe().run(window).response["violations"] == []
        browser.close()
