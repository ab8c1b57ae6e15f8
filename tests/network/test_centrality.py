from __future__ import annotations

from math import sqrt

import networkx as nx
import pytest

from policyscape.network.centrality import degree, eigenvector, pagerank, strength

from . import factory as f


def test_degree_of_star_and_complete_graph() -> None:
    assert degree(f.graph_of("xa", "xb", "xc")) == pytest.approx({"x": 1, "a": 1 / 3, "b": 1 / 3, "c": 1 / 3})
    assert set(degree(f.named(nx.complete_graph(4))).values()) == {1}


def test_directed_degree_adds_in_and_out() -> None:
    assert degree(f.graph_of("ab", "ba", "bc", directed=True)) == pytest.approx({"a": 1, "b": 1.5, "c": 0.5})


def test_strength_adds_weights_in_and_out() -> None:
    assert strength(f.graph_of(("a", "b", 2), ("b", "c", 0.5), directed=True)) == {"a": 2, "b": 2.5, "c": 0.5}


def test_eigenvector_of_star() -> None:
    # λ = √3, the middle is √3 times a leaf, in all 1 = 3 + 3·1 over 6.
    found = eigenvector(f.graph_of("xa", "xb", "xc"))
    assert found == pytest.approx({"x": sqrt(1 / 2), **dict.fromkeys("abc", sqrt(1 / 6))})


def test_eigenvector_heeds_weights() -> None:
    # Path with weights 3 and 4: λ = 5, vector (3, 5, 4) / √50.
    found = eigenvector(f.graph_of(("a", "b", 3), ("b", "c", 4)))
    assert found == pytest.approx({"a": 3 / sqrt(50), "b": 5 / sqrt(50), "c": 4 / sqrt(50)})


def test_eigenvector_is_of_the_largest_component_only() -> None:
    found = eigenvector(f.graph_of("ab", "bc", "xy"))
    assert found == pytest.approx({"a": 0.5, "b": sqrt(0.5), "c": 0.5, "x": 0, "y": 0})
    assert eigenvector(f.graph_of("xy", "ab")) == pytest.approx({"x": 0, "y": 0, "a": sqrt(0.5), "b": sqrt(0.5)})


def test_eigenvector_drops_direction_and_adds_opposite_weights() -> None:
    both = f.graph_of(("a", "b", 1), ("b", "a", 2), ("b", "c", 4), directed=True)
    assert eigenvector(both) == pytest.approx(eigenvector(f.graph_of(("a", "b", 3), ("b", "c", 4))))


def test_pagerank_of_a_circle_is_even() -> None:
    assert pagerank(f.graph_of("ab", "bc", "ca", directed=True)) == pytest.approx(dict.fromkeys("abc", 1 / 3))


def test_pagerank_restarts_from_a_dead_end() -> None:
    # a -> b: a = r + α b/2, b = r + α (a + b/2) with r = 0.15/2 and a + b = 1, hence a = 0.5 / 1.425.
    found = pagerank(f.graph_of("ab", directed=True))
    assert found == pytest.approx({"a": 0.5 / 1.425, "b": 0.925 / 1.425}, abs=1e-12)


def test_pagerank_divides_by_weight() -> None:
    # From a the walk goes to b three times as often as to c: b's part beyond the restart is three times c's.
    found = pagerank(f.graph_of(("a", "b", 3), ("a", "c", 1), "ba", "ca", directed=True))
    assert (found["b"] - 0.05) / (found["c"] - 0.05) == pytest.approx(3)
    assert sum(found.values()) == pytest.approx(1)


@pytest.mark.parametrize("measure", [degree, strength, eigenvector, pagerank])
def test_empty_and_single(measure: object) -> None:
    assert callable(measure)
    graph = f.graph_of()
    assert measure(graph) == {}
    graph.add_node("a")
    assert measure(graph) == {"a": 1 if measure is pagerank else 0}


@pytest.mark.parametrize("size", [150, 400])  # below and above the size where the solver changes
@pytest.mark.parametrize("seed", range(3))
def test_random_graphs_agree_with_networkx(size: int, seed: int) -> None:
    graph = f.named(nx.powerlaw_cluster_graph(size, 2, 0.5, seed=seed))
    for number, (u, v) in enumerate(sorted(graph.edges)):
        graph.edges[u, v]["weight"] = number % 5 + 1
    expected = nx.eigenvector_centrality_numpy(graph, weight="weight")
    assert eigenvector(graph) == pytest.approx(expected, abs=1e-9)
    assert pagerank(graph) == pytest.approx(nx.pagerank(graph, tol=1e-15, max_iter=1000), abs=1e-9)
