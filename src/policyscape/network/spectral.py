"""Measures that are fixed points of passing scores along edges: Katz centrality, hubs and authorities."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from scipy.sparse.linalg import eigsh

from policyscape.network.matrix import Floats, adjacency, undirected
from policyscape.network.project import Network

__all__ = ["KATZ", "authority", "hub", "katz"]

KATZ = 0.5  # the attenuation as a share of the largest that converges
_ROUNDS, _CHANGE = 10_000, 1e-14


def katz(graph: Network) -> dict[str, float]:
    r"""Number of walks that end at a node, each step worth less than the one before.

    .. math:: x = \alpha A^\top x + 1, \quad \alpha = \frac{0.5}{\lambda_1}, \quad \lVert x \rVert_2 = 1

    with A the weighted adjacency matrix and :math:`\lambda_1` the largest eigenvalue of the network without direction,
    which keeps the sum finite in any network. Follows direction: being pointed to counts. Every node has a base score,
    so disconnection does not matter and directed networks without cycles are ranked too.

    Katz, L. (1953), A new status index derived from sociometric analysis, Psychometrika 18(1).

    >>> import networkx as nx
    >>> {node: round(score, 4) for node, score in katz(nx.path_graph("abc")).items()}
    {'a': 0.5277, 'b': 0.6656, 'c': 0.5277}
    """
    if not graph:
        return {}
    matrix = adjacency(graph, weighted=True)
    alpha = KATZ / max(_largest_eigenvalue(adjacency(undirected(graph), weighted=True)), 1e-300)
    scores = base = np.ones(len(graph))
    for _ in range(_ROUNDS):
        scores, before = alpha * (matrix.T @ scores) + base, scores
        if np.abs(scores - before).max() <= _CHANGE * scores.max():
            break
    return _by_node(graph, scores / np.linalg.norm(scores))


def hub(graph: Network) -> dict[str, float]:
    r"""Points, in weight, to good authorities: first left singular vector of the weighted adjacency matrix.

    .. math:: h = A a, \quad a = A^\top h, \quad \textstyle\sum_v h(v) = 1

    Follows direction; in an undirected network hubs are authorities. Iterated from equal scores, so that of several
    parts that are equally strong each keeps its share, and all weaker ones score 0; nodes that point to nothing do too.

    Kleinberg, J. M. (1999), Authoritative sources in a hyperlinked environment, Journal of the ACM 46(5).

    >>> import networkx as nx
    >>> found = hub(nx.DiGraph(["ax", "ay", "bx"]))  # a points to both: the golden section
    >>> {node: round(score, 6) for node, score in found.items()}
    {'a': 0.618034, 'x': 0.0, 'y': 0.0, 'b': 0.381966}
    """
    return _by_node(graph, _singular(adjacency(graph, weighted=True).T.tocsr()))


def authority(graph: Network) -> dict[str, float]:
    r"""Pointed to, in weight, by good hubs: first right singular vector of the weighted adjacency matrix.

    .. math:: a = A^\top h, \quad h = A a, \quad \textstyle\sum_v a(v) = 1

    All else as in :func:`hub`.

    Kleinberg, J. M. (1999), Authoritative sources in a hyperlinked environment, Journal of the ACM 46(5).

    >>> import networkx as nx
    >>> {node: round(score, 6) for node, score in authority(nx.DiGraph(["ax", "ay", "bx"])).items()}
    {'a': 0.0, 'x': 0.618034, 'y': 0.381966, 'b': 0.0}
    """
    return _by_node(graph, _singular(adjacency(graph, weighted=True)))


def _singular(matrix: sp.csr_array[np.float64]) -> Floats:
    """The first right singular vector reached from equal scores, its sum 1; zeros for a matrix of zeros."""
    vector: Floats = np.ones(matrix.shape[1])
    for _ in range(_ROUNDS):
        following: Floats = np.asarray(matrix.T @ np.asarray(matrix @ vector))
        total = following.sum()
        if not total:
            return np.zeros(matrix.shape[1])
        following = following / total
        done = np.abs(following - vector).sum() <= _CHANGE
        vector = following
        if done:
            break
    return np.where(vector < 1e-12, 0.0, vector)


def _largest_eigenvalue(matrix: sp.csr_array[np.float64]) -> float:
    if matrix.shape[0] <= 32:
        return float(np.linalg.eigvalsh(matrix.toarray())[-1])
    return float(eigsh(matrix, k=1, which="LA", v0=np.ones(matrix.shape[0]), return_eigenvectors=False)[0])


def _by_node(graph: Network, scores: Floats) -> dict[str, float]:
    return dict(zip(graph, scores.tolist(), strict=True))
