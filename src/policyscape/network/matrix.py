"""A network as a sparse matrix, and the breadth-first search from many nodes at once that path measures share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx
import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from policyscape.network.project import Network

__all__ = ["Floats", "Sweep", "adjacency", "sweeps", "undirected"]

Floats: TypeAlias = NDArray[np.float64]
_BATCH = 64  # columns per sweep: enough to keep the processor busy, few enough to stay in its cache


@dataclass(frozen=True, slots=True)
class Sweep:
    """Breadth-first search from a batch of b sources among n nodes.

    ``levels[d]`` (n x b, bool) tells which nodes are d steps from each source; ``paths`` (n x b) counts the shortest
    paths from the source to each node, 0 where there is none.
    """

    levels: list[NDArray[np.bool_]]
    paths: Floats


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
    """The n x n matrix with 1, or the weight, at (i, j) for an edge from node i to node j; both ways if undirected."""
    index = {node: i for i, node in enumerate(graph)}
    edges = [(index[u], index[v], float(w)) for u, v, w in graph.edges(data="weight", default=1)]
    rows, columns, weights = np.array(edges, dtype=np.float64).reshape(-1, 3).T
    values = weights if weighted else np.ones(len(edges))
    size = (len(index), len(index))
    matrix = sp.csr_array(sp.coo_array((values, (rows.astype(np.int64), columns.astype(np.int64))), shape=size))
    return matrix if graph.is_directed() else sp.csr_array(matrix + matrix.T)


def sweeps(matrix: sp.csr_array[np.float64], sources: NDArray[np.int64] | None = None) -> Iterator[Sweep]:
    """Breadth-first search from every node, or from these, along the edges of the matrix, a batch at a time."""
    size = matrix.shape[0]
    sources = np.arange(size) if sources is None else sources
    back = sp.csr_array(matrix.T)
    for first in range(0, len(sources), _BATCH):
        batch = sources[first : first + _BATCH]
        paths = np.zeros((size, len(batch)))
        paths[batch, np.arange(len(batch))] = 1.0
        front: Floats = back[:, batch].toarray()  # the first step needs no product
        front *= paths == 0
        unseen = paths == 0
        levels = [~unseen]
        while (level := front > 0).any():
            levels.append(level)
            paths += front
            unseen &= ~level
            if not unseen.any():
                break
            front = np.asarray(back @ front)
            front *= unseen
        yield Sweep(levels, paths)
