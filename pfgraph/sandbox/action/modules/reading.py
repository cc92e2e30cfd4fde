"""Modules that read pages for people: `parse`, `compare`, `opensearch`, `expandtemplates`."""

from __future__ import annotations

from html import escape
from typing import Any

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.parameters import read_parameters
from pfgraph.sandbox.action.query.allpages import pages_beginning
from pfgraph.sandbox.action.query.linklists import addresses, links_of
from pfgraph.sandbox.action.query.otherprops import page_properties
from pfgraph.sandbox.action.query.parts import title_facts
from pfgraph.sandbox.action.query.records import Record, newest, page_of, records, text_of
from pfgraph.sandbox.model.entityjson import text_in
from pfgraph.sandbox.model.errors import ApiError
from pfgraph.sandbox.model.ids import type_of
from pfgraph.sandbox.model.pagetitles import BadTitle, Title, read_title

_ORDER = ("wb-claims", "wb-sitelinks", "wb-identifiers", "unexpectedUnconnectedPage")


def record_named(call: Call, title: str | None, page: int | None, revision: int | None) -> Record:
    """The revision that a page's title or number, or its own number, names; raises."""
    storage = call.wiki.storage
    if revision is not None:
        found = records(storage, "revision_id = ?", (revision,), 1)
        if not found:
            raise ApiError("nosuchrevid", f"There is no revision with ID {revision}.")
        return found[0]
    if page is not None:
        found = newest(storage, "page_id = ?", (page,), 1)
        if not found:
            raise ApiError("nosuchpageid", f"There is no page with ID {page}.")
        return found[0]
    record = page_of(storage, _title(title or ""))
    if record is None:
        raise ApiError("missingtitle", "The page you specified doesn't exist.")
    return record


def _title(text: str) -> Title:
    try:
        return read_title(text)
    except BadTitle:
        raise ApiError("invalidtitle", f'Bad title "{text}".') from None


def parse(call: Call) -> Answer:
    """`action=parse` of a page or of a text; the text itself is shown as it is written."""
    values = read_parameters(call, "parse")
    wanted = values["prop"]
    if values["page"] is None and values["pageid"] is None and values["oldid"] is None:
        return _parse_text(call, values)
    record = record_named(call, values["page"], values["pageid"], values["oldid"])
    if record.target and values["redirects"]:
        namespace = 120 if type_of(record.target) == "item" else 122
        record = page_of(call.wiki.storage, Title(namespace, record.target)) or record
    facts: Answer = {"title": str(record.title), "pageid": record.page_id}
    if "revid" in wanted:
        facts["revid"] = record.revision_id
    return {"parse": facts | _parsed(call, record, wanted)}


def _parsed(call: Call, record: Record, wanted: list[str]) -> Answer:
    newer, storage = call.version == "2", call.wiki.storage
    key = "title" if newer else "*"
    links = [
        {"ns": each.namespace, **call.flagged(True, "exists"), key: str(each)}
        for each in links_of(storage, record.title)
    ]
    properties = page_properties(storage, record)
    known: dict[str, Any] = {
        "displaytitle": _display_title(call, record),
        "text": _content(call, f'<div class="mw-parser-output">{_body(call, record)}</div>'),
        "wikitext": _content(call, text_of(storage, record)),
        "links": links,
        "externallinks": addresses(storage, record),
        "properties": properties if newer else [
            {"name": name, "*": properties[name]} for name in _ORDER if name in properties
        ],
        **{name: [] for name in (
            "langlinks", "categories", "templates", "images", "sections", "iwlinks",
            "parsewarnings",
        )},
    }  # fmt: skip
    return {name: known[name] for name in known if name in wanted}


def _content(call: Call, text: str) -> Any:
    return text if call.version == "2" else {"*": text}


def _body(call: Call, record: Record) -> str:
    return f"<p>{escape(text_of(call.wiki.storage, record), quote=False)}\n</p>"


def _display_title(call: Call, record: Record) -> str:
    if not record.title.holds_entities:
        return f'<span class="mw-page-title-main">{escape(str(record.title))}</span>'
    revision = call.wiki.storage.latest(record.title.name)
    label = text_in(revision.content, "labels", call.language) if revision else None
    name = record.title.name
    shown = escape(label[0], quote=False) if label else "No label defined"
    empty = "" if label else "wb-empty"
    return (
        f'<span class="wikibase-title {empty}">\n'
        f'<span class="wikibase-title-label">{shown}</span>\n'
        f'<span class="wikibase-title-id">({name})</span>\n</span>'
    )


def _parse_text(call: Call, values: dict[str, Any]) -> Answer:
    if values["text"] is None and values["title"] is None:
        text = 'One of the parameters "page", "pageid", "oldid", "text" and "title" is required.'
        raise ApiError("missingparam", text)
    title = _title(values["title"] or "API")
    body = f"<p>{escape(values['text'] or '', quote=False)}\n</p>"
    facts: Answer = {"title": str(title), "pageid": 0}
    if "text" in values["prop"]:
        facts["text"] = _content(call, f'<div class="mw-parser-output">{body}</div>')
    return {"parse": facts}


