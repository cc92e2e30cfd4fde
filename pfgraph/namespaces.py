"""The IRIs that pfgraph speaks: one name for each namespace."""

from rdflib import Graph, Namespace
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD

BASE = "https://w3id.org/partnerships-framework/"
PF = Namespace(BASE + "ns#")  # the ontology's own terms
PFV = Namespace(BASE + "vocab/")  # concepts, criteria and standards
PFD = Namespace(BASE + "data/")  # records, as table/id
PFS = Namespace(BASE + "shapes#")  # shapes
PFW = Namespace(BASE + "wikibase#")  # how terms stand on a Wikibase
SH = Namespace("http://www.w3.org/ns/shacl#")
WIKIBASE = Namespace("http://wikiba.se/ontology#")
VS = Namespace("http://www.w3.org/2003/06/sw-vocab-status/ns#")

PREFIXES = {
    "owl": OWL,
    "pf": PF,
    "pfd": PFD,
    "pfs": PFS,
    "pfv": PFV,
    "pfw": PFW,
    "rdf": RDF,
    "rdfs": RDFS,
    "sh": SH,
    "skos": SKOS,
    "vs": VS,
    "wikibase": WIKIBASE,
    "xsd": XSD,
}


def new_graph() -> Graph:
    """An empty graph that writes the project's prefixes."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph
