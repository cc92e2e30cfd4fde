"""The rule files: one CONSTRUCT each, with what it reads and produces in its head."""

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from pfgraph.errors import QueryError
from pfgraph.resources import folder
from pfgraph.rules.order import in_order
from pfgraph.sparql.header import Header, read_header

_NAME = re.compile(r"(D\d\d)([a-z]?)-[a-z-]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule file. Several files can make up one numbered rule: D07a, D07b…"""

    name: str
    header: Header

    @property
    def number(self) -> str:
        """The rule that the file belongs to, such as D07."""
        return self.name[:3]

    @property
    def version(self) -> str:
        """Changes whenever the text of the rule does."""
        return sha256(self.header.text.encode()).hexdigest()[:8]


def read_rules(root: Path) -> tuple[Rule, ...]:
    """The rules in a folder, each after those whose results it reads; QueryError for a circle."""
    rules = [Rule(path.stem, read_header(path)) for path in sorted(root.glob("*.rq"))]
    for rule in rules:
        if not _NAME.fullmatch(rule.name):
            raise QueryError(f"{root / rule.name}.rq: a rule file is named like D04-partnership.rq")
    reads = {rule.name: rule.header.reads for rule in rules}
    produces = {rule.name: rule.header.produces for rule in rules}
    by_name = {rule.name: rule for rule in rules}
    return tuple(by_name[name] for name in in_order(reads, produces))


@cache
def rules() -> tuple[Rule, ...]:
    """The rules that came with pfgraph, in the order in which they run; read once."""
    return read_rules(folder("queries") / "rules")
