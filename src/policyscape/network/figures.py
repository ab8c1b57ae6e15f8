"""Figures as inline SVG: ranks with their intervals, and a small drawing of the core of a network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import log10

import networkx as nx

from policyscape.network.matrix import undirected
from policyscape.network.measures import ranking
from policyscape.network.nodes import Node
from policyscape.network.project import Network
from policyscape.network.robustness import Robust
from policyscape.network.tables import node_of
from policyscape.paths import VIZ

__all__ = ["dot_plot", "drawing", "standalone"]

_WIDTH, _LEFT, _RIGHT, _ROW = 760, 330, 20, 22
_DRAWN, _HEIGHT, _MARGIN = 24, 460, 70


def dot_plot(rows: Sequence[tuple[Node, Robust]], language: str, nodes: int) -> str:
    """One line an entity on an axis of ranks from 1 to ``nodes`` (logarithmic).

    A dot at the rank, a thick bar over the interval on facts drawn anew, a thin one over the ranks without one
    document.
    """
    bottom = _ROW * len(rows) + 10
    parts = [
        f'<line class="grid" x1="{_x(tick, nodes)}" x2="{_x(tick, nodes)}" y1="4" y2="{bottom}"/>'
        f'<text class="tick" x="{_x(tick, nodes)}" y="{bottom + 14}">{tick}</text>'
        for tick in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
        if tick <= max(nodes, 2)
    ]
    for number, (node, robust) in enumerate(rows):
        y = _ROW * number + 16
        thin = (robust.documents.best, robust.documents.worst)
        parts.append(
            f'<text class="name" x="{_LEFT - 12}" y="{y + 4}">{escape(_short(node.label(language)))}</text>'
            + _bar("range", *thin, y, nodes)
            + _bar("interval", robust.low, robust.high, y, nodes)
            + f'<circle class="rank" cx="{_x(robust.rank, nodes)}" cy="{y}" r="4.5"/>'
        )
    return _svg(_WIDTH, bottom + 22, parts)


def drawing(graph: Network, scores: Mapping[str, float], language: str) -> str:
    """The first entities under a measure with the ties among them, discs by score; ties by weight."""
    plain = undirected(graph)
    chosen = [row.iri for row in ranking(scores, _DRAWN) if row.score > 0]
    part: Network = nx.Graph()
    part.add_nodes_from(sorted(chosen))
    part.add_edges_from(sorted((min(edge), max(edge)) for edge in plain.subgraph(chosen).edges))
    places = nx.spring_layout(part, seed=1, iterations=200, k=1.2 / max(len(part), 1) ** 0.5) if part else {}
    spots = {iri: _spot(*map(float, place)) for iri, place in places.items()}
    most = max((scores[iri] for iri in chosen), default=1.0)
    parts = [
        f'<line class="tie" x1="{spots[u][0]}" y1="{spots[u][1]}" x2="{spots[v][0]}" y2="{spots[v][1]}"/>'
        for u, v in part.edges
    ]
    for iri in chosen:
        x, y = spots[iri]
        label = escape(_short(node_of(graph, iri).label(language), 22))
        size = round(4 + 9 * (scores[iri] / most) ** 0.5, 1)
        parts.append(f'<circle class="node" cx="{x}" cy="{y}" r="{size}"/>')
        parts.append(f'<text class="label" x="{x}" y="{round(y - size - 3, 1)}">{label}</text>')
    return _svg(_WIDTH, _HEIGHT, parts)


def _spot(x: float, y: float) -> tuple[float, float]:
    return round(_WIDTH / 2 + x * (_WIDTH / 2 - _MARGIN), 1), round(_HEIGHT / 2 + y * (_HEIGHT / 2 - 30), 1)


def _x(rank: int, nodes: int) -> float:
    return round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * log10(max(rank, 1)) / log10(max(nodes, 2)), 1)


def _bar(kind: str, low: int, high: int, y: int, nodes: int) -> str:
    return f'<line class="{kind}" x1="{_x(low, nodes)}" x2="{_x(high, nodes)}" y1="{y}" y2="{y}"/>'


def _short(words: str, most: int = 44) -> str:
    wide = sum(2 if ord(character) > 0x2E7F else 1 for character in words)
    kept = words
    while wide > most:
        wide -= 2 if ord(kept[-1]) > 0x2E7F else 1
        kept = kept[:-1]
    return words if kept == words else kept.rstrip() + "…"


def _svg(width: int, height: int, parts: list[str]) -> str:
    return f'<svg viewBox="0 0 {width} {height}" role="img">{"".join(parts)}</svg>'


def standalone(svg: str) -> str:
    """A figure as a file of its own, with size and style, to be put into a text or a slide."""
    style = (VIZ / "network-figure.css").read_text(encoding="utf-8")
    width, height = svg.split('"', 2)[1].split()[2:]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
    start, end = svg.split(">", 1)
    return f"{head}{start.removeprefix('<svg')}><style>{style}</style>{end}\n"
