"""Force-directed placement of circles and the removal of overlaps, on all pairs of up to some hundred circles."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from policyscape.network.matrix import Floats

__all__ = ["Points", "separate", "spiral", "spring"]

Points: TypeAlias = NDArray[np.complex128]
_STEPS = 120
_PUSHES = 200
_GRAVITY = 0.1  # keeps parts that nothing ties from drifting away
_ROOM = 1.05  # how much wider than the densest packing a drawing begins
_GOLDEN = np.pi * (3.0 - np.sqrt(5.0))


def spring(matrix: sp.csr_array[np.float64], radii: Floats, random: np.random.Generator) -> Points:
    """Positions of n circles where tied ones are near: the forces of Fruchterman and Reingold.

    All pairs repel with k²/d, tied pairs attract with w·d²/k, where k is the sum of the two radii; steps shrink to 0.
    Result is scaled to the area the circles need; they may still overlap.

    Fruchterman, T. and Reingold, E. (1991), Graph drawing by force-directed placement, Software 21(11).
    """
    size = len(radii)
    extent = float(np.sqrt(np.sum(radii**2)))
    points: Points = extent * np.sqrt(random.random(size)) * np.exp(2j * np.pi * random.random(size))
    ideal = radii[:, None] + radii[None, :]
    ties = matrix.toarray()
    for step in range(_STEPS if size > 1 else 0):
        apart = points[:, None] - points[None, :]
        distance = np.maximum(np.abs(apart), 1e-9)
        force = (
            np.sum(apart * ((ideal / distance) ** 2 - ties * distance / ideal), axis=1) - _GRAVITY * size * points / 10
        )
        limit = extent * 0.2 * (1.0 - step / _STEPS)
        points = points + force * np.minimum(1.0, limit / np.maximum(np.abs(force), 1e-9))
    spread = float(np.sqrt(np.mean(np.abs(points) ** 2)))
    # The root mean square distance from the centre of an evenly filled disc is its radius over the root of 2.
    return points * (_ROOM * extent / np.sqrt(2.0) / spread) if size > 1 and spread else points * 0


def separate(points: Points, radii: Floats) -> Points:
    """Circles pushed apart until none overlap, the smaller giving way more; at last stretched if some still do."""
    need = radii[:, None] + radii[None, :]
    area = radii**2
    share = area[None, :] / (area[:, None] + area[None, :])
    points = points + 1e-6 * radii.min() * np.exp(
        1j * np.arange(len(radii))
    )  # circles in one spot part in all directions
    for _ in range(_PUSHES):
        apart = points[:, None] - points[None, :]
        distance = np.abs(apart)
        np.fill_diagonal(distance, np.inf)
        overlap = np.maximum(need - distance, 0.0)
        if overlap.max(initial=0.0) <= 1e-3:
            return points
        points = points + np.sum(apart / distance * overlap * share, axis=1)
    distance = np.abs(points[:, None] - points[None, :])
    np.fill_diagonal(distance, np.inf)
    return points * max(1.0, float(np.max(need / distance)))


def spiral(importance: Floats, radii: Floats) -> Points:
    """The pattern of a sunflower, the most important in the middle: for groups too large and too even for forces."""
    places = np.argsort(np.argsort(-importance, kind="stable"), kind="stable").astype(np.float64)
    # Neighbours in the pattern are at least 1.5 apart when place n is at distance sqrt(n + 1/2).
    points: Points = 2.0 * radii.max() / 1.5 * np.sqrt(places + 0.5) * np.exp(1j * _GOLDEN * places)
    return points
