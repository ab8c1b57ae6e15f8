from __future__ import annotations

import networkx as nx
import pytest

from policyscape.errors import InputError
from policyscape.network.bipartite import (
    bipartite_betweenness,
    bipartite_closeness,
    bipartite_clustering,
    bipartite_degree,
)
from policyscape.network.project import Network

from . import factory as f


def sided(first: int, second: int, seed: int) -> tuple[Network, set[str]]:
    graph = f.named(nx.bipartite.gnmk_random_graph(first, second, 3 * first, seed=seed))
    top = set(list(graph)[:first])
    nx.set_node_attributes(graph, {node: int(node not in top) for node in graph}, "side")
    return graph, top


@pytest.mark.parametrize("seed", range(3))
def test_random_graphs_agree_with_networkx(seed: int) -> None:
    graph, top = sided(12, 30, seed)
    assert bipartite_degree(graph) == pytest.approx(nx.bipartite.degree_centrality(graph, top))
    assert bipartite_betweenness(graph) == pytest.approx(nx.bipartite.betweenness_centrality(graph, top), abs=1e-9)
    assert bipartite_closeness(graph) == pytest.approx(nx.bipartite.closeness_centrality(graph, top), abs=1e-9)
    assert bipartite_clustering(graph) == pytest.approx(nx.bipartite.latapy_clustering(graph), abs=1e-9)


def test_in_a_full_network_all_of_a_side_are_equal() -> None:
    graph = f.graph_of("ax", "ay", "az", "bx", "by", "bz")
    nx.set_node_attributes(graph, {node: int(node in "xyz") for node in graph}, "side")
    assert set(bipartite_degree(graph).values()) == {1}
    assert set(bipartite_closeness(graph).values()) == {1}
    assert set(bipartite_clustering(graph).values()) == {1}


def test_a_network_of_one_kind_is_refused() -> None:
    with pytest.raises(InputError, match="networks of two kinds of nodes"):
        bipartite_degree(f.graph_of("ab"))
