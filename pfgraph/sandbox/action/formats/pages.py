"""The pages that the API shows to people: an answer in a page, and the help."""

from __future__ import annotations

from html import escape

from pfgraph.sandbox.wiki import NAME

_PAGE = """<!DOCTYPE html>
<html class="client-nojs" lang="en" dir="ltr">
<head>
<meta charset="UTF-8">
<title>{title} - {name}</title>
<meta name="robots" content="noindex,nofollow">
</head>
<body class="mediawiki ltr ns--1 ns-special mw-special-ApiHelp skin-apioutput">
<div class="mw-body" role="main"><h1 id="firstHeading">{title}</h1>
<div id="mw-content-text" class="mw-body-content">{body}</div></div>
</body>
</html>
"""
_RESULT = (
    "<p>This is the HTML representation of the {kind} format. HTML is good for debugging, but is "
    "unsuitable for application use.</p>\n"
    "<p>Specify the <var>format</var> parameter to change the output format. To see the non-HTML "
    "representation of the {kind} format, set <kbd>format={name}</kbd>.</p>\n"
    '<pre class="api-pretty-content">{text}</pre>'
)


def page(title: str, body: str) -> str:
    """A page with a title and a body of HTML."""
    return _PAGE.format(title=escape(title), name=NAME, body=body)


def result_page(text: str, name: str) -> str:
    """An answer, written in the format `name`, as a page to read."""
    body = _RESULT.format(kind=name.upper(), name=name, text=escape(text, quote=False))
    return page("MediaWiki API result", body)
