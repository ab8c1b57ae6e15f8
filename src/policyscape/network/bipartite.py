"""Measures for networks of two kinds of nodes, normalised by what the two sides let a node reach at most.

They need the attribute ``side`` (0 or 1) on every node, which bipartite projections give; InputError otherwise.
"""

from __future__ import annotations

import networkx as nx
import numpy as np

from policyscape.errors import InputError
from policyscape.network.matrix import Floats, adjacency, undirected
from policyscape.network.project import Network
from policyscape.network.shortest_paths import betweenness, closeness
from policyscape.network.structure import components

__all__ = ["bipartite_betweenness", "bipartite_closeness", "bipartite_clustering", "bipartite_degree"]


def bipartite_degree(graph: Network) -> dict[str, float]:
    r"""Share of the nodes of the other side that a node is tied to.

    .. math:: k(v) = \frac{|N(v)|}{n_{other}}

    Weights and direction are ignored.

    Borgatti, S. P. and Halgin, D. S. (2011), Analyzing affiliation networks, The SAGE Handbook of Social Network
    Analysis.

    >>> bipartite_degree(_example())
    {'p': 1.0, 'q': 0.5, 'x': 1.0, 'y': 0.5}
    """
    others = _others(graph)
    return {node: count / others[node] for node, count in undirected(graph).degree()}


def bipartite_betweenness(graph: Network) -> dict[str, float]:
    r"""Betweenness divided by the most a node of its side could have in a network with these two sides.

    .. math:: b(v) = \frac{\sum_{s<t} \sigma_{st}(v)/\sigma_{st}}{b_{max}}, \quad b_{max} = \tfrac12 \left( m^2 (s+1)^2
        + m (s+1)(2t-s-1) - t(2s-t+3) \right)

    for a node among n of one side and m of the other, with s and t quotient and remainder of n - 1 by m. 0 to 1.
    Weights and direction are ignored.

    Borgatti, S. P. and Halgin, D. S. (2011), Analyzing affiliation networks.

    >>> bipartite_betweenness(_example())  # a path q-x-p-y
    {'p': 1.0, 'q': 0.0, 'x': 1.0, 'y': 0.0}
    """
    others = _others(graph)
    size = len(graph)
    found = betweenness(undirected(graph))
    pairs = (size - 1) * (size - 2) / 2
    return {node: found[node] * pairs / most if (most := _most(size - m, m)) else 0.0 for node, m in others.items()}


def bipartite_closeness(graph: Network) -> dict[str, float]:
    r"""Least possible sum of distances over the actual one, times the share of nodes reached.

    .. math:: c(v) = \frac{m + 2 (n - 1)}{\sum_u d(u, v)} \cdot \frac{r}{n + m - 1}

    for a node among n of one side and m of the other: those are one step away at best, its own side two. r is the
    number of nodes it reaches. 0 to 1; weights and direction are ignored.

    Borgatti, S. P. and Halgin, D. S. (2011), Analyzing affiliation networks.

    >>> bipartite_closeness(_example())
    {'p': 1.0, 'q': 0.6666666666666666, 'x': 1.0, 'y': 0.6666666666666666}
    """
    plain, size = undirected(graph), len(graph)
    found = closeness(plain)
    reached = _reached(plain)
    return {
        # closeness is (r / (n + m - 1)) (r / sum), so dividing by r leaves the share reached over the sum
        node: found[node] / reached[node] * (m + 2 * (size - m - 1)) if reached[node] else 0.0
        for node, m in _others(graph).items()
    }


def bipartite_clustering(graph: Network) -> dict[str, float]:
    r"""Mean overlap of a node's ties with those of the nodes of its own side that share one with it.

    .. math:: C(v) = \frac{1}{|N_2(v)|} \sum_{u \in N_2(v)} \frac{|N(u) \cap N(v)|}{|N(u) \cup N(v)|}

    0 to 1; 0 where no other node shares a tie. Weights and direction are ignored.

    Latapy, M., Magnien, C. and Del Vecchio, N. (2008), Basic notions for the analysis of large two-mode networks,
    Social Networks 30(1).

    >>> bipartite_clustering(_example())["p"]  # of x and y, q has x
    0.5
    """
    _others(graph)
    matrix = adjacency(undirected(graph))
    shared = (matrix @ matrix).tocoo()
    degrees: Floats = np.asarray(matrix.sum(axis=1))
    apart = shared.row != shared.col
    rows, columns, common = shared.row[apart], shared.col[apart], shared.data[apart]
    overlap = common / (degrees[rows] + degrees[columns] - common)
    total, number = (np.bincount(rows, weights, minlength=len(graph)) for weights in (overlap, np.ones(len(rows))))
    shares = np.divide(total, number, out=np.zeros(len(graph)), where=number > 0)
    return dict(zip(graph, shares.tolist(), strict=True))


def _others(graph: Network) -> dict[str, int]:
    """For each node the number of nodes on the other side."""
    sides = {node: attributes.get("side") for node, attributes in graph.nodes(data=True)}
    if not set(sides.values()) <= {0, 1}:
        raise InputError("This measure is for networks of two kinds of nodes, such as country-technology.")
    second = sum(1 for side in sides.values() if side == 1)
    return {node: second if side == 0 else len(sides) - second for node, side in sides.items()}


def _reached(graph: Network) -> dict[str, int]:
    return {node: len(members) - 1 for members in components(graph) for node in members}


def _most(own: int, other: int) -> float:
    s, t = divmod(own - 1, other)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


def _example() -> Network:
    graph: Network = nx.Graph()
    graph.add_nodes_from("pq", side=0)
    graph.add_nodes_from("xy", side=1)
    graph.add_edges_from([("p", "x"), ("p", "y"), ("q", "x")])
    return graph
