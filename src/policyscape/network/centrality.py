"""Measures of how much and how well a node is tied: degree, strength, eigenvector centrality, PageRank."""

from __future__ import annotations

import networkx as nx
import numpy as np
import scipy.sparse as sp
from scipy.sparse.linalg import eigsh

from policyscape.network.matrix import Floats, adjacency, undirected
from policyscape.network.project import Network

__all__ = ["degree", "eigenvector", "pagerank", "strength"]

_DENSE = 32  # up to this size LAPACK is as fast as ARPACK, which does not take the smallest graphs
DAMPING = 0.85
_ROUNDS, _CHANGE = 1000, 1e-13


def degree(graph: Network) -> dict[str, float]:
    r"""Number of edges of a node over the number of other nodes.

    .. math:: k(v) = \frac{|\{e : v \in e\}|}{n-1}

    0 to 1; in a directed network edges in and out are added, so up to 2. 0 for a single node. Weights are ignored and
    disconnection does not matter.

    Freeman, L. C. (1979), Centrality in social networks: conceptual clarification, Social Networks 1(3).

    >>> import networkx as nx
    >>> degree(nx.path_graph("abc"))
    {'a': 0.5, 'b': 1.0, 'c': 0.5}
    """
    others = max(len(graph) - 1, 1)
    return {node: count / others for node, count in graph.degree()}


def strength(graph: Network) -> dict[str, float]:
    r"""Sum of the weights of a node's edges, in and out, not normalised.

    .. math:: s(v) = \sum_{e \ni v} w_e

    Barrat, A. et al. (2004), The architecture of complex weighted networks, PNAS 101(11).

    >>> import networkx as nx
    >>> graph = nx.Graph()
    >>> graph.add_weighted_edges_from([("a", "b", 2), ("b", "c", 3)])
    >>> strength(graph)
    {'a': 2.0, 'b': 5.0, 'c': 3.0}
    """
    return {node: float(total) for node, total in graph.degree(weight="weight")}


def eigenvector(graph: Network) -> dict[str, float]:
    r"""Centrality proportional to the weighted sum of the neighbours' centralities, on the largest component.

    .. math:: \lambda_1 x = A x, \quad \lVert x \rVert_2 = 1, \quad x \ge 0

    with A the symmetric weighted adjacency matrix. Direction is dropped (opposite weights are added): along directed
    edges the vector vanishes outside of cycles, and policy networks have few. Nodes outside the component with most
    nodes (of equal ones that with the first IRI) score 0, as the equation has one solution per component and these
    cannot be compared; so do the nodes of a network without edges.

    Bonacich, P. (1972), Factoring and weighting approaches to status scores and clique identification, Journal of
    Mathematical Sociology 2(1).

    >>> import networkx as nx
    >>> {node: round(score, 6) for node, score in eigenvector(nx.path_graph("abc")).items()}
    {'a': 0.5, 'b': 0.707107, 'c': 0.5}
    """
    scores = dict.fromkeys(graph, 0.0)
    plain = undirected(graph)
    if plain.number_of_edges():
        largest = min(nx.connected_components(plain), key=lambda nodes: (-len(nodes), min(nodes)))
        part = plain.subgraph(largest)
        scores |= zip(part, _principal(part).tolist(), strict=True)
    return scores


def _principal(graph: Network) -> Floats:
    """The eigenvector of the largest eigenvalue of a connected graph; positive by Perron and Frobenius."""
    matrix = adjacency(graph, weighted=True)
    if len(graph) <= _DENSE:
        vector: Floats = np.linalg.eigh(matrix.toarray())[1][:, -1]
    else:
        # A fixed start makes the iteration the same on every run.
        vector = eigsh(matrix, k=1, which="LA", v0=np.ones(len(graph)))[1][:, 0]
    return np.abs(vector)


def pagerank(graph: Network) -> dict[str, float]:
    r"""Share of time a random walk spends on a node that restarts anywhere with probability 0.15.

    .. math:: p(v) = \frac{1-\alpha}{n} + \alpha \sum_{u \to v} p(u) \frac{w_{uv}}{\sum_x w_{ux}}, \quad \alpha = 0.85

    Sums to 1. Follows direction (edges of an undirected network are walked both ways) and weights; from a node without
    outgoing edges the walk restarts, so disconnection does not matter. Iterated to a change below 1e-13 in all.

    Page, L. et al. (1999), The PageRank citation ranking: bringing order to the Web, Stanford InfoLab.

    >>> import networkx as nx
    >>> {node: round(score, 6) for node, score in pagerank(nx.path_graph("abc")).items()}
    {'a': 0.256757, 'b': 0.486486, 'c': 0.256757}
    """
    size = len(graph)
    matrix = adjacency(graph, weighted=True)
    totals: Floats = np.asarray(matrix.sum(axis=1))
    shares = np.divide(DAMPING, totals, out=np.zeros(size), where=totals > 0)
    ends = totals <= 0
    back = sp.csr_array(matrix.T)
    scores: Floats = np.full(size, 1 / max(size, 1))
    for _ in range(_ROUNDS):
        restart = (1 - DAMPING + DAMPING * scores[ends].sum()) / size if size else 0.0
        before, scores = scores, np.asarray(back @ (scores * shares)) + restart
        if np.abs(scores - before).sum() < _CHANGE:
            break
    return dict(zip(graph, scores.tolist(), strict=True))
