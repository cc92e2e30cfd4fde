"""A wiki that holds the ontology, as a file to copy."""

from pathlib import Path

from pfgraph.ontology import declaration, ontology
from pfgraph.sandbox import Sandbox
from pfgraph.wikibase.account import Account
from pfgraph.wikibase.client import connect
from pfgraph.wikibase.schema import apply_schema, plan_schema
from pfgraph.wikibase.state import read_state


def with_ontology(path: Path, host: str) -> Path:
    """Make the file of a wiki that holds the ontology and nothing else."""
    with Sandbox(data=path, host=host) as sandbox:
        repository = connect(sandbox.url, Account(sandbox.user, sandbox.password))
        state = read_state(repository)
        plan = plan_schema(state, ontology(), declaration())
        apply_schema(plan, state, repository, "tests", workers=4)
    return path
