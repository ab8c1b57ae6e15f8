"""Positions of the overview: communities as discs packed side by side, the central entities inside each disc.

Everything is computed before the page is opened, with integers as node names and fixed seeds, so that one record has
one picture. Distances are pixels of the overview at scale 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, hypot, pi, sin, sqrt
from typing import NamedTuple, TypeAlias

import networkx as nx

__all__ = ["Layout", "Place", "layout"]

_Point: TypeAlias = tuple[float, float]
_Ring: TypeAlias = list[int]

_SEED = 20
_SMALLEST, _LARGEST = 4.5, 18.0  # radius of a node
_USUAL = 400  # in a larger graph, which is drawn smaller, the central nodes are made larger
_ROOM = 26.0  # between two nodes
_GAP = 34.0  # between two discs
_FEW = 5  # communities below this size share one disc
_ANGLES = 32
_SWEEPS = 12
_WIDE = 1.2  # the canvas is wider than high


class Place(NamedTuple):
    """Where a node is drawn, and its radius."""

    x: int
    y: int
    size: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Places of the drawn entities, and the discs (x, y, radius) their communities fill.

    ``mixed`` is the number of the disc that the small communities share, or None.
    """

    places: Mapping[str, Place] = field(default_factory=dict)
    discs: tuple[tuple[int, int, int], ...] = ()
    mixed: int | None = None


def layout(pairs: Iterable[tuple[str, str]], weight: Mapping[str, float]) -> Layout:
    """A place for every entity that has an edge; ``weight`` (PageRank) decides its size and who sits in the middle.

    Communities are Louvain's on the simple graph whose edge weights are the numbers of pairs (V. Blondel et al.,
    "Fast unfolding of communities in large networks", 2008).
    """
    named = [(min(pair), max(pair)) for pair in pairs]
    names = sorted({name for pair in named for name in pair})
    index = {name: number for number, name in enumerate(names)}
    graph = _graph((index[a], index[b]) for a, b in named)
    sizes = _sizes([weight.get(name, 0.0) for name in names])
    groups, mixed = _communities(graph)
    rings = [_rings(sorted(group, key=lambda node: (-sizes[node], node)), sizes) for group in groups]
    radii = [outer[-1][0] + sizes[outer[-1][1][0]] + _ROOM / 2 for outer in rings]
    places: dict[str, Place] = {}
    discs = []
    for (x, y), radius, group, disc in zip(_pack(radii), radii, groups, rings, strict=True):
        discs.append((round(x), round(y), round(radius)))
        for node, (dx, dy) in _turned(graph, group, disc, sizes).items():
            places[names[node]] = Place(round(x + dx), round(y + dy), sizes[node])
    return Layout(places, tuple(discs), mixed)


def _sizes(weights: Sequence[float]) -> list[float]:
    """Radii whose squares grow with the weights, so that areas compare as weights do."""
    largest = _LARGEST * max(1.0, sqrt(len(weights) / _USUAL))
    highest = max(weights, default=0.0) or 1.0
    return [round(_SMALLEST + (largest - _SMALLEST) * sqrt(weight / highest), 1) for weight in weights]


def _graph(pairs: Iterator[tuple[int, int]]) -> nx.Graph[int]:
    graph: nx.Graph[int] = nx.Graph()
    for a, b in sorted(pairs):
        graph.add_edge(a, b, weight=graph.get_edge_data(a, b, {"weight": 0})["weight"] + 1)
    return graph


def _communities(graph: nx.Graph[int]) -> tuple[list[list[int]], int | None]:
    """The communities, largest first, and which of them is made of all that are small."""
    found = nx.community.louvain_communities(graph, seed=_SEED) if graph else []
    large = [sorted(group) for group in found if len(group) >= _FEW]
    rest = sorted(node for group in found if len(group) < _FEW for node in group)
    groups = sorted(large, key=lambda group: (-len(group), group))
    if not rest:
        return groups, None
    return [*groups[:1], rest, *groups[1:]], len(groups[:1])  # near the middle: it may be the widest of all


