"""What people type is never run, and pages cannot be used against their readers."""

from __future__ import annotations

import pytest

from pfgraph.sandbox.store.storage import Edit
from tests.sandbox.pages.conftest import Small
from tests.sandbox.pages.person import Person

NASTY = "\"'><script>alert(1)</script>"


@pytest.fixture
def nasty(admin: Person) -> str:
    """An item all of whose texts look like markup."""
    text = admin.make("Property", f"p {NASTY}", language="en", datatype="string")
    made = admin.make("Item", NASTY, language="en", description=f"d {NASTY}", aliases=f"a {NASTY}")
    admin.state(made, text, NASTY, wpSummary=NASTY)
    return made


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/wiki/Item:{0}",
        "/wiki/Special:AllPages",
        "/wiki/Special:Contributions/{1}",
        "/wiki/Special:EditStatement/{0}",
        "/wiki/Special:EditStatement/{0}?property={1}",
        "/wiki/Special:EditStatement/{0}?property=P1",
        "/wiki/Special:ListProperties",
        "/wiki/Special:NewItem?label={1}",
        "/wiki/Special:RecentChanges",
        "/wiki/Special:Search?search={1}",
        "/wiki/Special:SetLabelDescriptionAliases/{0}/en",
        "/wiki/Special:SetLabelDescriptionAliases/{0}/{1}",
        "/wiki/Special:UserLogin?returnto={1}",
        "/wiki/{1}",
        "/query?query={1}",
        "/query?question=has-label-in",
        "/query?question={1}",
        "/w/index.php?title=Item:{0}&action=history",
        "/w/index.php?title=Item:{0}&diff=cur&oldid={1}",
        "/w/index.php?title=Item:{0}&diff=prev",
    ],
)
def test_what_people_type_is_never_markup(admin: Person, nasty: str, address: str) -> None:
    """Labels, values, summaries and addresses are text on every page."""
    page = admin.http.get(address.format(nasty, NASTY), follow_redirects=True)
    assert page.headers["content-type"].startswith("text/html")
    assert "<script>" not in page.text
    assert page.status_code < 500


@pytest.mark.parametrize("address", ["/", "/query", "/wiki/Nobody", "/wiki/Special:UserLogin"])
def test_pages_run_nothing_and_are_framed_by_nobody(admin: Person, address: str) -> None:
    """The headers that tell a browser so."""
    headers = admin.http.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("scheme", ["javascript", "data", "vbscript"])
def test_only_web_addresses_are_links(small: Small, scheme: str) -> None:
    """An address of another kind is shown as text, however it came into the wiki."""
    storage = small.sandbox.wiki.storage
    revision = storage.latest(small.berlin)
    assert revision is not None
    content = small.person.http.get(f"/wiki/Special:EntityData/{small.berlin}.json").json()
    entity = content["entities"][small.berlin]
    statement = entity["claims"][small.properties["url"]][0]
    statement["mainsnak"]["datavalue"]["value"] = f"{scheme}:alert(1)"
    kept = {key: entity[key] for key in revision.content}
    storage.save(small.berlin, kept, Edit("Admin", "", False))
    page = small.person.open(f"/wiki/Item:{small.berlin}").text
    assert f"{scheme}:alert(1)" in page
    assert f'href="{scheme}:' not in page
