"""A network as a file of other programs (Gephi, Cytoscape, yEd, igraph)."""

from __future__ import annotations

from pathlib import Path

import networkx as nx

from policyscape.network.project import Network

__all__ = ["graphml", "write_graphml"]


def graphml(graph: Network) -> str:
    """The network as GraphML: every attribute of nodes and edges, ``kinds`` joined by ``; ``; same bytes every time."""
    plain: Network = nx.DiGraph() if graph.is_directed() else nx.Graph()
    plain.graph.update(graph.graph)
    plain.add_nodes_from(graph.nodes(data=True))
    for source, target, attributes in graph.edges(data=True):
        kinds = "; ".join(attributes.get("kinds", ()))
        plain.add_edge(source, target, weight=float(attributes.get("weight", 1)), kinds=kinds)
    return "\n".join(nx.generate_graphml(plain, named_key_ids=True)) + "\n"


def write_graphml(graph: Network, path: Path) -> None:
    """Write GraphML beside the target first, then rename, so that no half file is ever seen."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".part")
    beside.write_text(graphml(graph), encoding="utf-8")
    beside.replace(path)
