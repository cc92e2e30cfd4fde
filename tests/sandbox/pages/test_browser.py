"""The pages in a real browser: what axe finds, what a phone shows, what keys do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.sandbox.pages.chromium import ARGUMENTS, MISSING, PATH
from tests.sandbox.pages.conftest import Small

pytestmark = pytest.mark.browser
if PATH is None:  # all of them at once, so that it is told in one line
    pytest.skip(MISSING, allow_module_level=True)

PAGES = {
    "main page": "/",
    "item": "/wiki/Item:{berlin}",
    "item in Arabic": "/wiki/Item:{berlin}?uselang=ar",
    "property": "/wiki/Property:P1",
    "old revision": "/w/index.php?title=Item:{berlin}&oldid={old}",
    "history": "/w/index.php?title=Item:{berlin}&action=history",
    "comparison": "/w/index.php?title=Item:{berlin}&diff=cur&oldid={old}",
    "undo": "/w/index.php?title=Item:{berlin}&action=edit&restore={old}",
    "all properties": "/wiki/Special:ListProperties",
    "recent changes": "/wiki/Special:RecentChanges",
    "search": "/wiki/Special:Search?search=berlin",
    "query": "/query",
    "answer": "/query?question=with-qualifiers",
    "mistake": "/query?query=SELECT",
    "new property": "/wiki/Special:NewProperty",
    "terms": "/wiki/Special:SetLabelDescriptionAliases/{berlin}/de",
    "property of a statement": "/wiki/Special:EditStatement/{berlin}?property=nothing",
    "statement": "/wiki/Special:EditStatement/{guid}",
    "login": "/wiki/Special:UserLogin",
    "language": "/wiki/Special:Language",
    "special pages": "/wiki/Special:SpecialPages",
    "not found": "/wiki/Nobody",
}
IN_THE_DARK = ("item", "comparison", "mistake", "property of a statement", "statement")
"""Pages with every colour there is."""
GRAVE = ("serious", "critical")
_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=PATH, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def wiki(small: Small) -> Small:
    """The small wiki, one of its statements with a qualifier, a reference and a rank."""
    address = f"/wiki/Special:EditStatement/{small.guids['string']}"
    small.person.open(address).send(address, "add:q", add__q="a time")
    small.person.send(address, "add:r", q0__text="2019", add__r="a url")
    small.person.send(address, "save", r0__0__text="https://example.org/q", rank="deprecated")
    return small


@pytest.fixture(scope="module")
def addresses(wiki: Small) -> dict[str, str]:
    """The address of each page on this wiki."""
    history = wiki.sandbox.wiki.storage.revisions("p.entity_id = ?", [wiki.berlin], 100)
    names = {
        "berlin": wiki.berlin,
        "guid": wiki.guids["string"],
        "old": history[-3].revision_id,
    }
    return {name: address.format(**names) for name, address in PAGES.items()}


def logged_in(browser: Browser, wiki: Small, **options: object) -> Page:
    """A window of somebody who has logged in with the keyboard alone."""
    page = browser.new_context(base_url=wiki.sandbox.url, **options).new_page()  # type: ignore[arg-type]
    page.goto("/wiki/Special:UserLogin")
    page.get_by_label("Name").fill("Admin")
    page.get_by_label("Password").fill(wiki.sandbox.password)
    page.keyboard.press("Enter")
    page.wait_for_url("/")
    return page


@pytest.fixture(scope="module")
def window(chromium: Browser, wiki: Small) -> Iterator[Page]:
    page = logged_in(chromium, wiki)
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def phone(chromium: Browser, wiki: Small) -> Iterator[Page]:
    """The narrowest screen that is still in use."""
    page = logged_in(chromium, wiki, viewport={"width": 320, "height": 640})
    yield page
    page.context.close()


@pytest.mark.parametrize(
    ("name", "scheme"),
    [*((name, "light") for name in PAGES), *((name, "dark") for name in IN_THE_DARK)],
)
def test_axe_finds_nothing_grave(
    window: Page, addresses: dict[str, str], name: str, scheme: Literal["light", "dark"]
) -> None:
    """Names, contrast, headings, landmarks: for people who see, hear or move otherwise."""
    window.emulate_media(color_scheme=scheme)
    window.goto(addresses[name])
    found = Axe().run(window).response["violations"]
    grave = [
        f"{each['id']}: {node['html']}"
        for each in found
        if each["impact"] in GRAVE
        for node in each["nodes"]
    ]
    assert not grave, grave


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_small_phone(phone: Page, addresses: dict[str, str], name: str) -> None:
    """Nobody has to push a page sideways to read it; wide tables scroll by themselves."""
    phone.goto(addresses[name])
    assert phone.evaluate(_WIDE) <= 0


def test_the_first_key_leads_past_the_menu(phone: Page) -> None:
    """Tab and Enter, and one is at the content."""
    phone.goto("/")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    assert phone.evaluate("document.activeElement.id") == "content"


def test_the_browser_obeys_the_policy_of_the_pages(chromium: Browser, wiki: Small) -> None:
    """The stylesheet is taken, and nothing on the pages is refused by their own headers."""
    page = logged_in(chromium, wiki)
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    for address in ("/", f"/wiki/Item:{wiki.berlin}", "/query"):
        page.goto(address)
        assert page.evaluate("document.styleSheets.length") == 1
    assert not told
    page.context.close()


def test_an_item_is_curated_with_the_keyboard(chromium: Browser, wiki: Small) -> None:
    """From a new item to a statement on its page; Enter in a field saves."""
    page = logged_in(chromium, wiki, java_script_enabled=False)
    page.get_by_role("link", name="New item").press("Enter")
    page.get_by_label("Label", exact=True).fill("Potsdam")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Add a statement").press("Enter")
    page.get_by_label("Property", exact=True).fill("a quantity")
    page.keyboard.press("Enter")
    page.get_by_label("Value").fill("188")
    page.get_by_label("Unit").fill("kilometre")
    page.keyboard.press("Enter")
    statement = page.locator(".statement")
    assert "188 kilometre" in statement.inner_text()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Potsdam")
    page.context.close()


def test_names_are_offered_while_somebody_types(chromium: Browser, wiki: Small) -> None:
    """With a script a browser offers what the wiki finds, by whatever name it was typed."""
    page = logged_in(chromium, wiki)
    item = wiki.properties["wikibase-item"]
    page.goto(f"/wiki/Special:EditStatement/{wiki.kilometre}?property={item}")
    page.get_by_label("Value").press_sequentially("spree")
    option = page.locator("#main-text-names option").first
    option.wait_for(state="attached")
    assert option.get_attribute("value") == f"Berlin ({wiki.berlin})"
    assert option.inner_text() == "Spree-Athen – a city"
    page.context.close()