def compare(call: Call) -> Answer:
    """`action=compare`: what lies between two revisions, as rows of a table."""
    values = read_parameters(call, "compare")
    if all(values[name] is None for name in ("fromtitle", "fromid", "fromrev")):
        text = 'One of the parameters "fromtitle", "fromid", "fromrev" and "fromslots" is required.'
        raise ApiError("missingparam", text)
    older = record_named(call, values["fromtitle"], values["fromid"], values["fromrev"])
    newer = _other(call, values, older)
    if values["torelative"] == "prev":
        older, newer = newer, older
    sides = {**_side("from", older), **_side("to", newer)}
    key = "body" if call.version == "2" else "*"
    return {"compare": sides | {key: _rows(call, older, newer)}}


def _other(call: Call, values: dict[str, Any], one: Record) -> Record:
    relative = values["torelative"]
    if relative is None:
        if all(values[name] is None for name in ("totitle", "toid", "torev")):
            text = (
                'One of the parameters "totitle", "toid", "torev", "torelative" and "toslots" '
                "is required."
            )
            raise ApiError("missingparam", text)
        return record_named(call, values["totitle"], values["toid"], values["torev"])
    sign, order = {
        "prev": ("<", "revision_id DESC"),
        "next": (">", "revision_id"),
        "cur": (">=", "revision_id DESC"),
    }[relative]
    condition = f"page_id = ? AND revision_id {sign} ?"
    found = records(call.wiki.storage, condition, (one.page_id, one.revision_id), 1, order)
    if found:
        return found[0]
    word = "earliest" if relative == "prev" else "latest"
    text = (
        f"Revision {one.revision_id} is the {word} revision of {one.title}, there is no revision "
        f'for "torelative={relative}" to compare to.'
    )
    call.warn("compare", text, f"compare-no-{relative}")
    return one


def _side(name: str, record: Record) -> Answer:
    facts = title_facts(record.title)
    return {
        f"{name}id": record.page_id, f"{name}revid": record.revision_id,
        f"{name}ns": facts["ns"], f"{name}title": facts["title"],
    }  # fmt: skip


def _rows(call: Call, older: Record, newer: Record) -> str:
    before, after = (text_of(call.wiki.storage, each) for each in (older, newer))
    if before == after:
        return ""
    cells = (("deletedline", "−", "del", before), ("addedline", "+", "ins", after))
    inner = "".join(
        f'<td class="diff-marker" data-marker="{mark}"></td><td class="diff-{name}"><div>'
        f'<{tag} class="diffchange diffchange-inline">{escape(text, quote=False)}</{tag}>'
        "</div></td>"
        for name, mark, tag, text in cells
    )
    return f"<tr>{inner}</tr>"


def open_search(call: Call) -> Any:
    """`action=opensearch`: titles that begin with a text, in the form that browsers want."""
    values = read_parameters(call, "opensearch")
    spaces = values["namespace"] or [0]
    rows = pages_beginning(call.wiki.storage, values["search"], spaces, values["limit"])
    titles = [str(row.title) for row in rows]
    return [
        values["search"], titles, ["" for _ in titles], [call.wiki.page(each) for each in titles],
    ]  # fmt: skip


def expand_templates(call: Call) -> Answer:
    """`action=expandtemplates`: there are no templates, so that a text stays as it is."""
    values = read_parameters(call, "expandtemplates")
    key = "wikitext" if values["prop"] or call.version == "2" else "*"
    return {"expandtemplates": {key: values["text"]}}


def check_constraints(call: Call) -> Answer:
    """`action=wbcheckconstraints`: no property has constraints, so that nothing is wrong."""
    values = read_parameters(call, "wbcheckconstraints")
    if (values["id"] is None) == (values["claimid"] is None):
        text = 'Either "id" or "claimid" must be given, but not both.'
        raise ApiError("param-missing" if values["id"] is None else "param-invalid", text)
    if values["claimid"] is not None:
        wanted = {guid.partition("$")[0].upper(): guid for guid in values["claimid"]}
        found = {each: _checked(call, each, {wanted[each]}) for each in wanted}
    else:
        found = {each: _checked(call, each.upper(), None) for each in values["id"]}
    return {"wbcheckconstraints": found, "success": 1}


def _checked(call: Call, entity_id: str, guids: set[str] | None) -> Answer:
    revision = call.wiki.storage.latest(entity_id)
    claims: Answer = {}
    for name, group in (revision.content.get("claims", {}) if revision else {}).items():
        for statement in sorted(group, key=lambda each: each["mainsnak"]["hash"]):
            if guids is None or statement["id"] in guids:
                snak = {"hash": statement["mainsnak"]["hash"], "results": []}
                claims.setdefault(name, []).append({"id": statement["id"], "mainsnak": snak})
    return {"claims": claims}
