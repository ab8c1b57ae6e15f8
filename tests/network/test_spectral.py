from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from policyscape.network.spectral import authority, hub, katz

from . import factory as f


def test_katz_of_a_directed_path_grows_along_it() -> None:
    # λ of the path a-b-c without direction is √2, so α = √2/4: scores 1, 1 + α, 1 + α(1 + α), normalised.
    alpha = 2**0.5 / 4
    raw = np.array([1, 1 + alpha, 1 + alpha * (1 + alpha)])
    found = katz(f.graph_of("ab", "bc", directed=True))
    assert list(found.values()) == pytest.approx((raw / np.linalg.norm(raw)).tolist())


def test_katz_ranks_nodes_without_ties_last() -> None:
    graph = f.graph_of("ab")
    graph.add_node("z")
    found = katz(graph)
    assert 0 < found["z"] < found["a"] == pytest.approx(found["b"])


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_katz_agrees_with_networkx(directed: bool, seed: int) -> None:
    graph = f.named(nx.gnp_random_graph(60, 0.08, seed=seed, directed=directed))
    plain = graph.to_undirected() if directed else graph
    for u, v in graph.edges:
        graph.edges[u, v]["weight"] = 1
    both = nx.Graph(plain)
    if directed:
        for u, v in both.edges:
            both.edges[u, v]["weight"] = graph.has_edge(u, v) + graph.has_edge(v, u)
    largest = max(np.linalg.eigvalsh(nx.to_numpy_array(both)))
    expected = nx.katz_centrality_numpy(graph, alpha=0.5 / largest, weight="weight")
    assert katz(graph) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_hubs_and_authorities_agree_with_networkx(seed: int) -> None:
    graph = f.named(nx.gnp_random_graph(60, 0.08, seed=seed, directed=True))
    hubs, authorities = nx.hits(graph, max_iter=2000, tol=1e-15)
    assert hub(graph) == pytest.approx(hubs, abs=1e-9)
    assert authority(graph) == pytest.approx(authorities, abs=1e-9)


def test_hits_heed_weights() -> None:
    found = authority(f.graph_of(("a", "x", 3), ("a", "y", 1), directed=True))
    assert found == pytest.approx({"a": 0, "x": 0.75, "y": 0.25})


@pytest.mark.parametrize("measure", [katz, hub, authority])
def test_empty_and_single(measure: object) -> None:
    assert callable(measure)
    graph = f.graph_of()
    assert measure(graph) == {}
    graph.add_node("a")
    assert measure(graph) == {"a": 1 if measure is katz else 0}
