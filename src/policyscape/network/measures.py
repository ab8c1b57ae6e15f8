"""The measures by name, and rankings of their scores."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

from policyscape.errors import InputError
from policyscape.network.bipartite import (
    bipartite_betweenness,
    bipartite_closeness,
    bipartite_clustering,
    bipartite_degree,
)
from policyscape.network.brokerage import bridging, constraint, effective_size
from policyscape.network.centrality import degree, eigenvector, pagerank, strength
from policyscape.network.project import Network
from policyscape.network.shortest_paths import (
    betweenness,
    betweenness_sampled,
    closeness,
    closeness_sampled,
    harmonic,
)
from policyscape.network.spectral import authority, hub, katz
from policyscape.network.structure import clustering, core

__all__ = [
    "LARGE",
    "MEASURES",
    "Measure",
    "Ranked",
    "measure",
    "measures_for",
    "plain_name",
    "practical",
    "ranking",
    "rounded",
]

Measure = Callable[[Network], dict[str, float]]

MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "degree": degree,
        "strength": strength,
        "betweenness": betweenness,
        "closeness": closeness,
        "harmonic": harmonic,
        "eigenvector": eigenvector,
        "pagerank": pagerank,
        "core": core,
        "clustering": clustering,
        "katz": katz,
        "hub": hub,
        "authority": authority,
        "constraint": constraint,
        "effective-size": effective_size,
        "bridging": bridging,
        "betweenness-sampled": betweenness_sampled,
        "closeness-sampled": closeness_sampled,
        "bipartite-degree": bipartite_degree,
        "bipartite-betweenness": bipartite_betweenness,
        "bipartite-closeness": bipartite_closeness,
        "bipartite-clustering": bipartite_clustering,
    }
)

_TWO_MODE, _SAMPLED = "bipartite-", "-sampled"
LARGE = 5_000  # nodes from which a measure over all shortest paths takes minutes for the many networks of a report


def measures_for(bipartite: bool) -> tuple[str, ...]:
    """The names of the exact measures that a network has: those for two kinds of nodes only where it has two."""
    return tuple(
        name for name in MEASURES if (bipartite or not name.startswith(_TWO_MODE)) and not name.endswith(_SAMPLED)
    )


def practical(names: Iterable[str], nodes: int) -> tuple[str, ...]:
    """These measures, sampled instead of exact where that exists and the network has many nodes.

    >>> practical(["degree", "betweenness"], 100), practical(["degree", "betweenness"], 25_000)
    (('degree', 'betweenness'), ('degree', 'betweenness-sampled'))
    """
    large = nodes > LARGE
    return tuple(name + _SAMPLED if large and name + _SAMPLED in MEASURES else name for name in names)


def plain_name(name: str) -> str:
    """The name of the measure that this one is, or that it estimates."""
    return name.removesuffix(_SAMPLED)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A node's place in a ranking; equal scores have equal ranks (1, 2, 2, 4)."""

    rank: int
    iri: str
    score: float


def measure(graph: Network, name: str) -> dict[str, float]:
    """The scores of all nodes under a measure, rounded; InputError where no measure has this name."""
    if name not in MEASURES:
        near = get_close_matches(name, MEASURES, n=1)
        hint = f"did you mean {near[0]}?" if near else f"choose one of {', '.join(MEASURES)}."
        raise InputError(f"There is no measure {name!r}; {hint}")
    return {node: rounded(score) for node, score in MEASURES[name](graph).items()}


def rounded(score: float) -> float:
    """Ten significant digits and at most twelve decimals: what lies beyond differs between processors.

    Whole numbers are exact on all of them and stay as they are: no yen of an amount is lost.

    >>> rounded(1 / 3), rounded(123456789012.0), rounded(1e-17)
    (0.3333333333, 123456789012.0, 0.0)
    """
    if score.is_integer():
        return score
    return round(float(f"{score:.10g}"), 12) + 0.0  # adding 0.0 turns -0.0 into 0.0


def ranking(scores: Mapping[str, float], top: int | None = None) -> list[Ranked]:
    """Nodes from the highest score down, equal ones by IRI; with ``top`` only the first of them.

    >>> [(row.rank, row.iri) for row in ranking({"c": 1.0, "b": 2.0, "a": 1.0})]
    [(1, 'b'), (2, 'a'), (2, 'c')]
    """
    rows: list[Ranked] = []
    for place, (iri, score) in enumerate(sorted(scores.items(), key=lambda item: (-item[1], item[0])), start=1):
        tied = rows and rows[-1].score == score
        rows.append(Ranked(rows[-1].rank if tied else place, iri, score))
    return rows[:top]
