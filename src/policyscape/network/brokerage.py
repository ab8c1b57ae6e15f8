"""Measures of standing between others: Burt's constraint and effective size, bridging across communities."""

from __future__ import annotations

import numpy as np

from policyscape.network.matrix import Floats, adjacency, chunks, triangles, undirected
from policyscape.network.project import Network
from policyscape.network.structure import communities

__all__ = ["bridging", "constraint", "effective_size"]


def constraint(graph: Network) -> dict[str, float]:
    r"""How far a node's ties lead to contacts who are tied to each other: high means hemmed in, low means a broker.

    .. math:: c(v) = \sum_{u \in N(v)} \Bigl( p_{vu} + \sum_{q} p_{vq} p_{qu} \Bigr)^2, \quad
        p_{vu} = \frac{w_{vu} + w_{uv}}{\sum_x w_{vx} + w_{xv}}

    Above 0, 1 for a node with a single contact, up to 1.125 in a closed triad; 0 for a node without ties. Weights
    count, direction is dropped (opposite weights are added), other components do not matter.

    Burt, R. S. (2004), Structural holes and good ideas, American Journal of Sociology 110(2).

    >>> import networkx as nx
    >>> constraint(nx.path_graph("abc"))
    {'a': 1.0, 'b': 0.5, 'c': 1.0}
    """
    weights = adjacency(undirected(graph), weighted=True)
    totals: Floats = weights.sum(axis=1)
    shares = weights.multiply(np.divide(1.0, totals, out=np.zeros(len(graph)), where=totals > 0)[:, None]).tocsr()
    direct = adjacency(undirected(graph))
    found = np.zeros(len(graph))
    for rows in chunks(len(graph)):
        part = shares[rows]
        invested = (part + part @ shares).multiply(direct[rows])
        found[rows] = np.asarray(invested.multiply(invested).sum(axis=1)).ravel()
    return _by_node(graph, found)


def effective_size(graph: Network) -> dict[str, float]:
    r"""Number of contacts less the mean number of ties each of them has to the others.

    .. math:: e(v) = k_v - \frac{2 T(v)}{k_v}

    with k the number of contacts and T the number of ties among them. From 1 (all contacts know each other) to k (none
    does); 0 without ties. Direction and weights are ignored, other components do not matter.

    Borgatti, S. P. (1997), Structural holes: unpacking Burt's redundancy measures, Connections 20(1).

    >>> import networkx as nx
    >>> effective_size(nx.Graph(["ab", "bc", "ca", "cd"]))["c"]  # three contacts, one tie among them
    2.3333333333333335
    """
    matrix = adjacency(undirected(graph))
    closed = triangles(matrix)
    contacts: Floats = matrix.sum(axis=1)
    return _by_node(graph, contacts - np.divide(closed, contacts, out=np.zeros(len(graph)), where=contacts > 0))


def bridging(graph: Network) -> dict[str, float]:
    r"""Participation coefficient: how evenly a node's ties are spread over the communities of the network.

    .. math:: P(v) = 1 - \sum_c \left( \frac{s_{vc}}{s_v} \right)^2

    with :math:`s_{vc}` the weight of v's ties into community c. 0 where all ties stay within one community, near 1
    where they reach many evenly. Weights count, direction is dropped. The communities are those of
    :func:`policyscape.network.structure.communities`, a heuristic: see their stability before relying on it.

    Guimerà, R. and Amaral, L. A. N. (2005), Functional cartography of complex metabolic networks, Nature 433.

    >>> import networkx as nx
    >>> found = bridging(nx.Graph(["ab", "bc", "ca", "cx", "xy", "yz", "zx"]))  # two triangles and a bridge
    >>> {node: round(score, 4) for node, score in found.items() if score}
    {'c': 0.4444, 'x': 0.4444}
    """
    plain = undirected(graph)
    found = {node: number for number, members in enumerate(communities(graph)) for node in members}
    scores: dict[str, float] = {}
    for node in graph:
        parts: dict[int, float] = {}
        for other, attributes in plain[node].items():
            parts[found[other]] = parts.get(found[other], 0.0) + attributes.get("weight", 1)
        total = sum(parts.values())
        scores[node] = 1 - sum((parts[number] / total) ** 2 for number in sorted(parts)) if total else 0.0
    return scores


def _by_node(graph: Network, scores: Floats) -> dict[str, float]:
    return dict(zip(graph, scores.tolist(), strict=True))
