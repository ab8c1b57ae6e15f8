from __future__ import annotations

import networkx as nx
import pytest

from policyscape.network.brokerage import bridging, constraint, effective_size

from . import factory as f


def test_the_middle_of_a_star_is_least_constrained() -> None:
    assert constraint(f.graph_of("xa", "xb", "xc")) == pytest.approx({"x": 1 / 3, "a": 1, "b": 1, "c": 1})
    assert effective_size(f.graph_of("xa", "xb", "xc")) == {"x": 3, "a": 1, "b": 1, "c": 1}


def test_in_a_clique_every_contact_is_redundant() -> None:
    triad = f.graph_of("ab", "bc", "ca")
    # Each contact takes 1/2 directly and 1/4 through the other: 2 (3/4)².
    assert constraint(triad) == pytest.approx(dict.fromkeys("abc", 1.125))
    assert effective_size(f.named(nx.complete_graph(5))) == dict.fromkeys([f"n000{i}" for i in range(5)], 1)


def test_constraint_heeds_weights_and_drops_direction() -> None:
    found = constraint(f.graph_of(("x", "a", 1), ("b", "x", 3), directed=True))
    assert found["x"] == pytest.approx((1 / 4) ** 2 + (3 / 4) ** 2)


def test_two_cliques_are_bridged_by_their_ends() -> None:
    left, right = ["ab", "ac", "ad", "bc", "bd", "cd"], ["wx", "wy", "wz", "xy", "xz", "yz"]
    found = bridging(f.graph_of(*left, *right, "dw"))
    assert found["d"] == found["w"] == pytest.approx(1 - (3 / 4) ** 2 - (1 / 4) ** 2)
    assert {found[node] for node in "abcxyz"} == {0}


@pytest.mark.parametrize("seed", range(3))
def test_random_graphs_agree_with_networkx(seed: int) -> None:
    graph = f.named(nx.powerlaw_cluster_graph(80, 3, 0.4, seed=seed))
    assert effective_size(graph) == pytest.approx(nx.effective_size(graph), abs=1e-9)
    for number, (u, v) in enumerate(sorted(graph.edges)):
        graph.edges[u, v]["weight"] = number % 4 + 1
    assert constraint(graph) == pytest.approx(nx.constraint(graph, weight="weight"), abs=1e-9)


@pytest.mark.parametrize("measure", [constraint, effective_size, bridging])
def test_empty_and_single(measure: object) -> None:
    assert callable(measure)
    graph = f.graph_of()
    assert measure(graph) == {}
    graph.add_node("a")
    assert measure(graph) == {"a": 0}
