"""Writes the shapes that follow from the ontology into shapes/record.ttl, in canonical form."""

from rdflib import Graph

from pfgraph.ontology import declaration, ontology
from pfgraph.resources import folder
from pfgraph.turtle import canonical
from pfgraph.validation.generated import generated_shapes, written_only


def main() -> None:
    """Keep what people wrote, make the rest again."""
    path = folder("shapes") / "record.ttl"
    graph = written_only(Graph(bind_namespaces="none").parse(path, format="turtle"))
    graph += generated_shapes(ontology(), declaration())
    path.write_text(canonical(graph), encoding="utf-8")


if __name__ == "__main__":
    main()
