"""The ontology on a wiki: its properties and its vocabulary, planned, applied and looked after."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from pfgraph.namespaces import PF
from pfgraph.ontology.declaration import Declaration, DeclaredProperty
from pfgraph.ontology.terms import Ontology
from pfgraph.wikibase.apply import carry_out, tasks_of
from pfgraph.wikibase.datamodel import Snak, Statement
from pfgraph.wikibase.descriptions import LONGEST
from pfgraph.wikibase.entityjson import Names, statement_to_json, terms_to_json
from pfgraph.wikibase.keys import key_of_iri
from pfgraph.wikibase.patience import Patience
from pfgraph.wikibase.plan import Plan, make_plan
from pfgraph.wikibase.repository import Edit, Repository, Saved
from pfgraph.wikibase.results import Log, NoLog, Result, Run
from pfgraph.wikibase.sending import Sender
from pfgraph.wikibase.state import WikiProperty, WikiState, names_of, read_state
from pfgraph.wikibase.termdiff import Scope
from pfgraph.wikibase.values import StringValue
from pfgraph.wikibase.vocabulary import vocabulary_items

_FIRST = (PF.ontologyIri, PF.recordId)  # every other page is recognised and marked by these
PROPERTIES = 1_000_000  # numbers of edits of properties begin behind this, apart from the items'


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
    *,
    log: Log | None = None,
    workers: int = 1,
    patience: Patience | None = None,
) -> Run:
    """Make the missing properties, then the vocabulary items; properties that clash stay.

    Raises EditError when the wiki refuses a property: without it nothing else can be made.
    """
    sender = Sender(repository, run_id, repository.clock(), patience or Patience())
    making = _Properties(sender, dict(state.properties), Run(run_id), done)
    making.make(plan.missing)
    tasks = tasks_of(plan.items)
    log = log or NoLog(len(tasks))
    items = carry_out(tasks, sender, making.properties, plan.items.ids, log, done, workers)
    return replace(
        making.run,
        results=making.run.results + items.results,
        edits=making.run.edits + items.edits,
        stopped=items.stopped,
    )


def adopt(
    clashes: tuple[Clash, ...], state: WikiState, repository: Repository, run_id: str
) -> WikiState:
    """Give properties that clash by label our IRI, where the datatype fits; then read again."""
    sender = Sender(repository, run_id, repository.clock())
    making = _Properties(sender, dict(state.properties), Run(run_id), lambda result: None)
    for clash in clashes:
        if clash.can_be_adopted:
            iri = str(clash.declared.iri)
            found = clash.found
            making.properties[iri] = WikiProperty(found.id, iri, found.datatype, found.labels)
            making.identify(making.properties[iri])
    return read_state(repository)


class _Properties:
    """Makes properties, one edit each, two for those that all others are recognised by."""

    def __init__(
        self,
        sender: Sender,
        properties: dict[str, WikiProperty],
        run: Run,
        done: Callable[[Result], None],
    ) -> None:
        self.sender, self.properties, self.run, self.done = sender, properties, run, done

    def make(self, missing: Iterable[DeclaredProperty]) -> None:
        for declared in missing:
            made = self._make(declared)
            self.properties[str(declared.iri)] = made
            if declared.iri in _FIRST and self._can_identify:
                for iri in _FIRST:
                    self.identify(self.properties[str(iri)])
            self.done(Result(key_of_iri(declared.iri), made.id))

    @property
    def _can_identify(self) -> bool:
        return all(str(iri) in self.properties for iri in _FIRST)

    def _make(self, declared: DeclaredProperty) -> WikiProperty:
        descriptions = {code: text[:LONGEST] for code, text in declared.descriptions.items()}
        data: dict[str, Any] = {
            "labels": terms_to_json(declared.labels),
            "descriptions": terms_to_json(descriptions),
            "datatype": str(declared.datatype),
        }
        if self._can_identify:
            data["claims"] = [_identity(str(declared.iri), names_of(self.properties, {}))]
        words = f"new property for {key_of_iri(declared.iri)}"
        saved = self._send(data, words, new="property")
        self.run.results.append(Result(key_of_iri(declared.iri), saved.id, saved.revision))
        return WikiProperty(saved.id, str(declared.iri), str(declared.datatype), declared.labels)

    def identify(self, prop: WikiProperty) -> None:
        """Let a property carry its ontology IRI."""
        data = {"claims": [_identity(prop.iri, names_of(self.properties, {}))]}
        self._send(data, "ontology IRI", prop.id)

    def _send(self, data: dict[str, Any], words: str, entity: str = "", new: str = "") -> Saved:
        self.run.edits += 1
        number = PROPERTIES + self.run.edits
        edit = Edit(data, self.sender.summary(number, words), id=entity, new=new)
        return self.sender.send(edit, number)


def _identity(iri: str, names: Names) -> dict[str, Any]:
    said = Statement(Snak(str(PF.ontologyIri), StringValue(iri)), marker=key_of_iri(iri))
    return statement_to_json(said, names)
