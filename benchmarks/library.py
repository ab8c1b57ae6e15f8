"""How long each query of the library takes on a built graph, with its defaults: the median of several runs."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

from policyscape.ontology import load_ontology
from policyscape.query import Query, execute, library, prepare
from policyscape.query.running import asker
from policyscape.store import open_store

__all__ = ["main", "median_ms"]

LIMIT_MS = 50.0


def median_ms(
    store: ox.Store, query: Query, runs: int = 7, clock: Callable[[], float] = time.perf_counter
) -> tuple[float, int]:
    """Milliseconds from the prepared text to all rows, and the number of rows."""
    text = prepare(query, {}, load_ontology(), asker(store))
    times, rows = [], 0
    for _ in range(runs):
        start = clock()
        rows = len(execute(store, text).rows)
        times.append(1000 * (clock() - start))
    return statistics.median(times), rows


def main(out: str = "out") -> int:
    """Print a table, the slowest first; 1 where a query is over the limit or gives no row."""
    store = open_store(Path(out) / "store")
    measured = [(*median_ms(store, query), f"{query.theme}/{query.name}") for query in library()]
    measured.sort(reverse=True)
    for milliseconds, rows, name in measured:
        print(f"{milliseconds:8.1f} ms {rows:6} rows  {name}")
    slow = [name for milliseconds, rows, name in measured if milliseconds > LIMIT_MS or not rows]
    print(f"{len(measured)} queries, {len(slow)} of them over {LIMIT_MS:.0f} ms or without rows")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
