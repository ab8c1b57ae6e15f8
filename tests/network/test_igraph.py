"""A second opinion on every measure that igraph has as well; it is GPL and used here only."""

from __future__ import annotations

from collections.abc import Callable
from math import isnan
from typing import Any

import networkx as nx
import pytest

from policyscape.network.brokerage import constraint
from policyscape.network.centrality import eigenvector, pagerank, strength
from policyscape.network.matrix import undirected
from policyscape.network.project import Network
from policyscape.network.shortest_paths import betweenness, harmonic
from policyscape.network.spectral import authority, hub
from policyscape.network.structure import clustering, communities, components, core

from . import factory as f

igraph = pytest.importorskip("igraph", reason="igraph is not installed")

pytestmark = pytest.mark.filterwarnings("ignore:.*(nearly zero|are zeros).*:RuntimeWarning")


def random(seed: int, directed: bool = False) -> Network:
    """Weighted, sparse enough to be disconnected where directed."""
    graph = f.named(nx.gnm_random_graph(90, 240, seed=seed, directed=directed))
    for number, (u, v) in enumerate(sorted(graph.edges)):
        graph.edges[u, v]["weight"] = number % 4 + 1
    return graph


def twin(graph: Network) -> Any:
    nodes = {node: i for i, node in enumerate(graph)}
    edges = [(nodes[u], nodes[v]) for u, v in graph.edges]
    found = igraph.Graph(n=len(nodes), edges=edges, directed=graph.is_directed())
    found.es["weight"] = [weight for *_, weight in graph.edges(data="weight", default=1)]
    return found


def agree(own: Callable[[Network], dict[str, float]], graph: Network, theirs: list[float]) -> None:
    assert list(own(graph).values()) == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_measures_on_random_graphs_are_those_of_igraph(seed: int, directed: bool) -> None:
    graph = random(seed, directed)
    other = twin(graph)
    pairs = (len(graph) - 1) * (len(graph) - 2) / (1 if directed else 2)
    agree(betweenness, graph, [score / pairs for score in other.betweenness()])
    agree(harmonic, graph, other.harmonic_centrality(mode="in"))
    agree(pagerank, graph, other.pagerank(weights="weight"))
    agree(strength, graph, other.strength(weights="weight"))


@pytest.mark.parametrize("seed", range(3))
def test_measures_without_direction_are_those_of_igraph(seed: int) -> None:
    graph = random(seed)
    other = twin(graph)
    agree(core, graph, other.coreness())
    agree(clustering, graph, other.transitivity_local_undirected(mode="zero"))
    # igraph gives an isolated node no constraint, Policyscape 0
    theirs = other.constraint(weights="weight")
    agree(constraint, graph, [0.0 if isnan(score) else score for score in theirs])
    found = eigenvector(graph)
    most = max(found.values())
    agree(lambda _: {node: x / most for node, x in found.items()}, graph, other.evcent(weights="weight"))
    assert len(components(graph)) == len(other.connected_components())


@pytest.mark.parametrize("seed", range(3))
def test_hubs_and_authorities_are_those_of_igraph(seed: int) -> None:
    graph = random(seed, directed=True)
    other = twin(graph)
    for own, theirs in ((hub, other.hub_score), (authority, other.authority_score)):
        scores = theirs(weights="weight", scale=False)
        agree(own, graph, [score / sum(scores) for score in scores])


@pytest.mark.parametrize("seed", range(3))
def test_communities_are_as_good_as_those_of_igraph(seed: int) -> None:
    graph = random(seed)
    other = twin(graph)
    theirs = other.community_leiden("modularity", weights="weight", n_iterations=-1)
    numbers = {node: i for i, members in enumerate(communities(graph)) for node in members}
    own = other.modularity([numbers[node] for node in graph], weights="weight")
    assert own > other.modularity(theirs, weights="weight") - 0.02
    assert all(nx.is_connected(undirected(graph).subgraph(members)) for members in communities(graph))
