"""The network stage beside plain NetworkX on synthetic policy graphs: one run, one table.

    python benchmarks/network.py 10000 100000 [1000000] [--limit 60]

Each graph is written as RDF first, so that the way out of the store is measured too. NetworkX runs each measure in a
process of its own, which is stopped after the limit (seconds); the table then says that it took more. Sampled measures
are run by NetworkX on a tenth of the sources and scaled up, marked ~. Exact measures over all shortest paths are left
out where they would take hours, the report from half a million edges on.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import networkx as nx
from policy_graph import policy_store
from pyoxigraph import Store

from policyscape.network.analysis import analyse
from policyscape.network.brokerage import constraint, effective_size
from policyscape.network.centrality import degree, eigenvector, pagerank, strength
from policyscape.network.mixing import assortativity
from policyscape.network.project import Network, project
from policyscape.network.projections import find_projection
from policyscape.network.report import write_network_report
from policyscape.network.shortest_paths import (
    PIVOTS,
    betweenness,
    betweenness_sampled,
    closeness,
    closeness_sampled,
    harmonic,
)
from policyscape.network.spectral import authority, hub, katz
from policyscape.network.structure import clustering, communities, components, core
from policyscape.network.study import MEASURES, study
from policyscape.network.terms import EDGES

EXACT = 20_000  # edges up to which measures over all pairs are run exactly
LARGE = 500_000  # edges from which no report is written


@dataclass(frozen=True)
class Task:
    """A measure as NetworkX and as Policyscape compute it; ``scale`` multiplies NetworkX's time, where it did less.

    ``same`` says that both give the same numbers, so that the largest difference is shown.
    """

    name: str
    plain: Callable[[Network], object]
    own: Callable[[Network], object]
    scale: float = 1.0
    same: bool = True
    largest: int = 10**9


def _harmonic(graph: Network) -> dict[str, float]:
    return {node: total / (len(graph) - 1) for node, total in nx.harmonic_centrality(graph).items()}


def _sampled(graph: Network) -> object:
    return nx.betweenness_centrality(graph, k=PIVOTS // 10, seed=1)


def _near(graph: Network) -> object:
    return [nx.closeness_centrality(graph, node) for node in list(graph)[: PIVOTS // 10]]


TASKS = (
    Task("degree", nx.degree_centrality, degree),
    Task("strength", lambda graph: dict(graph.degree(weight="weight")), strength),
    Task("betweenness, exact", nx.betweenness_centrality, betweenness, largest=EXACT),
    Task(f"betweenness, {PIVOTS} sources ~", _sampled, betweenness_sampled, 10, same=False),
    Task("closeness, exact", nx.closeness_centrality, closeness, largest=EXACT),
    Task(f"closeness, {PIVOTS} sources ~", _near, closeness_sampled, 10, same=False),
    Task("harmonic", _harmonic, harmonic, largest=EXACT),
    Task("eigenvector", lambda g: nx.eigenvector_centrality(g, 5000, 1e-13, weight="weight"), eigenvector),
    Task("pagerank", lambda graph: nx.pagerank(graph, tol=1e-13, max_iter=1000), pagerank),
    Task("katz", lambda g: nx.katz_centrality(g, 1e-3, max_iter=10_000, weight="weight"), katz, same=False),
    Task("hubs and authorities", nx.hits, lambda graph: (hub(graph), authority(graph)), same=False),
    Task("core number", nx.core_number, core),
    Task("clustering", nx.clustering, clustering),
    Task("constraint", lambda graph: nx.constraint(graph, weight="weight"), constraint),
    Task("effective size", nx.effective_size, effective_size),
    Task("communities", lambda g: nx.community.louvain_communities(g, seed=1), communities, same=False),
    Task("components", lambda graph: list(nx.connected_components(graph)), components, same=False),
    Task(
        "assortativity",
        lambda graph: nx.attribute_assortativity_coefficient(graph, "type"),
        lambda graph: assortativity(graph, "type"),
        same=False,
    ),
)


def main(sizes: list[int], limit: float) -> None:
    """Print one Markdown table."""
    print("| edges | task | NetworkX s | Policyscape s | times | largest difference |\n|---|---|---|---|---|---|")
    for size in sizes:
        store = policy_store(size)
        graph = _timed_projection(store, size)
        for task in TASKS:
            if size <= task.largest:
                _compare(size, graph, task, limit)
        del store, graph
        if size <= LARGE:
            _report(size)


def _timed_projection(store: Store, size: int) -> Network:
    """Out of RDF: bare edges against a network whose nodes are described."""
    started = time.perf_counter()
    other: nx.Graph[str] = nx.Graph()
    other.add_edges_from((str(q.subject), str(q.object)) for q in store.quads_for_pattern(None, None, None, EDGES))
    middle = time.perf_counter()
    graph = project(store, find_projection("typed"))
    _line(size, "out of RDF (bare edges against described nodes)", middle - started, time.perf_counter() - middle)
    return graph


def _compare(size: int, graph: Network, task: Task, limit: float) -> None:
    started = time.perf_counter()
    found = task.own(graph)
    own = time.perf_counter() - started
    seconds, expected = _bounded(task.plain, graph, limit)
    difference = _difference(expected, found) if task.same else ""
    _line(size, task.name, None if seconds is None else seconds * task.scale, own, difference, limit * task.scale)


def _bounded(plain: Callable[[Network], object], graph: Network, limit: float) -> tuple[float | None, object]:
    """The time and result of a call in a process of its own; no time where it passed the limit."""
    context = multiprocessing.get_context("fork")  # the graph is not copied
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(plain, graph, sender))
    process.start()
    sender.close()
    try:
        return receiver.recv() if receiver.poll(limit) else (None, None)
    except EOFError:
        return None, None
    finally:
        process.kill()
        process.join()


def _run(plain: Callable[[Network], object], graph: Network, sender: Connection) -> None:
    started = time.perf_counter()
    found = plain(graph)
    sender.send((time.perf_counter() - started, found if isinstance(found, dict) else None))


def _difference(expected: object, found: object) -> str:
    if not (isinstance(expected, Mapping) and isinstance(found, Mapping)):
        return ""
    return f"{max((abs(expected[node] - found[node]) for node in expected), default=0.0):.1e}"


def _report(size: int) -> None:
    """The whole report on a network of that many edges, each resting on a fact of one of twenty documents."""
    store = policy_store(size, facts=True)
    started, processor = time.perf_counter(), time.process_time()
    network = analyse(store, find_projection("typed"), measures=MEASURES, sampled=True)
    with tempfile.TemporaryDirectory() as folder:
        write_network_report(study(store, [network]), Path(folder))
    wall, processor = time.perf_counter() - started, time.process_time() - processor
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    told = f"the whole report, from RDF to page ({processor:.0f} s of processor time, at most {memory:.1f} GiB)"
    print(f"| {size:,} | {told} | | {wall:.1f} | | |", flush=True)


def _line(size: int, task: str, plain: float | None, own: float, difference: str = "", limit: float = 0) -> None:
    sign, seconds = ("", plain) if plain is not None else ("> ", limit)
    print(
        f"| {size:,} | {task} | {sign}{seconds:.3f} | {own:.3f} | {sign}{seconds / own:.1f} | {difference} |",
        flush=True,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--limit", type=float, default=60, help="seconds that NetworkX has for each measure")
    options = parser.parse_args()
    main(options.sizes, options.limit)
