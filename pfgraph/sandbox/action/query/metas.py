"""The smaller metas: the repository, languages, messages, files, and how to log in."""

from __future__ import annotations

from typing import Any

from pfgraph.sandbox.action.calls import Answer
from pfgraph.sandbox.action.query.interface import interface_texts
from pfgraph.sandbox.action.query.parts import Part
from pfgraph.sandbox.model.languages import fallbacks, monolingual_languages, term_languages


def wikibase(part: Part) -> Answer:
    """Where the repository is: here."""
    server = part.call.wiki.server
    url = {"base": server, "scriptpath": "/w", "articlepath": "/wiki/$1"}
    known: Answer = {"url": {"repo": {"url": url}}, "siteid": {"siteid": "wikidb"}}
    found: Answer = {}
    for name in part.values["prop"]:
        found |= known[name]
    return {"wikibase": found}


def content_languages(part: Part) -> Answer:
    """The codes that terms or monolingual texts may have."""
    names = term_languages()
    of_terms = part.values["context"] == "term"
    codes = names if of_terms else sorted(monolingual_languages())
    wanted = part.values["prop"]
    found: Answer = {}
    for code in codes:
        known = {"code": code, "autonym": names.get(code), "name": names.get(code)}
        found[code] = {name: known[name] for name in wanted}
    return {"wbcontentlanguages": found}


def language_info(part: Part) -> Answer:
    """`meta=languageinfo`, of the languages that terms may have."""
    names = term_languages()
    asked = part.values["code"] or ["*"]
    codes = list(names) if asked == ["*"] else [code for code in asked if code in names]
    found: Answer = {}
    for code in codes:
        chain = [each for each in fallbacks(code)[1:] if each != "en"]
        known: dict[str, Any] = {
            "code": code, "bcp47": code, "dir": "ltr", "autonym": names[code], "name": names[code],
            "fallbacks": chain, "variants": [], "variantnames": {},
        }  # fmt: skip
        found[code] = {name: known[name] for name in part.values["prop"]}
    return {"languageinfo": found}


def all_messages(part: Part) -> Answer:
    """`meta=allmessages`: the texts of the interface that are known here; others are missing."""
    values, call = part.values, part.call
    texts = interface_texts()
    asked = values["messages"] or ["*"]
    names = sorted(texts) if asked == ["*"] else asked
    key = "content" if call.version == "2" else "*"
    found = []
    for name in names:
        normal = name[:1].lower() + name[1:].replace(" ", "_")
        if not _wanted(normal, values):
            continue
        text = texts.get(normal)
        entry: Answer = {"name": name, "normalizedname": normal}
        if text is None:
            entry |= call.flagged(True, "missing")
        elif not values["nocontent"]:
            for number, each in enumerate(values["args"] or (), 1):
                text = text.replace(f"${number}", each)
            entry[key] = text
        found.append(entry)
    return {"allmessages": found}


def _wanted(name: str, values: Any) -> bool:
    return (
        (not values["filter"] or values["filter"] in name)
        and (not values["from"] or name >= values["from"])
        and (not values["to"] or name <= values["to"])
        and name.startswith(values["prefix"] or "")
    )


def file_repositories(part: Part) -> Answer:
    """`meta=filerepoinfo`: the wiki's own, which holds nothing."""
    server = part.call.wiki.server
    known = {
        "name": "local",
        "displayname": part.call.wiki.server.rpartition("/")[2],
        "rootUrl": f"{server}/w/images",
        "local": True if part.call.version == "2" else "",
        "url": f"{server}/w/images",
        "thumbUrl": f"{server}/w/images/thumb",
        "scriptDirUrl": "/w",
        "favicon": "/favicon.ico",
    }
    wanted = part.values["prop"]
    return {"repos": [{name: value for name, value in known.items() if name in wanted}]}


_PASSWORD = "MediaWiki\\Auth\\PasswordAuthenticationRequest"
_REMEMBER = "MediaWiki\\Auth\\RememberMeAuthenticationRequest"


def login_fields(part: Part) -> Answer:
    """`meta=authmanagerinfo`: what has to be sent to log in."""
    call = part.call
    yes = True if call.version == "2" else ""
    info: Answer = {"canauthenticatenow": yes, "cancreateaccounts": yes}
    info |= {"preservedusername": ""}
    if part.values["requestsfor"] is None:
        return {"authmanagerinfo": info}
    if part.values["requestsfor"] != "login":
        return {"authmanagerinfo": info | {"requests": []}}
    return {"authmanagerinfo": info | {"requests": [_password(call), _remember(call)]}}


def _password(call: Any) -> Answer:
    fields = {
        "username": {
            "type": "string", "label": "Username", "help": "Username for authentication.",
            **call.flagged(False, "optional"), **call.flagged(False, "sensitive"),
        },
        "password": {
            "type": "password", "label": "Password", "help": "Password for authentication.",
            **call.flagged(False, "optional"), **call.flagged(True, "sensitive"),
        },
    }  # fmt: skip
    return {
        "id": _PASSWORD, "metadata": {}, "required": "primary-required",
        "provider": "Password-based authentication", "account": "", "fields": fields,
    }  # fmt: skip


def _remember(call: Any) -> Answer:
    text = "Whether the password should be remembered for longer than the length of the session."
    box = {
        "type": "checkbox", "label": "Keep me logged in", "help": text,
        **call.flagged(True, "optional"), **call.flagged(False, "sensitive"),
    }  # fmt: skip
    return {
        "id": _REMEMBER, "metadata": {}, "required": "optional", "provider": _REMEMBER,
        "account": _REMEMBER, "fields": {"rememberMe": box},
    }  # fmt: skip
