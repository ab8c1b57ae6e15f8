"""The network section of the report as data: a summary and top tables of each network, the largest communities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policyscape.network.analysis import Analysis
from policyscape.network.measures import Ranked, ranking
from policyscape.network.nodes import Node
from policyscape.network.project import Network
from policyscape.network.projections import Projection
from policyscape.network.ties import Selection

__all__ = ["CommunityRow", "NetworkSection", "NetworkTables", "RankTable", "Row", "network_section", "node_of"]

_LEADERS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A ranked entity."""

    rank: int
    node: Node
    score: float


@dataclass(frozen=True, slots=True)
class RankTable:
    """The first entities under one measure (its id as in ``measures.MEASURES``)."""

    measure: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class CommunityRow:
    """A community: number from 1, number of members, the members with most strength inside of it."""

    number: int
    size: int
    leaders: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class NetworkTables:
    """One network: what it is, how large, its rankings and largest communities. All counts are of the whole network."""

    projection: Projection
    selection: Selection
    hash: str
    nodes: int
    edges: int
    components: int
    largest: int
    rankings: tuple[RankTable, ...]
    communities: tuple[CommunityRow, ...]


@dataclass(frozen=True, slots=True)
class NetworkSection:
    """The networks in the order given."""

    networks: tuple[NetworkTables, ...]


def network_section(analyses: Iterable[Analysis], top: int = 10) -> NetworkSection:
    """The section for the report: ``top`` rows in every table. Entities with score 0 are not ranked."""
    return NetworkSection(tuple(_tables(analysis, top) for analysis in analyses))


def _tables(analysis: Analysis, top: int) -> NetworkTables:
    graph = analysis.graph
    return NetworkTables(
        projection=analysis.projection,
        selection=analysis.selection,
        hash=analysis.hash,
        nodes=len(graph),
        edges=graph.number_of_edges(),
        components=len(analysis.components),
        largest=max(map(len, analysis.components), default=0),
        rankings=tuple(
            RankTable(name, tuple(_row(analysis, ranked) for ranked in ranking(scores, top) if ranked.score > 0))
            for name, scores in analysis.scores.items()
        ),
        communities=tuple(
            CommunityRow(number, len(members), _leaders(analysis, members))
            for number, members in enumerate(analysis.communities[:top], start=1)
        ),
    )


def _row(analysis: Analysis, ranked: Ranked) -> Row:
    return Row(ranked.rank, node_of(analysis.graph, ranked.iri), ranked.score)


def _leaders(analysis: Analysis, members: tuple[str, ...]) -> tuple[Node, ...]:
    inside = dict(analysis.graph.subgraph(members).degree(weight="weight"))
    return tuple(node_of(analysis.graph, ranked.iri) for ranked in ranking(inside, _LEADERS))


def node_of(graph: Network, iri: str) -> Node:
    """The node's description out of the graph's attributes; empty members where there are none."""
    attributes = graph.nodes[iri]
    return Node(iri, *(attributes.get(name, "") for name in ("type", "label_ja", "label_en", "country")))
