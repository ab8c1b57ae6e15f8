"""All that the network report says of the graph, computed once: the main networks with robustness and readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policyscape.network.analysis import Analysis, document_years
from policyscape.network.gaps import Gap, find_gaps
from policyscape.network.measures import plain_name
from policyscape.network.mixing import Stability, assortativity, stability
from policyscape.network.prediction import Evaluation, Predicted, evaluate, predict, rules_for
from policyscape.network.project import Network
from policyscape.network.readings import Broker, Changes, Portrait, brokers, change, portraits
from policyscape.network.robustness import Effort, Robust, effort_for, robustness
from policyscape.store import Graph

__all__ = ["MAIN", "MEASURES", "NetworkStudy", "Study", "study", "study_network"]

MAIN = ("typed", "collaboration", "country-technology", "implementation", "lineage", "funding")
MEASURES = ("degree", "betweenness", "closeness", "pagerank")


@dataclass(frozen=True, slots=True)
class NetworkStudy:
    """One network: its analysis, the robustness of its ranks by measure, and what it means.

    ``years`` are those of the earliest and of the latest documents, which ``changes`` compares; None where they are
    one. ``evaluation`` is of the rule that finds most hidden ties, None where there are too few ties to hide some;
    ``predicted`` is empty where that rule is hardly better than chance.
    """

    analysis: Analysis
    robust: Mapping[str, Mapping[str, Robust]]
    effort: Effort
    stability: Stability
    assortativity: Mapping[str, float | None]
    portraits: list[Portrait]
    brokers: list[Broker]
    predicted: list[Predicted]
    evaluation: Evaluation | None
    years: tuple[int, int] | None
    changes: Changes | None


@dataclass(frozen=True, slots=True)
class Study:
    """The networks studied, all that were analysed, and the gaps; ``store`` is where their facts are looked up."""

    networks: list[NetworkStudy]
    analyses: list[Analysis]
    gaps: list[Gap]
    store: Graph

    def robust(self) -> dict[str, Mapping[str, Mapping[str, Robust]]]:
        """How firm the ranks are, by projection, measure and entity (IRI)."""
        return {network.analysis.projection.id: network.robust for network in self.networks}


def study(
    store: Graph, analyses: Iterable[Analysis], names: Iterable[str] = MAIN, effort: Effort | None = None
) -> Study:
    """Study those of the analyses whose projection is named; each must hold the measures of the study."""
    analyses = list(analyses)
    chosen = {analysis.projection.id: analysis for analysis in analyses if analysis.is_default()}
    years = document_years(store)
    found = [study_network(chosen[name], years, effort) for name in names if name in chosen]
    return Study(found, analyses, find_gaps(store), store)


def study_network(analysis: Analysis, years: Mapping[str, int], effort: Effort | None = None) -> NetworkStudy:
    """Study one network; ``years`` are those of the documents (IRIs)."""
    graph = analysis.graph
    effort = effort or effort_for(graph.number_of_edges())
    names = [name for name in analysis.scores if plain_name(name) in MEASURES]
    span = (min(years.values()), max(years.values())) if len(set(years.values())) > 1 else None
    evaluation = _best(graph)
    return NetworkStudy(
        analysis=analysis,
        robust=robustness(analysis, sorted(names, key=lambda name: MEASURES.index(plain_name(name))), effort),
        effort=effort,
        stability=stability(graph),
        assortativity={name: assortativity(graph, name) for name in ("type", "country")},
        portraits=portraits(analysis),
        brokers=brokers(analysis),
        predicted=predict(graph, evaluation.rule) if evaluation and evaluation.is_useful() else [],
        evaluation=evaluation,
        years=span,
        changes=change(analysis, *_documents(years, span)) if span else None,
    )


def _best(graph: Network) -> Evaluation | None:
    found = [evaluation for rule in rules_for(graph) if (evaluation := evaluate(graph, rule))]
    return max(found, key=lambda evaluation: evaluation.auc, default=None)


def _documents(years: Mapping[str, int], span: tuple[int, int]) -> tuple[list[str], list[str]]:
    first, last = ([document for document, year in years.items() if year == wanted] for wanted in span)
    return first, last
