from __future__ import annotations

import networkx as nx
import pytest

from policyscape.network.mixing import adjusted_rand, assortativity, mutual_information, stability

from . import factory as f


@pytest.mark.parametrize("directed", [False, True])
def test_assortativity_agrees_with_networkx(directed: bool) -> None:
    graph = f.named(nx.gnp_random_graph(50, 0.1, seed=4, directed=directed))
    nx.set_node_attributes(graph, {node: "abc"[i % 7 % 3] for i, node in enumerate(graph)}, "type")
    assert assortativity(graph, "type") == pytest.approx(nx.attribute_assortativity_coefficient(graph, "type"))


def test_unknown_values_and_a_single_value_say_nothing() -> None:
    graph = f.graph_of("ab", "bc")
    assert assortativity(graph, "country") is None
    nx.set_node_attributes(graph, {"a": "x", "b": "x", "c": "y"}, "country")
    assert assortativity(graph.subgraph("ab"), "country") is None
    nx.set_node_attributes(graph, {"a": "x", "b": "y", "c": ""}, "country")
    assert assortativity(graph, "country") == -1


def test_agreement_of_divisions_by_hand() -> None:
    # Of 15 pairs 2 are together in both, 4 and 5 in each: expected 4/3, at most 4.5.
    one, two = "aaabbb", "xxyyzz"
    pairs = [(i, j) for i in range(6) for j in range(i)]
    together = sum(one[i] == one[j] and two[i] == two[j] for i, j in pairs)
    assert together == 2
    assert adjusted_rand(one, two) == pytest.approx((2 - 6 * 3 / 15) / (4.5 - 6 * 3 / 15))
    assert mutual_information("aaaa", "xxxx") == 1
    assert mutual_information("", "") == adjusted_rand("", "") == 1


def test_clear_communities_are_stable_and_a_ring_is_not() -> None:
    cliques = f.named(nx.connected_caveman_graph(4, 6))
    assert stability(cliques).rand == 1
    ring = stability(f.named(nx.cycle_graph(60)))
    assert ring.least < 0.9
    assert ring == stability(f.named(nx.cycle_graph(60)))
