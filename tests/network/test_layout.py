from __future__ import annotations

from itertools import combinations
from math import dist

import networkx as nx
import numpy as np
import pytest
from scipy.spatial import cKDTree

from policyscape.network.layout import layout
from policyscape.network.project import Network

from . import factory as f

GRAPHS = {
    "single": nx.empty_graph(1),
    "two apart": nx.empty_graph(2),
    "path": nx.path_graph(200),
    "small star": nx.star_graph(200),
    "large star": nx.star_graph(900),
    "clique": nx.complete_graph(130),
    "power law": nx.powerlaw_cluster_graph(700, 2, 0.5, seed=1),
    "many parts": nx.disjoint_union_all([nx.path_graph(3)] * 60),
}


def nearest(places: dict[str, tuple[float, float]]) -> float:
    points = np.array(list(places.values()))
    distances = np.asarray(cKDTree(points).query(points, k=2)[0])
    return float(distances[:, 1].min())


@pytest.mark.parametrize("name", sorted(GRAPHS))
def test_every_node_has_a_place_and_none_overlap(name: str) -> None:
    graph = f.named(GRAPHS[name])
    places = layout(graph, gap=12)
    assert set(places) == set(graph)
    assert np.isfinite(np.array(list(places.values()))).all()
    assert nearest(places) >= 20


def test_large_nodes_get_more_room() -> None:
    graph = f.named(nx.complete_graph(20))
    sizes = {node: 5.0 + 5 * number for number, node in enumerate(graph)}
    places = layout(graph, sizes, gap=4)
    assert all(dist(places[u], places[v]) >= sizes[u] + sizes[v] for u, v in combinations(graph, 2))


def test_communities_keep_together() -> None:
    graph: Network = f.named(nx.connected_caveman_graph(15, 12))
    places = layout(graph)
    inside = [dist(places[u], places[v]) for u, v in graph.edges if int(u[1:]) // 12 == int(v[1:]) // 12]
    rng = np.random.default_rng(0)
    names = sorted(graph)
    anywhere = [dist(places[names[i]], places[names[j]]) for i, j in rng.integers(0, len(names), (500, 2))]
    assert np.mean(inside) < 0.3 * np.mean(anywhere)


def test_the_same_graph_has_the_same_places() -> None:
    graph = f.named(nx.powerlaw_cluster_graph(300, 2, 0.5, seed=2))
    assert layout(graph) == layout(graph.copy())


def test_nothing_needs_no_place() -> None:
    assert layout(f.graph_of()) == {}


def test_direction_does_not_matter() -> None:
    edges = ["ab", "bc", "cd", "da"]
    assert layout(f.graph_of(*edges)) == layout(f.graph_of(*edges, directed=True))
