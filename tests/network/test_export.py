from __future__ import annotations

from pathlib import Path

import networkx as nx

from policyscape.network.export import graphml, write_graphml
from policyscape.network.project import project
from policyscape.network.projections import find_projection
from policyscape.network.terms import entity_id

from . import factory as f


def test_graphml_reads_back_with_labels_weights_and_kinds(tmp_path: Path) -> None:
    graph = project(f.world(), find_projection("collaboration"))
    path = tmp_path / "deep" / "collaboration.graphml"
    write_graphml(graph, path)
    back = nx.read_graphml(path)
    east, west = f.iri(f.EAST), f.iri(f.WEST)
    assert back.nodes[east]["label_ja"] == "東大洋大学"
    assert back.edges[east, west] == {"weight": 4.0, "kinds": "collaboratesWith; participatesIn"}
    assert {entity_id(node) for node in back} == {f.ACME, f.EAST, f.MOON, f.WEST}
    assert sorted(child.name for child in path.parent.iterdir()) == ["collaboration.graphml"]


def test_graphml_keeps_direction_and_is_stable() -> None:
    first, second = (graphml(project(f.world(), find_projection("funding"))) for _ in range(2))
    assert first == second
    assert 'edgedefault="directed"' in first


def test_an_empty_network_is_still_a_file() -> None:
    assert nx.parse_graphml(graphml(f.graph_of())).number_of_nodes() == 0
