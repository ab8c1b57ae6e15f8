"""One network, scored: the unit that triples, tables and pages are made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Store

from policyscape.network.measures import MEASURES, measure
from policyscape.network.project import Network, graph_hash, project, selection_for
from policyscape.network.projections import Projection, read_projections
from policyscape.network.structure import communities, components
from policyscape.network.ties import Selection

__all__ = ["Analysis", "analyse", "analyse_all", "score"]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A network with what was computed on it.

    ``scores`` maps measure to node to rounded score; ``communities`` and ``components`` are lists of sorted members,
    largest first; ``selection`` is the one in force, the projection's currency filled in.
    """

    projection: Projection
    selection: Selection
    graph: Network
    hash: str
    scores: Mapping[str, Mapping[str, float]]
    communities: list[tuple[str, ...]]
    components: list[tuple[str, ...]]


def analyse(
    store: Store, projection: Projection, selection: Selection | None = None, measures: Iterable[str] = MEASURES
) -> Analysis:
    """Project the store and compute the measures (all by default) and the communities."""
    selection = selection_for(projection, selection)
    return score(project(store, projection, selection), projection, selection, measures)


def analyse_all(store: Store, measures: Iterable[str] = MEASURES) -> list[Analysis]:
    """Every declared projection, those with least reservation first: fallbacks last, else by id."""
    names = tuple(measures)
    projections = sorted(read_projections().values(), key=lambda p: (p.fallback, p.id))
    return [analyse(store, projection, None, names) for projection in projections]


def score(graph: Network, projection: Projection, selection: Selection, measures: Iterable[str] = MEASURES) -> Analysis:
    """The analysis of a graph that is already projected."""
    return Analysis(
        projection=projection,
        selection=selection,
        graph=graph,
        hash=graph_hash(graph),
        scores={name: measure(graph, name) for name in measures},
        communities=communities(graph),
        components=components(graph),
    )
