"""Positions of the overview: communities as discs packed side by side, the central entities inside each disc.

Everything is computed before the page is opened, with integers as node names and fixed seeds, so that one record has
one picture. Distances are pixels of the overview at scale 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, hypot, pi, sin, sqrt
from typing import TypeAlias

import networkx as nx

__all__ = ["Layout", "layout"]

_Point: TypeAlias = tuple[float, float]

_SEED = 20
_SPACING = 40.0  # side of the square a node has for itself
_GAP = 46.0  # between two discs
_SMALLEST = 5  # communities below this size share one disc
_ANGLES = 32
_WIDE = 1.3  # the canvas is wider than high


@dataclass(frozen=True, slots=True)
class Layout:
    """Places of the drawn entities (x, y), and the discs (x, y, radius) their communities fill."""

    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    discs: tuple[tuple[int, int, int], ...] = ()


def layout(pairs: Iterable[tuple[str, str]], weight: Mapping[str, float]) -> Layout:
    """A place for every entity that has an edge; ``weight`` (PageRank) decides who sits in the middle of a disc.

    Communities are Louvain's on the simple graph whose edge weights are the numbers of pairs (V. Blondel et al.,
    "Fast unfolding of communities in large networks", 2008).
    """
    named = [(min(pair), max(pair)) for pair in pairs]
    names = sorted({name for pair in named for name in pair})
    index = {name: number for number, name in enumerate(names)}
    graph = _graph((index[a], index[b]) for a, b in named)
    rank = {index[name]: weight.get(name, 0.0) for name in names}
    groups = _communities(graph)
    radii = [_radius(len(group)) for group in groups]
    places: dict[str, tuple[int, int]] = {}
    discs = []
    for (x, y), radius, group in zip(_pack(radii), radii, groups, strict=True):
        discs.append((round(x), round(y), round(radius)))
        for node, (dx, dy) in _disc(graph, group, rank).items():
            places[names[node]] = (round(x + dx), round(y + dy))
    return Layout(places, tuple(discs))


def _graph(pairs: Iterator[tuple[int, int]]) -> nx.Graph[int]:
    graph: nx.Graph[int] = nx.Graph()
    for a, b in sorted(pairs):
        graph.add_edge(a, b, weight=graph.get_edge_data(a, b, {"weight": 0})["weight"] + 1)
    return graph


def _communities(graph: nx.Graph[int]) -> list[list[int]]:
    found = nx.community.louvain_communities(graph, seed=_SEED) if graph else []
    large = [sorted(group) for group in found if len(group) >= _SMALLEST]
    rest = sorted(node for group in found if len(group) < _SMALLEST for node in group)
    return sorted(large, key=lambda group: (-len(group), group)) + ([rest] if rest else [])


def _radius(size: int) -> float:
    return _SPACING * sqrt(size / pi) + _SPACING / 2


def _disc(graph: nx.Graph[int], group: Sequence[int], rank: Mapping[int, float]) -> dict[int, _Point]:
    """Fill a disc evenly: the angle is the force layout's, the distance from the centre follows the rank."""
    drawn = nx.spring_layout(graph.subgraph(group), seed=_SEED, iterations=80, weight="weight")
    ordered = sorted(group, key=lambda node: (-rank[node], node))
    placed: dict[int, _Point] = {}
    for ring in _rings(ordered):
        by_angle = sorted(ring, key=lambda node: (round(_turn(*map(float, drawn[node])), 6), node))
        for place, node in zip(_circle(len(placed), len(ring)), by_angle, strict=True):
            placed[node] = place
    return placed


def _rings(ordered: Sequence[int]) -> Iterator[Sequence[int]]:
    """One node in the middle, then rings of 6, 12, 18 ...: the densest even filling of a disc."""
    start, size = 0, 1
    while start < len(ordered):
        yield ordered[start : start + size]
        start, size = start + size, 6 if size == 1 else size + 6


def _circle(inside: int, count: int) -> list[_Point]:
    radius = _SPACING * sqrt(inside / pi) + (_SPACING / 2 if inside else 0)
    return [(radius * cos(2 * pi * k / count), radius * sin(2 * pi * k / count)) for k in range(count)]


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
