"""Positions for drawing: communities as discs beside each other, their members inside, no two nodes overlapping.

Large communities are divided again, so that forces are only ever computed among a few hundred things at a time and
4,000 nodes take seconds. Points of the plane are complex numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import networkx as nx
import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from policyscape.network.forces import Points, separate, spiral, spring
from policyscape.network.matrix import Floats, adjacency, undirected
from policyscape.network.project import Network
from policyscape.network.structure import SEED

__all__ = ["layout"]

_Matrix: TypeAlias = "sp.csr_array[np.float64]"
_Indices: TypeAlias = NDArray[np.int64]
_UNDIVIDED = 120  # up to this many nodes one force-directed drawing reads better than discs
_MOST = 600  # beyond this many, forces among all pairs take too long
_MARGIN = 1.5  # room between discs, in gaps


def layout(
    graph: Network, sizes: Mapping[str, float] | None = None, gap: float = 12.0, seed: int = SEED
) -> dict[str, tuple[float, float]]:
    """Coordinates (x, y) of each node around (0, 0), the same on every run; y grows downwards on a screen.

    ``sizes`` are the radii of the nodes as drawn (10 where not given), ``gap`` the least room between two circles, all
    in the same unit. Heavier edges pull more, logarithmically; direction is ignored.
    """
    if not graph:
        return {}
    matrix = adjacency(undirected(graph), weighted=True)
    matrix.data = 1.0 + np.log(np.maximum(matrix.data, 1.0))
    radii = np.array([(sizes or {}).get(node, 10.0) for node in graph]) + gap / 2
    points = _arrange(matrix, radii, np.random.default_rng(seed), seed)
    return {node: (round(z.real, 1), round(z.imag, 1)) for node, z in zip(graph, points.tolist(), strict=True)}


def _arrange(matrix: _Matrix, radii: Floats, random: np.random.Generator, seed: int) -> Points:
    """Points of n nodes, their enclosing box centred at 0, by communities where there are several and n is large."""
    groups = _groups(matrix, seed) if len(radii) > _UNDIVIDED else []
    if len(groups) > 1:
        points = _discs(matrix, radii, groups, random, seed)
    elif len(radii) > _MOST:
        points = spiral(np.asarray(matrix.sum(axis=1)), radii)
    else:
        points = separate(spring(matrix, radii, random), radii)
    return points - _centre(points, radii)


def _discs(matrix: _Matrix, radii: Floats, groups: list[_Indices], random: np.random.Generator, seed: int) -> Points:
    """Each group arranged by itself, then moved as a disc and turned towards what it is tied to."""
    inner = [_arrange(sp.csr_array(matrix[group][:, group]), radii[group], random, seed) for group in groups]
    margin = _MARGIN * float(radii.min())
    outer = np.array([np.max(np.abs(z) + radii[g]) + margin for z, g in zip(inner, groups, strict=True)])
    member = np.zeros(len(radii), dtype=np.int64)
    for number, group in enumerate(groups):
        member[group] = number
    centres = separate(spring(_between(matrix, member, len(groups)), outer, random), outer)
    points = centres[member]
    pull = np.asarray(matrix @ points) - np.asarray(matrix.sum(axis=1)) * points
    for number, (group, z) in enumerate(zip(groups, inner, strict=True)):
        points[group] = centres[number] + _turned(z, pull[group])
    return points


def _groups(matrix: _Matrix, seed: int) -> list[_Indices]:
    """Louvain communities of a matrix as sorted index arrays, in the order of their first node."""
    graph = nx.from_scipy_sparse_array(matrix)
    found = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    return [np.array(sorted(group), dtype=np.int64) for group in sorted(found, key=min)]


def _between(matrix: _Matrix, member: _Indices, count: int) -> _Matrix:
    """The weights between groups: count x count, nothing on the diagonal, damped like those between nodes."""
    size = len(member)
    belongs = sp.csr_array((np.ones(size), (np.arange(size), member)), shape=(size, count))
    between = sp.coo_array(belongs.T @ matrix @ belongs)
    apart = between.row != between.col
    weights = 1.0 + np.log(np.maximum(between.data[apart], 1.0))
    return sp.csr_array((weights, (between.row[apart], between.col[apart])), shape=(count, count))


def _turned(points: Points, pull: Points) -> Points:
    """The points turned about 0, mirrored if that helps, so that they lie along their pulls as far as possible."""
    mirrored = np.conj(points)
    if abs(np.vdot(pull, mirrored)) > abs(np.vdot(pull, points)):
        points = mirrored
    turn = complex(np.vdot(pull, points))
    return points * (abs(turn) / turn) if turn else points


def _centre(points: Points, radii: Floats) -> complex:
    """The centre of the box around the circles."""
    x, y = points.real, points.imag
    return complex((x - radii).min() + (x + radii).max(), (y - radii).min() + (y + radii).max()) / 2
