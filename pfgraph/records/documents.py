"""YAML and JSON documents as nodes that know their lines; nothing in them is ever executed."""

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the fast one, where it was built
_DEPTH = 40  # levels; records need about six
_GROWTH = 20  # how many times the nodes written may be said again by aliases
_ROOM = 10_000  # values that aliases may stand for in any case
_SURROGATES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
NULL, BOOL = "tag:yaml.org,2002:null", "tag:yaml.org,2002:bool"
_NUMBERS = {"tag:yaml.org,2002:int": int, "tag:yaml.org,2002:float": float}


class DocumentError(ValueError):
    """A document that cannot be read; `line` counts from 1, the message says what to do."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def yaml_nodes(text: str) -> list[yaml.Node]:
    """The documents in a YAML text, as nodes. Raises DocumentError."""
    try:
        _check_depth(text)
        documents = list(yaml.compose_all(text, Loader=_LOADER))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise DocumentError(line, f"{error.reason}; remove the character") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DocumentError(line, _in_words(error)) from error
    for document in documents:
        _check_size(document)
    return documents


def json_nodes(text: str) -> list[yaml.Node]:
    """The document in a JSON text, as a node. Raises DocumentError."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        raise DocumentError(error.lineno, f"this is no JSON: {error.msg}") from error
    except RecursionError as error:
        raise DocumentError(1, _too_deep()) from error
    # JSON allows tabs between values and pairs of surrogates, YAML does not
    return yaml_nodes(_SURROGATES.sub(lambda pair: json.loads(f'"{pair[0]}"'), text.expandtabs()))


def line_of(node: yaml.Node | yaml.Event) -> int:
    """The line on which a node begins, from 1."""
    return int(node.start_mark.line) + 1 if node.start_mark else 1


def pairs(node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """The keys of a mapping as text, with the nodes of key and value."""
    for key, value in node.value:
        yield (key.value if isinstance(key, yaml.ScalarNode) else ""), key, value


def plain(node: yaml.Node) -> Any:
    """The node as JSON has it: dates and yes/no stay texts; keys are texts."""
    if isinstance(node, yaml.MappingNode):
        return {key: plain(value) for key, _, value in pairs(node)}
    if isinstance(node, yaml.SequenceNode):
        return [plain(each) for each in node.value]
    return _plain_scalar(node)


def _plain_scalar(node: yaml.Node) -> Any:
    if node.tag == NULL:
        return None
    if node.tag == BOOL and node.value.lower() in ("true", "false"):
        return node.value.lower() == "true"
    try:
        return _NUMBERS[node.tag](node.value) if node.tag in _NUMBERS else node.value
    except ValueError:  # numbers that only YAML writes, such as 1:30
        return node.value


def _check_depth(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEPTH:
            raise DocumentError(line_of(event), _too_deep())


def _too_deep() -> str:
    return f"lists and mappings stand more than {_DEPTH} levels deep in one another; flatten them"


def _check_size(document: yaml.Node | None) -> None:
    sizes: dict[int, int] = {}
    if document is None:
        return
    total = _size(document, sizes)
    if total > max(_ROOM, _GROWTH * len(sizes)):
        largest = max((child for child in _children(document)), key=lambda each: sizes[id(each)])
        raise DocumentError(
            line_of(largest),
            f"aliases (*name) turn {len(sizes)} values into {total}; write the rows out",
        )


def _size(node: yaml.Node, sizes: dict[int, int]) -> int:
    known = sizes.get(id(node))
    if known == 0:
        raise DocumentError(
            line_of(node), "an alias (*name) stands within what it repeats; remove it"
        )
    if known is None:
        sizes[id(node)] = 0  # being measured
        sizes[id(node)] = 1 + sum(_size(child, sizes) for child in _children(node))
    return sizes[id(node)]


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [each for pair in node.value for each in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _in_words(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or "it cannot be read"
    if "nesting depth" in problem:  # the fast loader's own bound, met before any event is given
        return _too_deep()
    if "mapping values are not allowed" in problem:
        return "this is no YAML: a text that holds a colon stands between quotation marks"
    if "tab character" in problem or "cannot start any token" in problem:
        return f"this is no YAML: {problem}; indent with spaces, quote texts that begin with a sign"
    return f"this is no YAML: {problem}"
