from __future__ import annotations

import networkx as nx
import pytest

from policyscape.network.shortest_paths import (
    betweenness,
    betweenness_sampled,
    closeness,
    closeness_sampled,
    harmonic,
    sampling_error,
)

from . import factory as f


def test_betweenness_of_a_path() -> None:
    # Of the 4·3 ordered pairs of others, b lies between a and {c, d, e} in both directions: 6; c between 2 and 2: 8.
    found = betweenness(f.graph_of("ab", "bc", "cd", "de"))
    assert found == pytest.approx({"a": 0, "b": 6 / 12, "c": 8 / 12, "d": 6 / 12, "e": 0})


def test_betweenness_of_a_star_is_all_in_the_middle() -> None:
    assert betweenness(f.graph_of("xa", "xb", "xc")) == {"x": 1, "a": 0, "b": 0, "c": 0}


def test_betweenness_of_a_complete_graph_is_zero() -> None:
    assert set(betweenness(f.named(nx.complete_graph(5))).values()) == {0}


def test_betweenness_is_shared_by_equal_paths() -> None:
    # In a square each node lies on one of the two paths between its neighbours: 2 · 1/2 of 3 · 2 ordered pairs.
    assert betweenness(f.graph_of("ab", "bc", "cd", "da")) == pytest.approx(dict.fromkeys("abcd", 1 / 6))


def test_a_bridge_between_two_cliques_carries_every_path_across() -> None:
    # Two triangles abc, xyz joined by c-x: c lies between {a, b} and {x, y, z}: 2 · 2 · 3 of 5 · 4.
    found = betweenness(f.graph_of("ab", "bc", "ca", "cx", "xy", "yz", "zx"))
    assert found == pytest.approx({"a": 0, "b": 0, "c": 12 / 20, "x": 12 / 20, "y": 0, "z": 0})


def test_betweenness_follows_direction() -> None:
    assert betweenness(f.graph_of("ab", "bc", directed=True)) == {"a": 0, "b": 0.5, "c": 0}
    assert betweenness(f.graph_of("ab", "cb", directed=True)) == {"a": 0, "b": 0, "c": 0}


def test_weights_do_not_shorten_paths() -> None:
    light, heavy = f.graph_of("ab", "bc", "ca"), f.graph_of(("a", "b", 9), ("b", "c", 9), ("c", "a", 1))
    for measure in (betweenness, closeness, harmonic):
        assert measure(light) == measure(heavy)


def test_closeness_of_a_disconnected_graph_is_reduced_by_what_is_out_of_reach() -> None:
    # a reaches 1 of 4 others at distance 1; x reaches 2 of 4 at distances 1 and 1.
    found = closeness(f.graph_of("ab", "xy", "xz"))
    assert found == pytest.approx({"a": 1 / 4, "b": 1 / 4, "x": 2 / 4, "y": 2 / 4 * 2 / 3, "z": 2 / 4 * 2 / 3})


def test_closeness_and_harmonic_look_at_who_reaches_a_node() -> None:
    chain = f.graph_of("ab", "bc", directed=True)
    assert closeness(chain) == pytest.approx({"a": 0, "b": 1 / 2, "c": 2 / 3})
    assert harmonic(chain) == pytest.approx({"a": 0, "b": 1 / 2, "c": (1 + 1 / 2) / 2})


def test_harmonic_of_a_star() -> None:
    assert harmonic(f.graph_of("xa", "xb", "xc")) == pytest.approx({"x": 1, "a": 2 / 3, "b": 2 / 3, "c": 2 / 3})


@pytest.mark.parametrize("measure", [betweenness, closeness, harmonic])
def test_empty_and_single(measure: object) -> None:
    assert callable(measure)
    single = f.graph_of()
    assert measure(single) == {}
    single.add_node("a")
    assert measure(single) == {"a": 0}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("directed", [False, True])
def test_random_graphs_agree_with_networkx(seed: int, directed: bool) -> None:
    # More nodes than one batch of the sweep, sparse enough to be disconnected.
    graph = f.named(nx.gnp_random_graph(300, 0.007, seed=seed, directed=directed))
    others = len(graph) - 1
    assert betweenness(graph) == pytest.approx(nx.betweenness_centrality(graph), abs=1e-12)
    assert closeness(graph) == pytest.approx(nx.closeness_centrality(graph), abs=1e-12)
    expected = {node: total / others for node, total in nx.harmonic_centrality(graph).items()}
    assert harmonic(graph) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("directed", [False, True])
def test_samples_of_all_nodes_are_exact_and_smaller_ones_within_the_stated_error(directed: bool) -> None:
    graph = f.named(nx.gnp_random_graph(400, 0.01, seed=5, directed=directed))
    for exact, sampled in ((betweenness, betweenness_sampled), (closeness, closeness_sampled)):
        expected = exact(graph)
        assert sampled(graph, len(graph)) == pytest.approx(expected, abs=1e-12)
        found = sampled(graph, 100)
        assert found == sampled(graph, 100)
        assert max(abs(found[node] - expected[node]) for node in graph) < sampling_error(len(graph), 100)
    assert sampling_error(100, 200) == 0
