"""All that the network report says of the graph, computed once: the main networks with robustness and readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Store

from policyscape.network.analysis import Analysis
from policyscape.network.gaps import Gap, find_gaps
from policyscape.network.mixing import Stability, assortativity, stability
from policyscape.network.prediction import Evaluation, Predicted, evaluate, predict
from policyscape.network.readings import Broker, Change, Portrait, brokers, change, document_years, portraits
from policyscape.network.robustness import DRAWS, NETWORKS, Robust, robustness

__all__ = ["MAIN", "MEASURES", "NetworkStudy", "Study", "study"]

MAIN = ("typed", "collaboration", "country-technology", "funding")
MEASURES = ("degree", "betweenness", "closeness", "pagerank")


@dataclass(frozen=True, slots=True)
class NetworkStudy:
    """One network: its analysis, the robustness of its ranks by measure, and what it means.

    ``years`` are those of the earliest and of the latest documents, which ``changes`` compares; None where they are
    one. ``evaluation`` is None where there are too few ties to hide some.
    """

    analysis: Analysis
    robust: Mapping[str, Mapping[str, Robust]]
    stability: Stability
    assortativity: Mapping[str, float | None]
    portraits: list[Portrait]
    brokers: list[Broker]
    predicted: list[Predicted]
    evaluation: Evaluation | None
    years: tuple[int, int] | None
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class Study:
    """The networks and the gaps; ``store`` is where the places of their facts are looked up."""

    networks: list[NetworkStudy]
    gaps: list[Gap]
    store: Store


def study(
    store: Store,
    analyses: Iterable[Analysis],
    names: Iterable[str] = MAIN,
    draws: int = DRAWS,
    networks: int = NETWORKS,
) -> Study:
    """Study those of the analyses whose projection is named; each must hold the measures of the study."""
    chosen = {analysis.projection.id: analysis for analysis in analyses}
    years = document_years(store)
    found = [_network(chosen[name], years, draws, networks) for name in names if name in chosen]
    return Study(found, find_gaps(store), store)


def _network(analysis: Analysis, years: Mapping[str, int], draws: int, networks: int) -> NetworkStudy:
    graph = analysis.graph
    names = [name for name in MEASURES if name in analysis.scores]
    span = (min(years.values()), max(years.values())) if len(set(years.values())) > 1 else None
    return NetworkStudy(
        analysis=analysis,
        robust=robustness(analysis, names, draws, networks),
        stability=stability(graph),
        assortativity={name: assortativity(graph, name) for name in ("type", "country")},
        portraits=portraits(analysis),
        brokers=brokers(analysis),
        predicted=predict(graph),
        evaluation=evaluate(graph),
        years=span,
        changes=change(analysis, *_documents(years, span)) if span else [],
    )


def _documents(years: Mapping[str, int], span: tuple[int, int]) -> tuple[list[str], list[str]]:
    first, last = ([document for document, year in years.items() if year == wanted] for wanted in span)
    return first, last