def _rings(ordered: Sequence[int], sizes: Sequence[float]) -> list[tuple[float, _Ring]]:
    """The largest node in the middle, the others on rings around it, each as full as it can be: (radius, nodes)."""
    rings: list[tuple[float, _Ring]] = [(0.0, [ordered[0]])]
    for node in ordered[1:]:
        radius, ring = rings[-1]
        used = sum(2 * sizes[other] + _ROOM for other in ring)
        if radius and used + 2 * sizes[node] + _ROOM <= 2 * pi * radius:
            ring.append(node)
        else:
            rings.append((radius + sizes[ring[0]] + sizes[node] + _ROOM * 0.8, [node]))
    return rings


def _turned(
    graph: nx.Graph[int], group: Sequence[int], rings: Sequence[tuple[float, _Ring]], sizes: Sequence[float]
) -> dict[int, _Point]:
    """Each node on its ring, near its neighbours: the barycentre heuristic of layered drawings, bent to a circle.

    In each sweep a ring is put in the order of the directions in which the neighbours of its nodes lie. K. Sugiyama et
    al., "Methods for visual understanding of hierarchical system structures", 1981.
    """
    members = set(group)
    near = {node: [other for other in graph[node] if other in members] for node in group}
    placed = dict.fromkeys(rings[0][1], (0.0, 0.0))
    for radius, ring in rings[1:]:
        placed |= _on_ring(radius, ring, sizes)
    for _ in range(_SWEEPS):
        for radius, ring in rings[1:]:
            turns = {node: _pull(node, near[node], placed) for node in ring}
            placed |= _on_ring(radius, sorted(ring, key=lambda node: (turns[node], node)), sizes)
    return placed


def _on_ring(radius: float, ring: Sequence[int], sizes: Sequence[float]) -> dict[int, _Point]:
    whole = sum(2 * sizes[node] + _ROOM for node in ring)
    placed, passed = {}, 0.0
    for node in ring:
        share = 2 * sizes[node] + _ROOM
        angle = 2 * pi * (passed + share / 2) / whole
        placed[node] = (radius * cos(angle), radius * sin(angle))
        passed += share
    return placed


def _pull(node: int, near: Sequence[int], placed: Mapping[int, _Point]) -> float:
    """The direction of the neighbours' middle, or of the node itself where they pull nowhere."""
    x, y = (sum(placed[other][axis] for other in near) for axis in (0, 1))
    if abs(x) + abs(y) < 1e-6:
        x, y = placed[node]
    return round(_turn(x, y), 6)


def _turn(x: float, y: float) -> float:
    """The point's angle as a number growing from 0 to 4, without the last bits that trigonometry leaves to chance."""
    part = y / ((abs(x) + abs(y)) or 1.0)
    return (part if x >= 0 else 2 - part) % 4


def _pack(radii: Sequence[float]) -> list[_Point]:
    """Centres of discs, largest first, each as near to the middle as the ones before leave room for."""
    placed: list[tuple[float, float, float]] = []
    for radius in radii:
        free = [spot for spot in _touching(placed, radius) if _is_free(spot, radius, placed)]
        x, y = min(free, key=lambda spot: (round(hypot(spot[0] / _WIDE, spot[1]), 3), spot)) if free else (0.0, 0.0)
        placed.append((x, y, radius))
    return [(x, y) for x, y, _ in placed]


def _touching(placed: Sequence[tuple[float, float, float]], radius: float) -> Iterator[_Point]:
    for x, y, other in placed:
        reach = radius + other + _GAP
        for step in range(_ANGLES):
            angle = 2 * pi * step / _ANGLES
            yield round(x + reach * cos(angle), 3), round(y + reach * sin(angle), 3)


def _is_free(spot: _Point, radius: float, placed: Sequence[tuple[float, float, float]]) -> bool:
    return all(hypot(spot[0] - x, spot[1] - y) >= radius + other + _GAP - 0.01 for x, y, other in placed)
