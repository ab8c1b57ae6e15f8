"""One network, scored: the unit that triples, tables and pages are made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pyoxigraph import Literal, NamedNode

from policyscape.network.measures import measure, measures_for, practical
from policyscape.network.nodes import read_nodes
from policyscape.network.project import Network, build_network, graph_hash, selected_ties, selection_for
from policyscape.network.projections import Projection, read_projections
from policyscape.network.structure import communities, components
from policyscape.network.terms import ENTITY_BASE, entity_id, ps
from policyscape.network.ties import Selection, Ties
from policyscape.store import Graph

__all__ = ["Analysis", "analyse", "analyse_all", "analyse_years", "document_years", "score"]


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
    store: Graph,
    projection: Projection,
    selection: Selection | None = None,
    measures: Iterable[str] | None = None,
    sampled: bool = False,
) -> Analysis:
    """Project the store and compute the measures (all exact ones by default) and the communities.

    With ``sampled``, measures over all shortest paths are estimated where the network is large.
    """
    selection = selection_for(projection, selection)
    ties = selected_ties(store, projection, selection)
    nodes = read_nodes(store, (end for tie in ties.rows for end in (tie.source, tie.target)))
    return replace(
        score(build_network(ties.rows, projection, nodes), projection, selection, measures, sampled), ties=ties
    )


def analyse_all(store: Graph, measures: Iterable[str] | None = None) -> list[Analysis]:
    """Every declared projection, those with least reservation first: fallbacks last, else by id.

    Measures over all shortest paths are sampled in large networks.
    """
    names = tuple(measures) if measures is not None else None
    projections = sorted(read_projections().values(), key=lambda p: (p.fallback, p.id))
    return [analyse(store, projection, None, names, sampled=True) for projection in projections]


def analyse_years(store: Graph, projection: Projection, measures: Iterable[str] | None = None) -> list[Analysis]:
    """The networks of what the documents of one year state, for each year of several."""
    by_year: dict[int, set[str]] = {}
    for document, year in document_years(store).items():
        by_year.setdefault(year, set()).add(entity_id(document).removeprefix("document/"))
    names = tuple(measures) if measures is not None else None
    chosen = [Selection(documents=frozenset(by_year[year])) for year in sorted(by_year)] if len(by_year) > 1 else []
    return [analyse(store, projection, selection, names, sampled=True) for selection in chosen]


def document_years(store: Graph) -> dict[str, int]:
    """The year of each document (IRI)."""
    return {
        quad.subject.value: int(quad.object.value[:4])
        for quad in store.quads_for_pattern(None, ps("documentDate"), None, None)
        if isinstance(quad.subject, NamedNode)
        and quad.subject.value.startswith(ENTITY_BASE)
        and isinstance(quad.object, Literal)
    }


def score(
    graph: Network,
    projection: Projection,
    selection: Selection,
    measures: Iterable[str] | None = None,
    sampled: bool = False,
) -> Analysis:
    """The analysis of a graph that is already projected."""
    names = measures_for(projection.bipartite) if measures is None else tuple(measures)
    return Analysis(
        projection=projection,
        selection=selection,
        graph=graph,
        hash=graph_hash(graph),
        scores={name: measure(graph, name) for name in (practical(names, len(graph)) if sampled else names)},
        communities=communities(graph),
        components=components(graph),
    )
