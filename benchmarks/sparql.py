"""SPARQL side by side: the embedded store, Virtuoso over loopback and rdflib's memory store, in one run.

    python -m benchmarks.sparql [--sizes 1000000 5000000] [--seconds 60] [--engines embedded virtuoso rdflib]

For each size a policy graph is generated (``benchmarks.policy_graph``), with its named graphs, and each engine gets
the same file and the same texts: eight basic shapes, and the ten queries of the library that take longest on the real
graph. An engine runs in a process of its own; the time of a query is the median of its runs, the answer read to the
last row. A query that passes the bound counts as the bound, is marked ``>``, and its ratio is a lower limit. ``≠``
marks an answer of another number of rows than the embedded store's. Last come the times of the whole library on the
real graph.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TypeAlias

import pyoxigraph as ox

from benchmarks.policy_graph import write_policy_graph
from policyscape.endpoint import Endpoint
from policyscape.errors import InputError
from policyscape.ontology import load_ontology
from policyscape.query import asker, library, prepare
from tests.peers.virtuoso import virtuoso

HEAVIEST, RUNS, ENOUGH = 10, 7, 3.0  # queries of the library; runs of each, fewer once they took so many seconds
ENGINES = ("embedded", "virtuoso", "rdflib")
SHAPES = {
    "label": 'SELECT ?x WHERE { ?x rdfs:label "量子技術"@ja }',
    "two-hops": """SELECT ?body ?actor ?place WHERE {
        ?body ps:administers ?programme . ?actor ps:participatesIn ?programme . ?actor ps:country ?place }""",
    "budget": """SELECT ?body ?year ?currency (SUM(?amount) AS ?total) (COUNT(?fact) AS ?facts) WHERE {
        ?fact a ps:Allocation ; ps:about ?programme ; ps:fiscalYear ?year ; ps:amount ?amount ; ps:currency ?currency .
        { ?fact ps:agent ?body } UNION { ?body ps:administers ?programme } } GROUP BY ?body ?year ?currency""",
    "evidence": """SELECT ?fact ?label ?heading ?page WHERE { ?fact a ps:Priority ; rdfs:label ?label .
        FILTER (LANG(?label) = "ja")
        OPTIONAL { ?fact ps:evidence ?place . ?place ps:heading ?heading OPTIONAL { ?place ps:page ?page } } }""",
    "regex": 'SELECT ?x ?label WHERE { ?x a ps:Entity ; rdfs:label ?label FILTER (REGEX(?label, "量子.*大学")) }',
    "path": "SELECT ?part ?whole WHERE { ?whole ps:administers ?any . ?part ps:partOf+ ?whole }",
    "top-k": """SELECT ?actor (COUNT(?fact) AS ?facts) WHERE { ?fact ps:participant ?actor }
        GROUP BY ?actor ORDER BY DESC(?facts) ?actor LIMIT 20""",
    "construct": """CONSTRUCT { ?fact dct:source ?document ; rdfs:label ?label } WHERE {
        ?fact a ps:Fact ; ps:statedIn ?document ; rdfs:label ?label FILTER (LANG(?label) = "en") }""",
}


Asked: TypeAlias = Callable[[str], int]
"""An engine at work: the number of rows or triples of an answer; TimeoutError past the bound."""


@dataclass
class Run:
    """What one engine did: milliseconds by query (None past the bound), rows, and what loading took."""

    load: float = 0.0
    bytes_a_triple: float = 0.0
    times: dict[str, float | None] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)


def texts(store: ox.Store) -> dict[str, str]:
    """The library's texts by name, as every engine gets them."""
    return {query.name: prepare(query, {}, load_ontology(), asker(store)) for query in library()}


def shapes() -> dict[str, str]:
    """The basic shapes with their prefixes."""
    return {name: prepare(text, {}, load_ontology(), lambda _: ()) for name, text in SHAPES.items()}


def timed(ask: Asked, queries: Mapping[str, str], runs: int = RUNS) -> Run:
    """Medians of several runs after one to warm up, whose time stands where it already took long."""
    done = Run()
    for name, text in queries.items():
        took: list[float] = []
        try:
            while len(took) <= runs and sum(took) < ENOUGH:
                started = time.perf_counter()
                done.rows[name] = ask(text)
                took.append(time.perf_counter() - started)
            done.times[name] = 1000 * statistics.median(took[1:] or took)
        except TimeoutError:
            done.times[name] = None
    return done


def embedded(file: Path) -> tuple[Asked, float, float]:
    """The store in memory; what is counted is the growth of the process."""
    before, started = _resident(), time.perf_counter()
    store = ox.Store()
    store.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
    seconds, size = time.perf_counter() - started, len(store)

    def ask(text: str) -> int:
        return len(list(store.query(text, use_default_graph_as_union=True)))  # type: ignore[arg-type]  # no ASK here

    return ask, seconds, (_resident() - before) / size


def rdflib(file: Path, seconds: float) -> tuple[Asked, float, float]:
    """The memory store of rdflib with the union as its default graph; an alarm ends a query at the bound."""
    from rdflib import Dataset

    before, started = _resident(), time.perf_counter()
    graph = Dataset(default_union=True)
    graph.parse(str(file), format="nquads")
    took = time.perf_counter() - started

    def stop(_: int, __: FrameType | None) -> None:
        raise TimeoutError

    def ask(text: str) -> int:
        signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            return len(list(graph.query(text)))
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    return ask, took, (_resident() - before) / max(1, len(graph))


