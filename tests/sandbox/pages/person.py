"""Somebody at a browser without scripts: reads pages, fills in forms, presses buttons."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx


@dataclass
class Form:
    """A form of a page: where it goes, what its fields hold, the names of its buttons."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._select = self._textarea = ""
        self._first = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(found.get("action", ""), found.get("method", "get")))
        elif not self.forms or ("name" not in found and tag not in ("option", "button")):
            return
        elif tag == "input":
            self._input(found)
        elif tag == "button":
            self.forms[-1].buttons.append((found.get("name", ""), found.get("value", "")))
        elif tag == "select":
            self._select, self._first = found["name"], True
        elif tag == "textarea":
            self._textarea = found["name"]
            self.forms[-1].fields[self._textarea] = ""
        elif tag == "option" and self._select and (self._first or "selected" in found):
            self.forms[-1].fields[self._select] = found.get("value", "")
            self._first = False

    def _input(self, found: dict[str, str]) -> None:
        if found.get("type") != "radio" or "checked" in found:
            self.forms[-1].fields[found["name"]] = found.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.forms[-1].fields[self._textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = ""
        elif tag == "select":
            self._select = ""


@dataclass
class Person:
    """`page` is what stands in the browser's window."""

    http: httpx.Client
    page: httpx.Response | None = None

    @property
    def text(self) -> str:
        assert self.page is not None
        return self.page.text

    @property
    def address(self) -> str:
        assert self.page is not None
        return self.page.url.raw_path.decode()

    def open(self, address: str) -> Person:
        self.page = self.http.get(address, follow_redirects=True)
        return self

    def form(self, action: str) -> Form:
        """The form of the page that is sent to an address beginning like this."""
        reader = _Forms()
        reader.feed(self.text)
        return next(form for form in reader.forms if form.action.startswith(action))

    def send(self, action: str, button: str = "", **fields: str) -> Person:
        """Fill in the form and press a button by its value; `__` stands for a dot in names."""
        form = self.form(action)
        values = form.fields | {name.replace("__", "."): value for name, value in fields.items()}
        pressed = [each for each in form.buttons if each[1] == button and each[0]]
        assert not button or pressed, f"no button {button} among {form.buttons}"
        values |= dict(pressed[:1])
        if form.method.lower() == "post":
            self.page = self.http.post(form.action, data=values, follow_redirects=True)
        else:
            self.page = self.http.get(form.action, params=values, follow_redirects=True)
        return self

    def log_in(self, name: str, password: str) -> Person:
        self.open("/wiki/Special:UserLogin")
        return self.send("/wiki/Special:UserLogin", wpName=name, wpPassword=password)

    def make(self, kind: str, label: str, **fields: str) -> str:
        """A new item or property; its id."""
        self.open(f"/wiki/Special:New{kind}").send(
            f"/wiki/Special:New{kind}", label=label, **fields
        )
        assert self.page is not None and self.page.status_code == 200, self.text
        return self.address.rpartition(":")[2]

    def state(self, entity_id: str, property_id: str, value: str, **fields: str) -> str:
        """A new statement; its GUID."""
        address = f"/wiki/Special:EditStatement/{entity_id}"
        self.open(f"{address}?property={property_id}")
        self.send(address, "save", main__text=value, **fields)
        assert self.page is not None and self.page.status_code == 200, self.text
        return self.page.url.fragment
