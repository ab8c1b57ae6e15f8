"""Measures of position on shortest paths: betweenness, closeness, harmonic closeness.

All three count steps and ignore weights: a weight says how much ties two entities, not how far apart they are. All
follow the direction of a directed network. Results equal NetworkX's (up to the normalisation named in each).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from policyscape.network.matrix import Floats, adjacency, sweeps
from policyscape.network.project import Network

__all__ = ["betweenness", "closeness", "harmonic"]


def betweenness(graph: Network) -> dict[str, float]:
    r"""Share of the shortest paths between other nodes that lead through a node.

    .. math:: b(v) = \frac{1}{(n-1)(n-2)} \sum_{s \ne v \ne t} \frac{\sigma_{st}(v)}{\sigma_{st}}

    over ordered pairs, with :math:`\sigma_{st}` the number of shortest paths from s to t. 0 to 1; 0 for n < 3.
    Pairs without a path add nothing, so nodes of small components score low. Weights are ignored, direction is
    followed.

    Brandes, U. (2001), A faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25(2).

    >>> import networkx as nx
    >>> betweenness(nx.path_graph("abc"))  # the only path between a and c leads through b
    {'a': 0.0, 'b': 1.0, 'c': 0.0}
    """
    size = len(graph)
    if size < 3:
        return dict.fromkeys(graph, 0.0)
    matrix = adjacency(graph)
    total = np.zeros(size)
    for sweep in sweeps(matrix):
        dependency = np.zeros_like(sweep.paths)
        for nearer, farther in zip(sweep.levels[-2:0:-1], sweep.levels[:1:-1], strict=True):
            share = np.divide(1.0 + dependency, sweep.paths, out=np.zeros_like(dependency), where=farther)
            dependency += np.where(nearer, sweep.paths * (matrix @ share), 0.0)
        total += dependency.sum(axis=1)
    return _by_node(graph, total / ((size - 1) * (size - 2)))


def closeness(graph: Network) -> dict[str, float]:
    r"""Inverse mean distance to a node from those that reach it, times the share of nodes that do.

    .. math:: c(v) = \frac{r}{n-1} \cdot \frac{r}{\sum_u d(u, v)}

    with r the number of nodes that reach v (in a directed network along the edges, so being pointed to counts). 0 to 1;
    0 where nothing reaches v. The first factor is the correction of Wasserman and Faust for disconnected networks;
    :func:`harmonic` needs none. Weights are ignored.

    Wasserman, S. and Faust, K. (1994), Social Network Analysis, Cambridge University Press, p. 201.

    >>> import networkx as nx
    >>> closeness(nx.path_graph("abc"))  # a: distances 1 + 2, hence 2/3
    {'a': 0.6666666666666666, 'b': 1.0, 'c': 0.6666666666666666}
    """
    reached, distance = _reach(graph, lambda steps: float(steps))
    others = max(len(graph) - 1, 1)
    scores = np.divide(reached * reached, distance * others, out=np.zeros(len(graph)), where=distance > 0)
    return _by_node(graph, scores)


def harmonic(graph: Network) -> dict[str, float]:
    r"""Mean of the inverse distances to a node, 0 for those that do not reach it.

    .. math:: h(v) = \frac{1}{n-1} \sum_{u \ne v} \frac{1}{d(u, v)}

    0 to 1, divided by n - 1 (NetworkX does not divide). Needs no correction for disconnected networks. Direction as in
    :func:`closeness`, weights are ignored.

    Boldi, P. and Vigna, S. (2014), Axioms for centrality, Internet Mathematics 10(3-4).

    >>> import networkx as nx
    >>> harmonic(nx.path_graph("abc"))  # a: (1 + 1/2) / 2
    {'a': 0.75, 'b': 1.0, 'c': 0.75}
    """
    _, inverse = _reach(graph, lambda steps: 1.0 / steps)
    return _by_node(graph, inverse / max(len(graph) - 1, 1))


def _reach(graph: Network, value: Callable[[int], float]) -> tuple[Floats, Floats]:
    """For each node how many others reach it, and the sum of ``value(distance)`` over them."""
    reached, total = [np.zeros(0)], [np.zeros(0)]
    for sweep in sweeps(adjacency(graph).T.tocsr()):
        sizes = [level.sum(axis=0).astype(np.float64) for level in sweep.levels[1:]]
        nothing = np.zeros(sweep.paths.shape[1])
        reached.append(sum(sizes, nothing))
        total.append(sum((count * value(steps) for steps, count in enumerate(sizes, start=1)), nothing))
    return np.concatenate(reached), np.concatenate(total)


def _by_node(graph: Network, scores: Floats) -> dict[str, float]:
    return dict(zip(graph, scores.tolist(), strict=True))
