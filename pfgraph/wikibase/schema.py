"""The ontology on a wiki: its properties and its vocabulary, planned, applied and looked after."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pfgraph.namespaces import PF
from pfgraph.ontology.declaration import Declaration, DeclaredProperty
from pfgraph.ontology.terms import Ontology
from pfgraph.wikibase.apply import apply
from pfgraph.wikibase.datamodel import Snak, Statement
from pfgraph.wikibase.descriptions import LONGEST
from pfgraph.wikibase.entityjson import Names, statement_to_json, terms_to_json
from pfgraph.wikibase.history import SUMMARY
from pfgraph.wikibase.keys import key_of_iri
from pfgraph.wikibase.plan import Plan, make_plan
from pfgraph.wikibase.repository import Edit, Repository
from pfgraph.wikibase.results import Result, Run
from pfgraph.wikibase.state import WikiProperty, WikiState, names_of, read_state
from pfgraph.wikibase.termdiff import Scope
from pfgraph.wikibase.values import StringValue
from pfgraph.wikibase.vocabulary import vocabulary_items

_FIRST = (PF.ontologyIri, PF.recordId)  # every other page is recognised and marked by these


@dataclass(frozen=True, slots=True)
class Clash:
    """A property that is there under a label of ours but carries no ontology IRI."""

    declared: DeclaredProperty
    found: WikiProperty
    label: str

    @property
    def can_be_adopted(self) -> bool:
        """Whether its datatype is the declared one, so that it could take on the IRI."""
        return self.found.datatype == str(self.declared.datatype)


@dataclass(frozen=True, slots=True)
class SchemaPlan:
    """What is missing on a wiki before records can be loaded."""

    missing: tuple[DeclaredProperty, ...]
    clashes: tuple[Clash, ...]
    wrong: tuple[Clash, ...]  # carry the IRI, but with another datatype
    present: int
    items: Plan

    @property
    def is_empty(self) -> bool:
        """Whether the wiki holds the ontology already."""
        return not (self.missing or self.clashes or self.wrong) and self.items.is_empty


def plan_schema(state: WikiState, terms: Ontology, wiki: Declaration) -> SchemaPlan:
    """Compare the ontology with what the wiki carries. Pure: nothing is read or written."""
    declared = sorted(wiki.properties.values(), key=lambda each: (_rank(each), each.iri))
    absent = [each for each in declared if str(each.iri) not in state.properties]
    clashes = tuple(clash for each in absent if (clash := _clash(each, state)))
    taken = {clash.declared.iri for clash in clashes}
    wrong = tuple(
        Clash(each, found, "")
        for each in declared
        if (found := state.properties.get(str(each.iri))) and found.datatype != str(each.datatype)
    )
    desired = vocabulary_items(terms, wiki)
    scope = Scope(frozenset(), frozenset())
    return SchemaPlan(
        tuple(each for each in absent if each.iri not in taken),
        clashes,
        wrong,
        len(declared) - len(absent) - len(wrong),
        make_plan(desired, state, None, scope, wiki),
    )


def _rank(declared: DeclaredProperty) -> int:
    return _FIRST.index(declared.iri) if declared.iri in _FIRST else len(_FIRST)


def _clash(declared: DeclaredProperty, state: WikiState) -> Clash | None:
    for found in state.properties.values():
        for code, label in declared.labels.items():
            if found.labels.get(code) == label:
                return Clash(declared, found, label)
    return None


def apply_schema(
    plan: SchemaPlan,
    state: WikiState,
    repository: Repository,
    run_id: str,
    done: Callable[[Result], None] = lambda result: None,
    workers: int = 1,
) -> Run:
    """Make the missing properties, then the vocabulary items; properties that clash stay.

    Raises EditError when the wiki refuses a property: without it nothing else can be made.
    """
    properties = dict(state.properties)
    run = Run(run_id)
    for declared in plan.missing:
        made = _make(declared, repository, properties, run)
        properties[str(declared.iri)] = made
        if declared.iri in _FIRST and all(str(iri) in properties for iri in _FIRST):
            for iri in _FIRST:
                _identify(properties[str(iri)], repository, properties, run)
        done(Result(key_of_iri(declared.iri), made.id))
    items = apply(plan.items, repository, properties, run_id, done, workers)
    run.results += items.results
    run.edits += items.edits
    return run


def adopt(
    clashes: tuple[Clash, ...], state: WikiState, repository: Repository, run_id: str
) -> WikiState:
    """Give properties that clash by label our IRI, where the datatype fits; then read again."""
    run = Run(run_id)
    for clash in clashes:
        if clash.can_be_adopted:
            iri = str(clash.declared.iri)
            taken = WikiProperty(clash.found.id, iri, clash.found.datatype, clash.found.labels)
            _identify(taken, repository, {**state.properties, iri: taken}, run)
    return read_state(repository)


def _make(
    declared: DeclaredProperty,
    repository: Repository,
    properties: dict[str, WikiProperty],
    run: Run,
) -> WikiProperty:
    descriptions = {code: text[:LONGEST] for code, text in declared.descriptions.items()}
    data: dict[str, Any] = {
        "labels": terms_to_json(declared.labels),
        "descriptions": terms_to_json(descriptions),
        "datatype": str(declared.datatype),
    }
    if all(str(iri) in properties for iri in _FIRST):
        data["claims"] = [_identity(str(declared.iri), names_of(properties, {}))]
    summary = f"{SUMMARY} {run.id}: new property for {key_of_iri(declared.iri)}"
    saved = repository.edit(Edit(data, summary, new="property"))
    run.edits += 1
    run.results.append(Result(key_of_iri(declared.iri), saved.id, saved.revision))
    return WikiProperty(saved.id, str(declared.iri), str(declared.datatype), declared.labels)


def _identify(
    prop: WikiProperty, repository: Repository, properties: dict[str, WikiProperty], run: Run
) -> None:
    data = {"claims": [_identity(prop.iri, names_of(properties, {}))]}
    summary = f"{SUMMARY} {run.id}: ontology IRI"
    repository.edit(Edit(data, summary, id=prop.id))
    run.edits += 1


def _identity(iri: str, names: Names) -> dict[str, Any]:
    said = Statement(Snak(str(PF.ontologyIri), StringValue(iri)), marker=key_of_iri(iri))
    return statement_to_json(said, names)
