"""One network, scored: the unit that triples, tables and pages are made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from policyscape.network.measures import measure, measures_for
from policyscape.network.nodes import read_nodes
from policyscape.network.project import Network, build_network, graph_hash, selected_ties, selection_for
from policyscape.network.projections import Projection, read_projections
from policyscape.network.structure import communities, components
from policyscape.network.ties import Selection, Ties
from policyscape.store import Graph

__all__ = ["Analysis", "analyse", "analyse_all", "score"]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A network with what was computed on it.

    ``scores`` maps measure to node to rounded score; ``communities`` and ``components`` are lists of sorted members,
    largest first; ``selection`` is the one in force, the projection's own choices filled in; ``ties`` are the rows the
    graph was built from, with the facts they rest on.
    """

    projection: Projection
    selection: Selection
    graph: Network
    hash: str
    scores: Mapping[str, Mapping[str, float]]
    communities: list[tuple[str, ...]]
    components: list[tuple[str, ...]]
    ties: Ties = field(default_factory=lambda: Ties([], {}))

    def is_default(self) -> bool:
        """Whether the selection is the projection's own."""
        return self.selection == selection_for(self.projection)


def analyse(
    store: Graph, projection: Projection, selection: Selection | None = None, measures: Iterable[str] | None = None
) -> Analysis:
    """Project the store and compute the measures (all by default) and the communities."""
    selection = selection_for(projection, selection)
    ties = selected_ties(store, projection, selection)
    nodes = read_nodes(store, (end for tie in ties.rows for end in (tie.source, tie.target)))
    return replace(score(build_network(ties.rows, projection, nodes), projection, selection, measures), ties=ties)


def analyse_all(store: Graph, measures: Iterable[str] | None = None) -> list[Analysis]:
    """Every declared projection, those with least reservation first: fallbacks last, else by id."""
    names = tuple(measures) if measures is not None else None
    projections = sorted(read_projections().values(), key=lambda p: (p.fallback, p.id))
    return [analyse(store, projection, None, names) for projection in projections]


def score(
    graph: Network, projection: Projection, selection: Selection, measures: Iterable[str] | None = None
) -> Analysis:
    """The analysis of a graph that is already projected."""
    names = measures_for(projection.bipartite) if measures is None else measures
    return Analysis(
        projection=projection,
        selection=selection,
        graph=graph,
        hash=graph_hash(graph),
        scores={name: measure(graph, name) for name in names},
        communities=communities(graph),
        components=components(graph),
    )
