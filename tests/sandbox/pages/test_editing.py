"""Editing in a browser, with forms and without a script."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfgraph.sandbox import Sandbox
from pfgraph.sandbox.conditions import Conditions
from pfgraph.sandbox.pages.editing import saved
from pfgraph.sandbox.pages.editing.termsform import TermsForm, merged
from tests.sandbox.pages.conftest import Small
from tests.sandbox.pages.person import Person


def entity(who: Person, entity_id: str) -> dict[str, object]:
    """What the wiki holds of an entity."""
    answer = who.http.get(f"/wiki/Special:EntityData/{entity_id}.json").json()
    found: dict[str, object] = answer["entities"][entity_id]
    return found


def status(who: Person) -> int:
    assert who.page is not None
    return who.page.status_code


def test_a_visitor_is_led_to_the_login_and_back(sandbox: Sandbox, visitor: Person) -> None:
    """Whoever follows a link to a form finds it after logging in."""
    somebody = visitor.open("/wiki/Special:NewItem?label=x")
    assert somebody.address.startswith("/wiki/Special:UserLogin")
    somebody.send("/wiki/Special:UserLogin", wpName="PlainUser", wpPassword=sandbox.password)
    assert somebody.address == "/wiki/Special:NewItem?label=x"


def test_a_wrong_password_is_told_and_the_name_kept(visitor: Person) -> None:
    """One types the password again, not the name."""
    somebody = visitor.log_in("Admin", "guess")
    assert "do not belong together" in somebody.text
    assert somebody.form("/wiki/Special:UserLogin").fields["wpName"] == "Admin"


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_logging_in_leads_to_no_other_site(sandbox: Sandbox, address: str, visitor: Person) -> None:
    """The address to come back to is one of this wiki, or the main page."""
    form = visitor.open("/wiki/Special:UserLogin").form("/wiki/Special:UserLogin")
    sent = {"wpName": "Admin", "wpPassword": sandbox.password, "returnto": address}
    answer = visitor.http.post(form.action, data=form.fields | sent)
    assert answer.headers["location"] == "/"


def test_logging_out_needs_a_press_of_a_button(admin: Person) -> None:
    """A picture on another site that has this address logs nobody out."""
    admin.open("/wiki/Special:UserLogout")
    assert "Log out" in admin.open("/").text
    admin.open("/wiki/Special:UserLogout").send("/wiki/Special:UserLogout")
    assert "Log in to edit" in admin.open("/").text


def test_a_new_item_needs_a_name(admin: Person) -> None:
    """An item that nobody could find is not made, and no id is lost."""
    admin.open("/wiki/Special:NewItem").send("/wiki/Special:NewItem")
    assert status(admin) == 422
    assert "nobody could find it" in admin.text
    assert admin.make("Item", "a thing", language="en") == "Q1"


def test_a_property_with_a_label_that_is_taken_is_refused_next_to_the_label(admin: Person) -> None:
    """What was typed stays in the form."""
    admin.make("Property", "motto", language="en", datatype="string")
    form = "/wiki/Special:NewProperty"
    admin.open(form).send(form, language="en", label="motto", datatype="url", aliases="a\nb")
    assert status(admin) == 422
    assert 'id="label-wrong">The save has failed. Property P1 already has label' in admin.text
    assert admin.form(form).fields["aliases"] == "a\nb"
    assert admin.form(form).fields["datatype"] == "url"


def test_terms_are_set_changed_and_taken_away(admin: Person) -> None:
    """Label, description and aliases of a language are one form and one edit."""
    made = admin.make("Item", "old", language="de", aliases="one\ntwo")
    address = f"/wiki/Special:SetLabelDescriptionAliases/{made}/de"
    admin.open(address).send(address, label="new", description="about", aliases="two\n\ntwo\nthree")
    found = entity(admin, made)
    assert found["labels"] == {"de": {"language": "de", "value": "new"}}
    assert found["descriptions"] == {"de": {"language": "de", "value": "about"}}
    two, three = ({"language": "de", "value": text} for text in ("two", "three"))
    assert found["aliases"] == {"de": [two, three]}
    admin.open(address).send(address, label="new", description="", aliases="")
    assert not entity(admin, made)["aliases"]


def test_a_conflict_shows_both_values_and_lets_one_decide(other: Person, admin: Person) -> None:
    """Nothing is saved over somebody else's words before one has seen them."""
    one = admin
    made = one.make("Item", "first", language="en")
    address = f"/wiki/Special:SetLabelDescriptionAliases/{made}/en"
    one.open(address)
    other.open(address).send(address, label="theirs")
    one.send(address, label="mine")
    assert status(one) == 409
    assert "On the wiki now: “theirs”" in one.text
    assert one.form(address).fields["label"] == "mine"
    one.send(address)
    assert entity(one, made)["labels"] == {"en": {"language": "en", "value": "mine"}}


def test_edits_of_different_languages_do_not_meet(other: Person, admin: Person) -> None:
    """An old form is saved where nobody else changed the same terms."""
    one = admin
    made = one.make("Item", "first", language="en")
    address = f"/wiki/Special:SetLabelDescriptionAliases/{made}"
    one.open(f"{address}/de")
    other.open(f"{address}/en").send(address, label="second")
    one.send(address, label="erstes")
    labels = entity(one, made)["labels"]
    assert {"second", "erstes"} == {each["value"] for each in labels.values()}  # type: ignore[attr-defined]


TERMS = st.builds(
    TermsForm,
    language=st.just("en"),
    label=st.sampled_from("abc"),
    description=st.sampled_from("abc"),
    aliases=st.sampled_from([(), ("a",), ("b",)]),
)


