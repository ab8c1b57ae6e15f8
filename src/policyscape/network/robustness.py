"""How far a rank depends on the evidence at hand: leave-one-out, bootstrap, and a null model of degrees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from policyscape.network.analysis import Analysis
from policyscape.network.matrix import Floats
from policyscape.network.measures import measure
from policyscape.network.project import Network
from policyscape.network.terms import ENTITY_BASE
from policyscape.network.ties import Ties
from policyscape.network.variants import Evidence, rewired

__all__ = ["SEED", "Effort", "LeftOut", "Robust", "effort_for", "robustness"]

SEED = 1
_INTERVAL = (5, 95)
_LARGE = 20_000  # edges
_DOCUMENT = f"{ENTITY_BASE}document/"


@dataclass(frozen=True, slots=True)
class Effort:
    """How many networks the ranks are held against: drawn anew, rewired at random, and without one document each.

    Of more than ``parts`` documents only those with most facts are left out in turn.
    """

    draws: int = 100
    networks: int = 50
    parts: int = 200


def effort_for(edges: int) -> Effort:
    """The usual effort; for large networks less, so that a report takes minutes."""
    return Effort() if edges <= _LARGE else Effort(draws=20, networks=10, parts=20)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Ranks when one part of the evidence is left out at a time: best, worst, and the part whose absence costs most.

    ``name`` is None where no absence makes the rank worse.
    """

    best: int
    worst: int
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Robust:
    """A rank with what it rests on.

    ``low`` and ``high`` bound the middle 90 % of the ranks on facts drawn anew, ``documents`` and ``classes`` tell the
    ranks without one document or one class of facts, ``z`` how many standard deviations the score lies above those in
    random networks with the same degrees (None where these do not vary, as for the degree itself).
    """

    rank: int
    low: int
    high: int
    documents: LeftOut
    classes: LeftOut
    z: float | None

    def as_row(self) -> dict[str, object]:
        """The members as columns of a listing."""
        return {
            "interval": f"{self.low}–{self.high}",
            "without_one_document": f"{self.documents.best}–{self.documents.worst}",
            "hangs_on": self.documents.name or "",
            "without_one_class": f"{self.classes.best}–{self.classes.worst}",
            "class": self.classes.name or "",
            "z": None if self.z is None else round(self.z, 1),
        }


def robustness(
    analysis: Analysis, measures: Iterable[str] | None = None, effort: Effort | None = None
) -> dict[str, dict[str, Robust]]:
    """For each measure (all of the analysis by default) and node how its rank stands when the evidence changes.

    An entity that loses its last tie is ranked with score 0, behind all others. Seeds are fixed, so equal analyses
    give equal results.
    """
    names = tuple(measures or analysis.scores)
    if not analysis.graph:
        return {name: {} for name in names}
    effort = effort or effort_for(analysis.graph.number_of_edges())
    ties, nodes = analysis.ties, list(analysis.graph)
    evidence = Evidence(ties.rows, analysis.projection)
    by_document = _parts(ties, {iri: info.document or "" for iri, info in ties.facts.items()}, effort.parts)
    by_class = _parts(ties, {iri: info.type for iri, info in ties.facts.items()}, effort.parts)
    parts = by_document | by_class
    left = _many((evidence.without(facts) for facts in parts.values()), names, nodes)
    anew = _many(evidence.resampled(effort.draws, SEED), names, nodes)
    null = _many(rewired(analysis.graph, effort.networks, SEED), names, nodes)
    found = {}
    for name in names:
        ranks = {part: _ranks(scores) for part, scores in zip(parts, left[name], strict=True)}
        found[name] = _robust(
            nodes,
            np.array([analysis.scores[name][node] for node in nodes]),
            {part: ranks[part] for part in by_document},
            {part: ranks[part] for part in by_class},
            anew[name],
            null[name],
        )
    return found


def _parts(ties: Ties, names: Mapping[str, str], most: int) -> dict[str, list[str]]:
    """The facts of each part, for at most so many parts, those with most facts, in the order of their names."""
    parts: dict[str, list[str]] = {}
    for iri in sorted({iri for tie in ties.rows for iri in tie.facts}):
        if names[iri]:
            parts.setdefault(names[iri].removeprefix(_DOCUMENT), []).append(iri)
    return dict(sorted(sorted(parts.items(), key=lambda part: (-len(part[1]), part[0]))[:most]))


def _scores(graph: Network, name: str, nodes: list[str]) -> Floats:
    found = measure(graph, name) if len(graph) else {}
    return np.array([found.get(node, 0.0) for node in nodes], dtype=np.float64)


def _many(graphs: Iterable[Network], names: tuple[str, ...], nodes: list[str]) -> dict[str, Floats]:
    """For each measure the scores, one row a network."""
    rows: dict[str, list[Floats]] = {name: [] for name in names}
    for graph in graphs:
        for name in names:
            rows[name].append(_scores(graph, name, nodes))
    return {name: np.array(found, dtype=np.float64).reshape(len(found), len(nodes)) for name, found in rows.items()}


def _ranks(scores: Floats) -> Floats:
    """Place from the highest score down, equal ones sharing the best: 1, 2, 2, 4."""
    ordered = np.sort(-scores)
    return np.searchsorted(ordered, -scores, side="left").astype(np.float64) + 1.0


def _robust(
    nodes: list[str],
    scores: Floats,
    documents: Mapping[str, Floats],
    classes: Mapping[str, Floats],
    anew: Floats,
    null: Floats,
) -> dict[str, Robust]:
    ranks = _ranks(scores)
    redrawn = np.apply_along_axis(_ranks, 1, anew) if len(anew) else ranks[None, :]
    low, high = np.percentile(redrawn, _INTERVAL, axis=0, method="nearest")
    z = _z(scores, null)
    return {
        node: Robust(
            rank=int(ranks[i]),
            low=int(low[i]),
            high=int(high[i]),
            documents=_left_out(int(ranks[i]), {part: int(found[i]) for part, found in documents.items()}),
            classes=_left_out(int(ranks[i]), {part: int(found[i]) for part, found in classes.items()}),
            z=z[i],
        )
        for i, node in enumerate(nodes)
    }


def _left_out(rank: int, ranks: Mapping[str, int]) -> LeftOut:
    worst = max(ranks, key=lambda part: (ranks[part], part), default=None)
    found = (*ranks.values(), rank)
    return LeftOut(min(found), max(found), worst if worst and ranks[worst] > rank else None)


def _z(scores: Floats, null: Floats) -> list[float | None]:
    if len(null) < 2:
        return [None] * len(scores)
    mean, spread = null.mean(axis=0), null.std(axis=0, ddof=1)
    steady = spread <= 1e-9 * np.maximum(1.0, np.abs(mean))
    z = np.divide(scores - mean, spread, out=np.zeros_like(scores), where=~steady)
    return [None if still else float(value) for still, value in zip(steady, z, strict=True)]
