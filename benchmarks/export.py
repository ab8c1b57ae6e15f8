"""Exports of a large graph: seconds and peak memory of each format, beside rdflib's serialisers on the same triples.

    python -m benchmarks.export 5000000          the line formats, Turtle and TriG of 5 million triples
    python -m benchmarks.export 200000 --all     every format of a smaller graph

Each task runs in a process of its own and reads the same N-Quads file (``benchmarks.policy_graph`` makes it, once).
Ours counts all that an export does: sorting, hashing, writing and reading back. rdflib's counts its serialiser alone,
the parsing before it stands beside; above ``--rdflib`` triples it gets the first so many, as it holds them in memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from benchmarks.policy_graph import write_policy_graph
from policyscape.handover.export import export
from policyscape.handover.formats import FORMATS

STREAMED = ("nt", "nq", "turtle", "trig")
RDFLIB = {"nt": "nt11", "turtle": "turtle"}
MEGA = 1024


def ours(source: Path, form: str) -> dict[str, float]:
    """Export a file of N-Quads."""
    with TemporaryDirectory() as folder:
        begun = time.perf_counter()
        quads = ox.parse(path=str(source), format=ox.RdfFormat.N_QUADS)
        manifest = export(quads, FORMATS[form], Path(folder) / "out")
        return {"triples": float(manifest.about["triples"]), "seconds": time.perf_counter() - begun}


def theirs(source: Path, form: str, most: int) -> dict[str, float]:
    """Serialise the same triples, or the first so many, with rdflib."""
    import rdflib

    with TemporaryDirectory() as folder:
        begun, part, graph = time.perf_counter(), Path(folder) / "part.nt", rdflib.Graph()
        quads = islice(ox.parse(path=str(source), format=ox.RdfFormat.N_QUADS), most)
        ox.serialize((quad.triple for quad in quads), str(part), ox.RdfFormat.N_TRIPLES)
        graph.parse(part, format="nt")
        parsed = time.perf_counter()
        graph.serialize(Path(folder) / "out", format=RDFLIB[form])
        seconds = time.perf_counter() - parsed
        return {"triples": float(len(graph)), "seconds": seconds, "parsing": parsed - begun}


def measured(*arguments: str) -> dict[str, float]:
    """Run one task in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.export", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def report(name: str, found: dict[str, float]) -> None:
    """One line of the table."""
    rate = found["triples"] / found["seconds"] / 1000
    parsing = f", after {found['parsing']:.1f} s of parsing" if "parsing" in found else ""
    print(
        f"{name:16} {found['triples']:>10,.0f} triples {found['seconds']:8.1f} s {rate:8.0f} k/s "
        f"{found['megabytes']:7.0f} MB{parsing}",
        flush=True,
    )


def main() -> None:
    """Make the graph and measure each format, or run the one task that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("triples", type=int, nargs="?", default=5_000_000)
    parser.add_argument("--all", action="store_true", help="also the formats that hold the graph in memory")
    parser.add_argument("--rdflib", type=int, default=500_000, help="how many triples rdflib gets at most")
    parser.add_argument("--source", type=Path, help="an N-Quads file instead of a generated graph")
    parser.add_argument("--task", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.task:
        who, form = asked.task
        found = ours(asked.source, form) if who == "ours" else theirs(asked.source, form, asked.rdflib)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGA
        print(json.dumps(found | {"megabytes": peak}))
        return
    with TemporaryDirectory() as folder:
        source = asked.source or Path(folder) / "graph.nq"
        if not asked.source:
            write_policy_graph(source, asked.triples)
        shared = ("--source", str(source), "--rdflib", str(asked.rdflib))
        for form in FORMATS if asked.all else STREAMED:
            report(form, measured("--task", "ours", form, *shared))
        for form in RDFLIB:
            report(f"rdflib {form}", measured("--task", "theirs", form, *shared))


if __name__ == "__main__":
    main()
