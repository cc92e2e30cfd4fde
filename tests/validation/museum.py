"""A small true record: a museum and a foundation that share pictures."""

import datetime

from rdflib import Graph

from pfgraph.namespaces import PFD

AS_OF = datetime.date(2026, 11, 22)
MOVEMENT = PFD["movements/wikimedia-movement"]
PREFIXES = """@base <https://w3id.org/partnerships-framework/data/> .
@prefix pf: <https://w3id.org/partnerships-framework/ns#> .
@prefix pfv: <https://w3id.org/partnerships-framework/vocab/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
MUSEUM = """
<actors/met-museum> a pf:Actor, pf:Organisation ; pf:recordId "actors/met-museum" ;
    skos:prefLabel "Metropolitan Museum of Art"@en ; pf:actorKind pfv:actor-cultural-institution .
<actors/wmf> a pf:Actor, pf:Organisation ; pf:recordId "actors/wmf" ;
    skos:prefLabel "Wikimedia Foundation"@en ; pf:actorKind pfv:actor-wikimedia-foundation .
<collaborations/open-access> a pf:Collaboration ; pf:recordId "collaborations/open-access" ;
    skos:prefLabel "Open access at the Met"@en ; pf:hasObjective <objectives/pictures> ;
    pf:lifecycleStatus pfv:lifecycle-active ;
    pf:startDate "2017-02-07"^^xsd:date ; pf:evidence <https://www.metmuseum.org/2017> .
<participations/met> a pf:Participation ; pf:recordId "participations/met" ;
    pf:within <collaborations/open-access> ; pf:participant <actors/met-museum> .
<participations/wmf> a pf:Participation ; pf:recordId "participations/wmf" ;
    pf:within <collaborations/open-access> ; pf:participant <actors/wmf> .
<objectives/pictures> a pf:Objective ; pf:recordId "objectives/pictures" ;
    skos:prefLabel "Spread pictures of works in the public domain"@en .
<benefits/met> a pf:Benefit ; pf:recordId "benefits/met" ;
    pf:benefitOf <objectives/pictures> ; pf:beneficiary <actors/met-museum> .
<movements/wikimedia-movement> a pf:Movement ; pf:recordId "movements/wikimedia-movement" ;
    skos:prefLabel "Wikimedia movement"@en .
<affiliations/wmf> a rdf:Statement ; pf:recordId "affiliations/wmf" ; rdf:subject <actors/wmf> ;
    rdf:predicate pf:belongsTo ; rdf:object <movements/wikimedia-movement> .
<actors/wmf> pf:belongsTo <movements/wikimedia-movement> .
"""


def museum(*changes: tuple[str, str], more: str = "") -> Graph:
    """The record, with texts of it replaced and more Turtle added."""
    text = MUSEUM
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return Graph().parse(data=PREFIXES + text + more, format="turtle")