def over_http(endpoint: Endpoint) -> Asked:
    """A server asked as ``--endpoint`` asks it."""

    def ask(text: str) -> int:
        try:
            return len(list(endpoint.query(text)))  # type: ignore[arg-type]  # no ASK here
        except InputError as error:
            if "gave no answer" in str(error):
                raise TimeoutError from error
            raise

    return ask


def worker(engine: str, file: Path, seconds: float, queries: Mapping[str, str]) -> Run:
    """Load and time one engine in this process."""
    if engine == "virtuoso":
        with tempfile.TemporaryDirectory() as folder, virtuoso(Path(folder), megabytes=2000) as server:
            started = time.perf_counter()
            server.load(file)
            load = time.perf_counter() - started
            environment = {"POLICYSCAPE_ENDPOINT_TIMEOUT": str(seconds)}
            done = timed(over_http(Endpoint(server.endpoint, environment)), queries)
            done.load = load
            return done
    ask, load, size = embedded(file) if engine == "embedded" else rdflib(file, seconds)
    done = timed(ask, queries, RUNS if engine == "embedded" else 2)
    done.load, done.bytes_a_triple = load, size
    return done


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def apart(engine: str, file: Path, seconds: float, queries: Mapping[str, str]) -> Run | None:
    """A worker in a process of its own; None where the engine is not installed."""
    command = [sys.executable, "-m", "benchmarks.sparql", "--worker", engine, str(file), "--seconds", str(seconds)]
    done = subprocess.run(command, input=json.dumps(queries), capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{engine}: {done.stderr.strip().splitlines()[-1]}")
        return None
    return Run(**json.loads(done.stdout))


def compare(size: int, seconds: float, engines: list[str], queries: Mapping[str, str], folder: Path) -> None:
    """Generate a graph of this size, time the engines on it and print the table."""
    file = folder / f"graph-{size}.nq"
    write_policy_graph(file, size)
    runs = {engine: run for engine in engines if (run := apart(engine, file, seconds, queries))}
    file.unlink()
    print(f"\n{size:,} triples; milliseconds\n{'query':34}" + "".join(f"{engine:>16}" for engine in runs))
    for name in queries:
        print(f"{name:34}" + "".join(_cell(run, runs["embedded"], name, seconds) for run in runs.values()))
    print(f"{'loading (s)':34}" + "".join(f"{run.load:16.1f}" for run in runs.values()))
    print(f"{'bytes a triple':34}" + "".join(f"{run.bytes_a_triple or float('nan'):16.0f}" for run in runs.values()))
    for engine, run in runs.items():
        if engine != "embedded":
            for part, names in (("shapes", SHAPES), ("library", [name for name in queries if name not in SHAPES])):
                print(f"embedded against {engine}, {part}: {ratio(run, runs['embedded'], names, seconds):.2f} x faster")
            print(f"embedded against {engine}, all: {ratio(run, runs['embedded'], queries, seconds):.2f} x faster")


def _cell(run: Run, base: Run, name: str, seconds: float) -> str:
    took = run.times[name]
    if took is None:
        return f"{'>':>8}{1000 * seconds:8.0f}"
    differs = run.rows[name] != base.rows.get(name)
    return f"{'≠' if differs else '':>8}{took:8.1f}"


def ratio(run: Run, base: Run, names: Iterable[str], seconds: float) -> float:
    """The geometric mean of time by time, the bound standing for what passed it."""
    times = [(run.times[name] or 1000 * seconds, base.times[name] or 1000 * seconds) for name in names]
    return statistics.geometric_mean([one / other for one, other in times])


def main(sizes: list[int], seconds: float, engines: list[str]) -> None:
    """Choose the queries on the real graph, then compare at each size."""
    with tempfile.TemporaryDirectory() as folder:
        real = Path(folder) / "real.nq"
        write_policy_graph(real, 1)
        ask, _, _ = embedded(real)
        store = ox.Store()
        store.bulk_load(path=str(real), format=ox.RdfFormat.N_QUADS)
        every = texts(store)
        own = timed(ask, every).times
        heavy = sorted(every, key=lambda name: -(own[name] or 0))[:HEAVIEST]
        for size in sizes:
            compare(size, seconds, engines, shapes() | {name: every[name] for name in heavy}, Path(folder))
    known = sorted(took for took in own.values() if took is not None)
    print(
        f"\nthe library's {len(known)} queries on the real graph: median {statistics.median(known):.1f} ms, slowest "
        f"{', '.join(f'{name} {own[name]:.1f} ms' for name in heavy)}; over 50 ms: {sum(t > 50 for t in known)}"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000_000, 5_000_000])
    parser.add_argument("--seconds", type=float, default=60.0, help="the bound of one query")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--worker", nargs=2, metavar=("ENGINE", "FILE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker:
        print(json.dumps(vars(worker(given.worker[0], Path(given.worker[1]), given.seconds, json.load(sys.stdin)))))
    else:
        main(given.sizes, given.seconds, given.engines)
