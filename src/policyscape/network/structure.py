"""How the network hangs together: core numbers, clustering, components, communities."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
import numpy as np

from policyscape.network.leiden import leiden
from policyscape.network.matrix import Floats, Integers, adjacency, triangles, undirected
from policyscape.network.project import Network

__all__ = ["SEED", "clustering", "communities", "components", "core", "divide", "grouped"]

SEED = 1


def core(graph: Network) -> dict[str, float]:
    """Largest k for which a node belongs to the k-core, the largest part in which all have k neighbours or more.

    An integer from 0 to n - 1, not normalised. Direction and weights are ignored; disconnection does not matter.

    Seidman, S. B. (1983), Network structure and minimum degree, Social Networks 5(3).

    >>> import networkx as nx
    >>> core(nx.Graph(["ab", "bc", "ca", "cd"]))  # a triangle with a tail
    {'a': 2.0, 'b': 2.0, 'c': 2.0, 'd': 1.0}
    """
    return {node: float(number) for node, number in nx.core_number(undirected(graph)).items()}


def clustering(graph: Network) -> dict[str, float]:
    r"""Share of the pairs of a node's neighbours that are themselves neighbours.

    .. math:: C(v) = \frac{2 T(v)}{k_v (k_v - 1)}

    with T the number of triangles and k the number of neighbours. 0 to 1; 0 with fewer than two neighbours. Direction
    and weights are ignored. 0 everywhere in a network of two kinds of nodes.

    Watts, D. J. and Strogatz, S. H. (1998), Collective dynamics of small-world networks, Nature 393.

    >>> import networkx as nx
    >>> clustering(nx.Graph(["ab", "bc", "ca", "cd"]))["c"]  # of ab, ad, bd only ab
    0.3333333333333333
    """
    matrix = adjacency(undirected(graph))
    closed = triangles(matrix)
    neighbours: Floats = matrix.sum(axis=1)
    pairs = neighbours * (neighbours - 1)
    shares = np.divide(closed, pairs, out=np.zeros(len(graph)), where=pairs > 0)
    return dict(zip(graph, shares.tolist(), strict=True))


def components(graph: Network) -> list[tuple[str, ...]]:
    """The (weakly) connected components, largest first, then by first IRI; members sorted.

    >>> import networkx as nx
    >>> components(nx.Graph(["xy", "ab", "bc"]))
    [('a', 'b', 'c'), ('x', 'y')]
    """
    return _ordered(nx.connected_components(undirected(graph)))


def communities(graph: Network, seed: int = SEED) -> list[tuple[str, ...]]:
    r"""Groups more densely tied within than chance lets expect: Leiden optimisation of weighted modularity.

    .. math:: Q = \frac{1}{2m} \sum_{uv} \left( w_{uv} - \frac{s_u s_v}{2m} \right) [c_u = c_v]

    Direction is dropped (opposite weights are added). Communities are connected and never span components. The method
    is a heuristic with random order: the seed is fixed, and another may give another division, which
    :func:`policyscape.network.mixing.stability` measures. Order as in :func:`components`.

    Traag, V. A., Waltman, L. and van Eck, N. J. (2019), From Louvain to Leiden: guaranteeing well-connected
    communities, Scientific Reports 9.

    >>> import networkx as nx
    >>> communities(nx.Graph(["ab", "bc", "ca", "cx", "xy", "yz", "zx"]))  # two triangles and a bridge
    [('a', 'b', 'c'), ('x', 'y', 'z')]
    """
    return grouped(graph, divide(graph, [seed])[0])


def divide(graph: Network, seeds: Iterable[int]) -> list[Integers]:
    """For each seed the number of the community of each node, in the order of the nodes.

    >>> import networkx as nx
    >>> [numbers.tolist() for numbers in divide(nx.Graph(["ab", "xy"]), [1, 2])]
    [[0, 0, 1, 1], [0, 0, 1, 1]]
    """
    matrix = adjacency(undirected(graph), weighted=True)
    return [leiden(matrix, seed) for seed in seeds]


def grouped(graph: Network, numbers: Integers) -> list[tuple[str, ...]]:
    """The members of each community, from the numbers that :func:`divide` gives; order as in :func:`components`.

    >>> import networkx as nx
    >>> grouped(nx.Graph(["xy", "ab"]), np.array([0, 0, 1, 1]))
    [('a', 'b'), ('x', 'y')]
    """
    groups: dict[int, set[str]] = {}
    for node, number in zip(graph, numbers.tolist(), strict=True):
        groups.setdefault(number, set()).add(node)
    return _ordered(groups.values())


def _ordered(groups: Iterable[set[str]]) -> list[tuple[str, ...]]:
    return sorted((tuple(sorted(group)) for group in groups), key=lambda members: (-len(members), members[0]))
