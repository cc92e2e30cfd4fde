"""Whether the ontology is on the wiki."""

from pfgraph.doctor.diagnosis import Diagnosis, fault, note, ok
from pfgraph.errors import WikiError
from pfgraph.ontology import declaration, ontology
from pfgraph.wikibase.facts import Facts
from pfgraph.wikibase.repository import Repository
from pfgraph.wikibase.schema import SchemaPlan, plan_schema
from pfgraph.wikibase.state import read_state


def about_schema(repository: Repository, facts: Facts) -> Diagnosis:
    """Compare the wiki's pages with the ontology; the whole wiki is read for that."""
    try:
        plan = plan_schema(read_state(repository), ontology(), declaration())
    except WikiError as error:
        return fault("schema", f"the wiki could not be read: {error}", "look again later")
    if plan.is_empty:
        return ok("schema", f"{plan.present} properties and {plan.items.unchanged} items are there")
    return _lacking(plan, facts)


def _lacking(plan: SchemaPlan, facts: Facts) -> Diagnosis:
    clashes = len(plan.clashes) + len(plan.wrong)
    text = (
        f"{len(plan.missing)} properties and {len(plan.items.new)} items are missing, "
        f"{clashes} properties clash, {len(plan.items.changed)} items differ"
    )
    remedy = "`pfgraph schema plan` shows them, `pfgraph schema apply` makes them"
    if plan.missing and not facts.anonymous and "property-create" not in facts.rights:
        remedy += "; the account may make no properties, so another one has to run it"
    grave = plan.missing or clashes or plan.items.new
    return fault("schema", text, remedy) if grave else note("schema", text, remedy)
