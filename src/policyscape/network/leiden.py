"""Communities of a sparse matrix by the Leiden method, as NetworKit computes it; the layout of the page may use it too.

NetworKit runs on one thread here: on more of them the order of the moves, and with it the division, would depend on
the machine. It is 100 to 400 times as fast as NetworkX's Louvain method and finds divisions of higher modularity.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

__all__ = ["leiden"]


def leiden(matrix: sp.csr_array[np.float64], seed: int) -> NDArray[np.int64]:
    """For each node of a symmetric matrix of weights the number of its community, in the order of their first nodes.

    No loops: the diagonal is left out. Equal input and seed give equal numbers.

    >>> leiden(sp.csr_array(np.array([[0.0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]])), seed=1).tolist()
    [0, 0, 1, 1]
    """
    import networkit as nk  # half a second, and most commands do without

    size = matrix.shape[0]
    if not size:
        return np.zeros(0, dtype=np.int64)
    upper = sp.triu(matrix, k=1, format="coo")
    ends = upper.row.astype(np.uint64), upper.col.astype(np.uint64)  # narrower integers crash NetworKit
    graph = nk.GraphFromCoo((upper.data.astype(np.float64), ends), n=size, weighted=True, directed=False)
    nk.engineering.setNumberOfThreads(1)
    nk.engineering.setSeed(seed, False)
    found = np.array(nk.community.ParallelLeiden(graph).run().getPartition().getVector(), dtype=np.int64)
    _, firsts, numbers = np.unique(found, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(firsts))[numbers]
