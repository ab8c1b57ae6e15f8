"""The network stage beside plain NetworkX on synthetic policy graphs: one run, one table.

    python benchmarks/network.py 10000 100000 [1000000]

Each graph is written as RDF first, so that the way out of the store is measured too. NetworkX is run once a measure;
what would take it hours is run on a few sources and scaled up, marked ~. From half a million edges on, only measures
whose cost grows with the edges are run.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from itertools import islice

import networkx as nx
import numpy as np
from pyoxigraph import NamedNode, Quad, Store

from policyscape.namespaces import entity_iri
from policyscape.network.analysis import analyse, score
from policyscape.network.brokerage import constraint, effective_size
from policyscape.network.centrality import degree, eigenvector, pagerank
from policyscape.network.project import Network, project
from policyscape.network.projections import find_projection
from policyscape.network.shortest_paths import PIVOTS, betweenness, betweenness_sampled, closeness
from policyscape.network.spectral import katz
from policyscape.network.structure import clustering, communities, core
from policyscape.network.study import study
from policyscape.network.terms import EDGES, ENTITIES, RDF_TYPE, ps
from policyscape.network.ties import selection_for

EXACT = 20_000  # edges up to which measures over all pairs are run exactly
LARGE = 500_000  # edges from which only cheap measures are run
SOURCES = 20  # sources that plain NetworkX is run on where all would take hours


def policy_store(edges: int, seed: int = 1) -> Store:
    """Organisations and programmes with preferential attachment, four edges a node, as plain triples."""
    generator = np.random.default_rng(seed)
    nodes = edges // 4
    store, ends, quads = Store(), [0, 1, 2, 3], []
    names = [NamedNode(str(entity_iri(f"org/o{i}" if i % 3 else f"policy/p{i}"))) for i in range(nodes)]
    for i, name in enumerate(names):
        quads.append(Quad(name, RDF_TYPE, ps("Organization" if i % 3 else "Programme"), ENTITIES))
        chosen = {ends[j] for j in generator.integers(len(ends), size=4).tolist()} - {i} if i > 3 else set()
        for j in sorted(chosen):
            quads.append(Quad(name, ps("participatesIn" if j % 3 == 0 else "collaboratesWith"), names[j], EDGES))
        ends += [*chosen, *[i] * len(chosen)]
    store.bulk_extend(quads)
    return store


def by_sources(graph: Network, limit: bool) -> Callable[[], object]:
    """Plain NetworkX betweenness, on a few sources if all take too long."""
    if limit:
        return lambda: nx.betweenness_centrality(graph, k=SOURCES, seed=1)
    return lambda: nx.betweenness_centrality(graph)


def main(sizes: list[int]) -> None:
    """Print one Markdown table."""
    print("| edges | task | NetworkX s | Policyscape s | times | largest difference |\n|---|---|---|---|---|---|")
    for size in sizes:
        store = policy_store(size)
        graph = _timed_projection(store, size)
        for task, plain, own, scale in _tasks(graph, size):
            _row(size, task, plain, own, scale)
        if size <= LARGE:
            _report(store, size)


def _timed_projection(store: Store, size: int) -> Network:
    started = time.perf_counter()
    other: nx.Graph[str] = nx.Graph()
    for quad in store.quads_for_pattern(None, None, None, EDGES):
        other.add_edge(str(quad.subject), str(quad.object))
    plain = time.perf_counter() - started
    started = time.perf_counter()
    graph = project(store, find_projection("typed"))
    _line(size, "out of RDF (typed, described nodes against bare edges)", plain, time.perf_counter() - started)
    return graph


def _tasks(graph: Network, size: int) -> list[tuple[str, Callable[[], object], Callable[[], object], float]]:
    nodes = len(graph)
    found: list[tuple[str, Callable[[], object], Callable[[], object], float]] = [
        ("degree", lambda: nx.degree_centrality(graph), lambda: degree(graph), 1),
        ("pagerank", lambda: nx.pagerank(graph, tol=1e-13), lambda: pagerank(graph), 1),
        ("core", lambda: nx.core_number(graph), lambda: core(graph), 1),
        ("clustering", lambda: nx.clustering(graph), lambda: clustering(graph), 1),
        (
            "eigenvector",
            lambda: nx.eigenvector_centrality(graph, 1000, 1e-10, weight="weight"),
            lambda: eigenvector(graph),
            1,
        ),
        (
            "katz",
            lambda: nx.katz_centrality(graph, alpha=1e-3, max_iter=10_000, weight="weight"),
            lambda: katz(graph),
            0,
        ),
    ]
    if size > LARGE:
        return found
    sampled = "betweenness sampled, 200 pivots"
    found.insert(
        0,
        (
            sampled,
            lambda: nx.betweenness_centrality(graph, k=SOURCES, seed=1),
            lambda: betweenness_sampled(graph),
            PIVOTS / SOURCES,
        ),
    )
    if size <= EXACT:
        found += [
            ("betweenness, exact", by_sources(graph, False), lambda: betweenness(graph), 1),
            ("closeness", lambda: nx.closeness_centrality(graph), lambda: closeness(graph), 1),
            (
                "constraint",
                lambda: {v: nx.constraint(graph, [v], "weight")[v] for v in islice(graph, 100)},
                lambda: constraint(graph),
                nodes / 100,
            ),
            ("effective size", lambda: nx.effective_size(graph), lambda: effective_size(graph), 1),
            ("communities", lambda: nx.community.louvain_communities(graph, seed=1), lambda: communities(graph), 0),
        ]
    return found


def _row(size: int, task: str, plain: Callable[[], object], own: Callable[[], object], scale: float) -> None:
    started = time.perf_counter()
    expected = plain()
    middle = time.perf_counter()
    found = own()
    ended = time.perf_counter()
    taken = (middle - started) * (scale or 1)
    _line(
        size,
        task + (" ~" if scale > 1 else ""),
        taken,
        ended - middle,
        _difference(expected, found) if scale == 1 else "",
    )


def _difference(expected: object, found: object) -> str:
    if not (isinstance(expected, dict) and isinstance(found, dict)):
        return ""
    return f"{max((abs(expected[node] - found[node]) for node in expected), default=0.0):.1e}"


def _report(store: Store, size: int) -> None:
    """The whole study of one network, robustness on fewer draws beyond ten thousand edges."""
    started = time.perf_counter()
    projection = find_projection("typed")
    if size <= EXACT:
        study(store, [analyse(store, projection, measures=("degree", "betweenness", "pagerank"))], draws=5, networks=5)
        told = "study of one network, 5 draws, 5 random networks"
    else:
        score(project(store, projection), projection, selection_for(projection), ("degree", "pagerank", "eigenvector"))
        told = "projection, three measures, communities, components"
    print(f"| {size:,} | {told} | | {time.perf_counter() - started:.2f} | | |", flush=True)


def _line(size: int, task: str, plain: float, own: float, difference: str = "") -> None:
    print(f"| {size:,} | {task} | {plain:.3f} | {own:.3f} | {plain / own:.1f} | {difference} |", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000, 100_000])
