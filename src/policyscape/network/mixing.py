"""Properties of a whole network: assortativity by type and country, and how stable its communities are."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import numpy as np

from policyscape.network.matrix import Floats, Integers
from policyscape.network.project import Network
from policyscape.network.structure import divide

__all__ = ["SEEDS", "Stability", "adjusted_rand", "assortativity", "mutual_information", "stability"]

SEEDS = 20
Division: TypeAlias = Sequence[Hashable] | Integers  # for each of the same things the part it belongs to
_Table: TypeAlias = tuple[Floats, Floats, Floats]


@dataclass(frozen=True, slots=True)
class Stability:
    """Mean agreement of all pairs of divisions found with other seeds, and the least: 1 means always the same."""

    seeds: int
    mutual_information: float
    rand: float
    least: float


def assortativity(graph: Network, attribute: str) -> float | None:
    r"""Whether ties lead to nodes with the same value of an attribute more often than chance lets expect.

    .. math:: r = \frac{\sum_i e_{ii} - \sum_i a_i b_i}{1 - \sum_i a_i b_i}

    with e the shares of edges between values, a and b their row and column sums. 1: ties only among equals; 0: as by
    chance; negative: ties to others. Edges at a node without value are left out, weights are ignored, an undirected
    edge counts both ways. None where there is no edge left or only one value.

    Newman, M. E. J. (2003), Mixing patterns in networks, Physical Review E 67.

    >>> import networkx as nx
    >>> graph = nx.Graph(["ab", "xy"])
    >>> nx.set_node_attributes(graph, {"a": "c1", "b": "c1", "x": "c2", "y": "c2"}, "country")
    >>> assortativity(graph, "country")
    1.0
    """
    values = {node: str(value) for node, value in graph.nodes(data=attribute) if value}
    ends = [(values[u], values[v]) for u, v in graph.edges if u in values and v in values]
    if not graph.is_directed():
        ends += [(v, u) for u, v in ends]
    index = {value: i for i, value in enumerate(sorted({value for pair in ends for value in pair}))}
    if len(index) < 2:
        return None
    shares = np.zeros((len(index), len(index)))
    for u, v in ends:
        shares[index[u], index[v]] += 1 / len(ends)
    chance = float(shares.sum(axis=1) @ shares.sum(axis=0))
    return None if chance >= 1 else float((np.trace(shares) - chance) / (1 - chance))


def stability(graph: Network, seeds: int = SEEDS) -> Stability:
    """Divide the network into communities with seeds 1 to ``seeds`` and compare all pairs of divisions.

    >>> import networkx as nx
    >>> stability(nx.Graph(["ab", "bc", "ca", "cx", "xy", "yz", "zx"]), seeds=3)
    Stability(seeds=3, mutual_information=1.0, rand=1.0, least=1.0)
    """
    divisions = divide(graph, range(1, seeds + 1))
    pairs = list(combinations(divisions, 2))
    rands = [adjusted_rand(one, two) for one, two in pairs] or [1.0]
    shared = [mutual_information(one, two) for one, two in pairs] or [1.0]
    return Stability(seeds, *(round(float(x), 6) for x in (np.mean(shared), np.mean(rands), min(rands))))


def adjusted_rand(one: Division, two: Division) -> float:
    r"""Agreement of two divisions of the same things beyond chance, 1 for equal ones, about 0 for unrelated ones.

    .. math:: \frac{\sum_{ij} \binom{n_{ij}}{2} - E}{\frac12 (\sum_i \binom{a_i}{2} + \sum_j \binom{b_j}{2}) - E}, \quad
        E = \sum_i \binom{a_i}{2} \sum_j \binom{b_j}{2} / \binom n2

    Hubert, L. and Arabie, P. (1985), Comparing partitions, Journal of Classification 2.

    >>> adjusted_rand("aabb", "xxyy"), round(adjusted_rand("aabb", "xyxy"), 6)
    (1.0, -0.5)
    """
    parts = _contingency(one, two)
    rows, columns, together = map(_pairs, parts)
    every = _pairs(parts[2].sum())
    expected = rows * columns / every if every else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == expected else float((together - expected) / (most - expected))


def mutual_information(one: Division, two: Division) -> float:
    r"""Normalised mutual information of two divisions, 1 for equal ones, 0 for independent ones.

    .. math:: \frac{2 I(X; Y)}{H(X) + H(Y)}

    1 where neither divides anything. Not corrected for chance: many small communities raise it, so read it beside
    :func:`adjusted_rand`.

    Danon, L. et al. (2005), Comparing community structure identification, Journal of Statistical Mechanics.

    >>> mutual_information("aabb", "xxyy"), mutual_information("aabb", "xyxy")
    (1.0, 0.0)
    """
    parts = _contingency(one, two)
    total = max(float(parts[2].sum()), 1.0)
    x, y, both = (_entropy(counts / total) for counts in parts)
    return 1.0 if x + y == 0 else float(2 * (x + y - both) / (x + y))


def _contingency(one: Division, two: Division) -> _Table:
    """The sizes of both divisions' parts, and of the overlaps that are not empty."""
    rows, columns = _numbers(one), _numbers(two)
    both = np.unique(rows * (int(columns.max(initial=0)) + 1) + columns, return_counts=True)[1]
    return np.bincount(rows).astype(np.float64), np.bincount(columns).astype(np.float64), both.astype(np.float64)


def _numbers(division: Division) -> Integers:
    if isinstance(division, np.ndarray):
        return division
    index = {value: i for i, value in enumerate(dict.fromkeys(division))}
    return np.array([index[value] for value in division], dtype=np.int64)


def _pairs(counts: Floats | np.float64) -> float:
    return float(np.sum(counts * (counts - 1)) / 2)


def _entropy(shares: Floats) -> float:
    held = shares[shares > 0]
    return float(-(held * np.log(held)).sum())
