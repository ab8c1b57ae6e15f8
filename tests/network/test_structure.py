from __future__ import annotations

import networkx as nx
import pytest

from policyscape.network.structure import clustering, communities, components, core

from . import factory as f


def test_core_of_a_clique_with_a_tail() -> None:
    graph = f.graph_of("ab", "ac", "ad", "bc", "bd", "cd", "de", "ef")
    assert core(graph) == {"a": 3, "b": 3, "c": 3, "d": 3, "e": 1, "f": 1}


def test_core_ignores_direction() -> None:
    assert core(f.graph_of("ab", "ba", "bc", directed=True)) == {"a": 1, "b": 1, "c": 1}


def test_clustering_of_star_clique_and_between() -> None:
    assert set(clustering(f.graph_of("xa", "xb", "xc")).values()) == {0}
    assert set(clustering(f.named(nx.complete_graph(4))).values()) == {1}
    # A square with one diagonal ac: of the three pairs of a's neighbours two are tied.
    assert clustering(f.graph_of("ab", "bc", "cd", "da", "ac")) == pytest.approx(
        {"a": 2 / 3, "b": 1, "c": 2 / 3, "d": 1}
    )


@pytest.mark.parametrize("seed", range(3))
def test_random_graphs_agree_with_networkx(seed: int) -> None:
    graph = f.named(nx.gnp_random_graph(80, 0.1, seed=seed))
    assert clustering(graph) == pytest.approx(nx.clustering(graph), abs=1e-12)


def test_components_are_ordered_by_size_then_name() -> None:
    assert components(f.graph_of("xy", "ab", "mn", "no", directed=True)) == [("m", "n", "o"), ("a", "b"), ("x", "y")]


def test_two_cliques_with_a_bridge_are_two_communities() -> None:
    edges = ["ab", "bc", "ca", "ad", "bd", "cd", "dw", "wx", "wy", "wz", "xy", "xz", "yz"]
    for directed in (False, True):
        assert communities(f.graph_of(*edges, directed=directed)) == [("a", "b", "c", "d"), ("w", "x", "y", "z")]


def test_communities_heed_weights() -> None:
    square = f.graph_of(("a", "b", 9), ("b", "c", 1), ("c", "d", 9), ("d", "a", 1))
    assert communities(square) == [("a", "b"), ("c", "d")]


def test_communities_never_span_components() -> None:
    graph = f.graph_of("ab", "xy")
    graph.add_node("q")
    assert communities(graph) == [("a", "b"), ("x", "y"), ("q",)]


def test_nothing_has_no_structure() -> None:
    empty = f.graph_of()
    assert (core(empty), clustering(empty), components(empty), communities(empty)) == ({}, {}, [], [])
