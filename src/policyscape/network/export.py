"""A network as a file of other programs (Gephi, Cytoscape, yEd, igraph)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import networkx as nx

from policyscape.network.project import Network

__all__ = ["gexf", "gexf_text", "graphml", "graphml_text", "write_graphml"]

_Scores = Mapping[str, Mapping[str, float]]


def graphml(graph: Network, scores: _Scores | None = None) -> str:
    """The network as GraphML with typed attributes: all of nodes and edges, and the scores by measure.

    ``kinds`` are joined by ``; ``; the same network gives the same bytes every time.
    """
    return graphml_text(_plain(graph, scores))


def graphml_text(plain: Network | nx.MultiDiGraph[str]) -> str:
    """A graph whose attributes are all plain values, as GraphML."""
    return "\n".join(nx.generate_graphml(plain, named_key_ids=True)) + "\n"


def gexf(graph: Network, scores: _Scores | None = None) -> str:
    """The network as GEXF 1.2 with typed attributes, as :func:`graphml`; labels are Japanese, else English."""
    return gexf_text(_plain(graph, scores))


def gexf_text(plain: Network | nx.MultiDiGraph[str]) -> str:
    """A graph whose attributes are all plain values, as GEXF; its nodes are given labels."""
    for node, attributes in plain.nodes(data=True):
        attributes["label"] = attributes.get("label_ja") or attributes.get("label_en") or node
    out = BytesIO()
    nx.write_gexf(plain, out, version="1.2draft", prettyprint=True)
    text = out.getvalue().decode("utf-8")
    return re.sub(r' lastmodifieddate="[^"]*"', "", text).rstrip() + "\n"  # the clock has no place in a file


def write_graphml(graph: Network, path: Path) -> None:
    """Write GraphML beside the target first, then rename, so that no half file is ever seen."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".part")
    beside.write_text(graphml(graph), encoding="utf-8")
    beside.replace(path)


def _plain(graph: Network, scores: _Scores | None) -> Network:
    plain: Network = nx.DiGraph() if graph.is_directed() else nx.Graph()
    plain.graph.update(graph.graph)
    plain.add_nodes_from((node, dict(attributes)) for node, attributes in graph.nodes(data=True))
    for name, values in (scores or {}).items():
        for node, score in values.items():
            plain.nodes[node][name] = float(score)
    for source, target, attributes in graph.edges(data=True):
        kinds = "; ".join(attributes.get("kinds", ()))
        plain.add_edge(source, target, weight=float(attributes.get("weight", 1)), kinds=kinds)
    return plain
