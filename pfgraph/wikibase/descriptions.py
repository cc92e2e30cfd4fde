"""The descriptions that new items are given, so that people can tell them apart.

Label and description together must be unique on a wiki, and must differ from each other.
A description is written once, when the item is made; from then on it belongs to people.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, SKOS

from pfgraph.namespaces import PF
from pfgraph.ontology.terms import Ontology
from pfgraph.wikibase.datamodel import Item
from pfgraph.wikibase.keys import is_term, term_iri
from pfgraph.wikibase.values import ItemValue, TimeValue

LONGEST = 250  # characters; Wikibase's default for labels, descriptions and aliases
_NAMED = 3  # participants that a description names


def described(items: Mapping[str, Item], terms: Ontology) -> dict[str, Item]:
    """The items with a description in each language that they have a label in."""
    parents = _parents(items)
    made = {
        key: replace(
            item,
            descriptions={
                code: _shortened(_description(item, items, terms, parents, code))
                for code in item.labels
            },
        )
        for key, item in items.items()
    }
    taken = Counter(
        (code, label, item.descriptions[code])
        for item in made.values()
        for code, label in item.labels.items()
    )
    return {key: _told_apart(item, taken) for key, item in made.items()}


def _told_apart(item: Item, taken: Counter[tuple[str, str, str]]) -> Item:
    """The item with its key in those descriptions that another item has too."""
    descriptions = {
        code: text
        if taken[code, item.labels[code], text] == 1 and text != item.labels[code]
        else f"{_shortened(text, LONGEST - len(item.key) - 3)} ({item.key})"
        for code, text in item.descriptions.items()
    }
    return replace(item, descriptions=descriptions)


def _description(
    item: Item, items: Mapping[str, Item], terms: Ontology, parents: Mapping[str, str], code: str
) -> str:
    if is_term(item.key):
        return _definition(term_iri(item.key), terms, code)
    kind = _class_label(item, terms, code)
    actor_kind = _concepts(item, PF.actorKind, terms, code)
    place = _concepts(item, PF.isBasedIn, terms, code)
    people = [_label(key, items, terms, code) for key in _keys(item, PF.participant)]
    if actor_kind:
        return f"{actor_kind} ({place})" if place else actor_kind
    if people:
        return f"{kind}: {_several(people)}{_since(item)}"
    if item.key in parents:
        return f"{kind}: {_label(parents[item.key], items, terms, code)}"
    return f"{kind} ({item.key})"


def _definition(term: URIRef, terms: Ontology, code: str) -> str:
    texts = {
        text.language: str(text)
        for text in terms.graph.objects(term, SKOS.definition)
        if isinstance(text, Literal)
    }
    scheme = terms.graph.value(term, SKOS.inScheme)
    notation = terms.graph.value(term, SKOS.notation)
    if texts:
        return texts.get(code) or texts.get("en") or next(iter(texts.values()))
    return f"{terms.label(URIRef(str(scheme)), code)}: {notation}" if scheme else str(term)


def _class_label(item: Item, terms: Ontology, code: str) -> str:
    classes = [key for key in _keys(item, RDF.type) if is_term(key)]
    return terms.label(term_iri(classes[0]), code) if classes else item.key


def _concepts(item: Item, prop: URIRef, terms: Ontology, code: str) -> str:
    keys = [key for key in _keys(item, prop) if is_term(key)]
    return ", ".join(terms.label(term_iri(key), code) for key in keys)


def _label(key: str, items: Mapping[str, Item], terms: Ontology, code: str) -> str:
    if is_term(key):
        return terms.label(term_iri(key), code)
    labels = items[key].labels if key in items else {}
    return labels.get(code) or labels.get("en") or next(iter(labels.values()), key)


def _several(names: list[str]) -> str:
    shown = ", ".join(names[:_NAMED])
    return f"{shown} …" if len(names) > _NAMED else shown


def _since(item: Item) -> str:
    for statement in item.statements:
        value = statement.main.value
        if statement.main.prop == str(PF.startDate) and isinstance(value, TimeValue):
            return f" ({value.date.text[:4]})"
    return ""


def _keys(item: Item, prop: URIRef) -> list[str]:
    return [
        statement.main.value.key
        for statement in item.statements
        if statement.main.prop == str(prop) and isinstance(statement.main.value, ItemValue)
    ]


def _parents(items: Mapping[str, Item]) -> dict[str, str]:
    """For an objective the collaboration that has it; for a statement who issued it."""
    parents: dict[str, str] = {}
    for item in items.values():
        for objective in _keys(item, PF.hasObjective):
            parents.setdefault(objective, item.key)
        for issuer in _keys(item, PF.issuedBy):
            parents.setdefault(item.key, issuer)
    return parents


def _shortened(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
