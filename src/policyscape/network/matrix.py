"""A network as a sparse matrix, and the breadth-first search from many nodes at once that path measures share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias
from weakref import WeakKeyDictionary

import networkx as nx
import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from policyscape.network.project import Network

__all__ = ["Floats", "Integers", "Sweep", "adjacency", "chunks", "sweeps", "triangles", "undirected"]

Floats: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.int64]
_BATCH = 32  # columns per sweep: enough to keep the processor busy, few enough to stay in its cache


@dataclass(frozen=True, slots=True)
class Sweep:
    """Breadth-first search from a batch of sources, each in a column of b, among the r nodes they can reach.

    Sources in separate components share a column, since they never meet. ``rows`` are the r nodes and ``matrix`` (r x
    r) the edges among them; ``levels[d]`` (r x b, bool) tells which nodes are d steps from the source of their
    component, ``paths`` (r x b) counts the shortest paths to each node, 0 where there is none. ``components`` numbers
    the component of each row; ``sources`` are the nodes searched from, with their ``columns`` and ``parts``.
    """

    rows: Integers
    matrix: sp.csr_array[np.float64]
    levels: list[NDArray[np.bool_]]
    paths: Floats
    components: Integers
    sources: Integers
    columns: Integers
    parts: Integers

    def count(self, level: NDArray[np.bool_]) -> Floats:
        """For each source the number of nodes marked in its column and component."""
        size = int(self.components.max()) + 1
        number = len(self.rows)
        ones = (np.ones(number), (self.components, np.arange(number)))
        totals = sp.csr_array(sp.coo_array(ones, shape=(size, number))) @ level.astype(np.float64)
        return np.asarray(totals)[self.parts, self.columns]


def undirected(graph: Network) -> Network:
    """The graph without direction: weights of opposite edges added, nodes and edges in the order of the original."""
    if not graph.is_directed():
        return graph
    plain: Network = nx.Graph()
    plain.add_nodes_from(graph.nodes(data=True))
    for source, target, weight in graph.edges(data="weight", default=1):
        before = plain[source][target]["weight"] if plain.has_edge(source, target) else 0
        plain.add_edge(source, target, weight=before + weight)
    return plain


def adjacency(graph: Network, weighted: bool = False) -> sp.csr_array[np.float64]:
    """The n x n matrix with 1, or the weight, at (i, j) for an edge from node i to node j; both ways if undirected.

    Kept with a frozen graph (:func:`networkx.freeze`), as several measures of it need the same matrix.
    """
    if not nx.is_frozen(graph):
        return _adjacency(graph, weighted)
    kept = _KEPT.setdefault(graph, {})
    if weighted not in kept:
        kept[weighted] = _adjacency(graph, weighted)
    return kept[weighted]


_KEPT: WeakKeyDictionary[Network, dict[bool, sp.csr_array[np.float64]]] = WeakKeyDictionary()


def _adjacency(graph: Network, weighted: bool) -> sp.csr_array[np.float64]:
    index = {node: i for i, node in enumerate(graph)}
    ends = chain.from_iterable((index[u], index[v]) for u, v in graph.edges)
    rows, columns = np.fromiter(ends, dtype=np.int64).reshape(-1, 2).T
    weights = (float(w) for *_, w in graph.edges(data="weight", default=1))
    values = np.fromiter(weights, dtype=np.float64) if weighted else np.ones(len(rows))
    size = (len(index), len(index))
    matrix = sp.csr_array(sp.coo_array((values, (rows, columns)), shape=size))
    return matrix if graph.is_directed() else sp.csr_array(matrix + matrix.T)


def chunks(size: int, rows: int = 4096) -> Iterator[Integers]:
    """The numbers from 0 to ``size`` in runs, so that products of large matrices are made a part at a time."""
    for first in range(0, size, rows):
        yield np.arange(first, min(first + rows, size))


def triangles(matrix: sp.csr_array[np.float64]) -> Floats:
    """For each node of a symmetric matrix of ones twice the number of the ties among its neighbours."""
    found = np.zeros(matrix.shape[0])
    for rows in chunks(len(found)):
        part = matrix[rows]
        found[rows] = np.asarray((part @ matrix).multiply(part).sum(axis=1)).ravel()
    return found


def sweeps(matrix: sp.csr_array[np.float64], sources: Integers | None = None) -> Iterator[Sweep]:
    """Breadth-first search from every node, or from these, along the edges of the matrix, a batch at a time."""
    sources = np.arange(matrix.shape[0]) if sources is None else sources
    labels: Integers = connected_components(matrix, directed=False)[1].astype(np.int64)
    order = sources[np.argsort(labels[sources], kind="stable")]
    firsts = np.searchsorted(labels[order], labels[order], side="left")
    places = np.arange(len(order)) - firsts  # the how-manieth source of its component
    for first in range(0, int(places.max(initial=-1)) + 1, _BATCH):
        chosen = (places >= first) & (places < first + _BATCH)
        yield _sweep(matrix, labels, order[chosen], places[chosen] - first)


def _sweep(matrix: sp.csr_array[np.float64], labels: Integers, sources: Integers, columns: Integers) -> Sweep:
    present = np.unique(labels[sources])
    rows = np.flatnonzero(np.isin(labels, present))
    part = matrix if len(rows) == matrix.shape[0] else matrix[rows][:, rows]
    own = np.searchsorted(rows, sources)
    shape = (len(rows), int(columns.max()) + 1)
    start = sp.csr_array(sp.coo_array((np.ones(len(own)), (own, columns)), shape=shape))
    back = sp.csr_array(part.T)
    paths = start.toarray()
    front: Floats = (back @ start).toarray()  # the first step is sparse
    unseen = paths == 0
    front *= unseen
    levels = [~unseen]
    while (level := front > 0).any():
        levels.append(level)
        paths += front
        unseen &= ~level
        if not unseen.any():
            break
        front = np.asarray(back @ front)
        front *= unseen
    components, parts = (np.searchsorted(present, labels[nodes]) for nodes in (rows, sources))
    return Sweep(rows, part, levels, paths, components, sources, columns, parts)