@given(before=TERMS, now=TERMS, mine=TERMS)
def test_no_field_that_i_left_alone_takes_back_what_others_wrote(
    before: TermsForm, now: TermsForm, mine: TermsForm
) -> None:
    """Each field is mine where I changed it, theirs where I did not, and a clash where both did."""
    kept, trouble = merged(before, now, mine)
    for name in ("label", "description", "aliases"):
        was, theirs, wished, got = (getattr(each, name) for each in (before, now, mine, kept))
        assert got == (theirs if wished == was else wished)
        clash = wished != was and theirs not in (was, wished)
        assert clash == (name.replace("aliases", "alias") in trouble.fields)


def test_a_form_outlives_its_session(sandbox: Sandbox, admin: Person) -> None:
    """After a restart nothing is saved, and nothing typed is lost."""
    somebody = admin
    made = somebody.make("Item", "first", language="en")
    address = f"/wiki/Special:SetLabelDescriptionAliases/{made}/en"
    somebody.open(address)
    sandbox.wiki.sessions.forget_all()
    somebody.send(address, label="typed for long")
    assert "your session has ended" in somebody.text
    assert somebody.form(address).fields["label"] == "typed for long"


def test_a_form_of_another_session_saves_nothing(small: Small) -> None:
    """A page elsewhere cannot make a reader's browser edit."""
    address = f"/wiki/Special:SetLabelDescriptionAliases/{small.kilometre}/en"
    before = entity(small.person, small.kilometre)["lastrevid"]
    sent = {"label": "hijacked", "wpEditToken": "+\\"}
    assert small.person.http.post(address, data=sent).status_code == 422
    assert entity(small.person, small.kilometre)["lastrevid"] == before


def test_an_edit_is_undone_from_the_history(admin: Person) -> None:
    """What it would do is shown first; later edits of other things stay."""
    made = admin.make("Item", "good", language="en")
    address = f"/wiki/Special:SetLabelDescriptionAliases/{made}"
    admin.open(f"{address}/en").send(address, label="bad")
    bad = entity(admin, made)["lastrevid"]
    admin.open(f"{address}/de").send(address, label="gut")
    admin.open(f"/w/index.php?title=Item:{made}&action=edit&undo={bad}")
    assert "<ins>good</ins>" in admin.text
    admin.send("/w/index.php")
    assert status(admin) == 200
    labels = entity(admin, made)["labels"]
    assert [each["value"] for each in labels.values()] == ["good", "gut"]  # type: ignore[attr-defined]
    assert "Undo revision" in admin.open(f"/w/index.php?title=Item:{made}&action=history").text


def test_an_edit_that_was_built_upon_can_not_be_undone(admin: Person) -> None:
    """The page says so instead of losing the later edit."""
    made = admin.make("Item", "one", language="en")
    address = f"/wiki/Special:SetLabelDescriptionAliases/{made}/en"
    admin.open(address).send(address, label="two")
    second = entity(admin, made)["lastrevid"]
    admin.open(address).send(address, label="three")
    admin.open(f"/w/index.php?title=Item:{made}&action=edit&undo={second}")
    assert status(admin) == 409
    assert "can not be undone" in admin.text


def test_an_old_revision_is_restored(admin: Person) -> None:
    """Everything since is taken back in one edit."""
    made = admin.make("Item", "one", language="en")
    first = entity(admin, made)["lastrevid"]
    address = f"/wiki/Special:SetLabelDescriptionAliases/{made}/en"
    for label in ("two", "three"):
        admin.open(address).send(address, label=label)
    admin.open(f"/w/index.php?title=Item:{made}&action=edit&restore={first}").send("/w/index.php")
    assert entity(admin, made)["labels"] == {"en": {"language": "en", "value": "one"}}


def test_a_wiki_that_takes_no_edits_says_so_and_keeps_what_was_typed(admin: Person) -> None:
    """Read-only mode is told in words, above the form as it was sent."""
    made = admin.make("Item", "first", language="en")
    address = f"/wiki/Special:SetLabelDescriptionAliases/{made}/en"
    admin.open(address)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(saved, "current", lambda: Conditions(read_only="It is being copied."))
        admin.send(address, label="typed")
    assert "takes no edits at the moment: It is being copied." in admin.text
    assert admin.form(address).fields["label"] == "typed"


def test_an_entity_that_grows_too_large_is_refused_in_words(admin: Person) -> None:
    """The limit of the API holds for forms too."""
    made = admin.make("Item", "first", language="en")
    address = f"/wiki/Special:SetLabelDescriptionAliases/{made}/en"
    aliases = "\n".join(f"{number:0240}" for number in range(9000))
    admin.open(address).send(address, label="large", aliases=aliases)
    assert "larger than the 2 MB" in admin.text


def test_a_redirect_made_by_mistake_is_undone(admin: Person) -> None:
    """The item is back with its name, from the history of the redirect."""
    kept, doomed = (admin.make("Item", label, language="en") for label in ("kept", "doomed"))
    address = f"/wiki/Special:SetLabelDescriptionAliases/{doomed}/en"
    token = admin.open(address).send(address, label="").open(address).form(address)
    sent = {"action": "wbcreateredirect", "from": doomed, "to": kept, "format": "json"}
    sent["token"] = token.fields["wpEditToken"]
    assert admin.http.post("/w/api.php", data=sent).json()["success"]
    admin.open(f"/w/index.php?title=Item:{doomed}&action=history")
    numbers = [int(each) for each in re.findall(r"revision (\d+),", admin.text)]
    admin.open(f"/w/index.php?title=Item:{doomed}&action=edit&restore={min(numbers)}")
    assert "<ins>doomed</ins>" in admin.text
    admin.send("/w/index.php")
    assert entity(admin, doomed)["labels"] == {"en": {"language": "en", "value": "doomed"}}
