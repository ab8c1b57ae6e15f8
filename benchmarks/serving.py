"""Many clients at once over the whole query library of a server on this machine: errors, latencies, memory.

    python -m benchmarks.serving [--out out] [--clients 20] [--seconds 60] [--explode]

Each client asks all queries in an order of its own, again and again, and waits for each answer. ``--explode`` sends a
query that would never end in the middle of it. Memory is the resident size of the server and its workers, measured
when every query has been asked once by every client and at the end. Ends with status 1 where a request failed.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

import httpx

EXPLODING = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
PATIENCE = 120.0  # seconds after which a client calls a request lost


@dataclass
class Load:
    """What was measured: milliseconds of each answer by query, and what failed."""

    spent: dict[str, list[float]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    exploded: str = ""

    @property
    def all(self) -> list[float]:
        """All milliseconds."""
        return [one for several in self.spent.values() for one in several]


async def measure(url: str, pid: int, clients: int, seconds: float, explode: bool = False) -> Load:
    """Put the load on a server for so many seconds, and at least until every client has asked every query once."""
    load = Load()
    async with httpx.AsyncClient(base_url=url, timeout=PATIENCE, limits=httpx.Limits(max_connections=None)) as client:
        names = [one["name"] for one in (await client.get("/api/queries")).json()]
        first = [asyncio.Event() for _ in range(clients)]
        end = time.perf_counter() + seconds
        asking = [_client(client, names, number, end, load, done) for number, done in enumerate(first)]
        tasks = [asyncio.create_task(one) for one in asking]
        tasks += [asyncio.create_task(_explode(client, load, seconds / 4))] if explode else []
        await asyncio.gather(*(done.wait() for done in first))
        load.memory.append(resident(pid))
        await asyncio.gather(*tasks)
        load.memory.append(resident(pid))
    return load


async def _client(
    client: httpx.AsyncClient, names: list[str], number: int, end: float, load: Load, done: asyncio.Event
) -> None:
    order = random.Random(number).sample(names, len(names))
    while not done.is_set() or time.perf_counter() < end:
        for name in order:
            if done.is_set() and time.perf_counter() >= end:
                return
            await _ask(client, name, load)
        done.set()


async def _ask(client: httpx.AsyncClient, name: str, load: Load) -> None:
    start = time.perf_counter()
    try:
        answer = await client.get(f"/api/queries/{name}/results", params={"format": "json"})
        fault = "" if answer.status_code == 200 else f"{answer.status_code} {answer.text.strip()}"
    except httpx.HTTPError as error:
        fault = repr(error)
    load.spent.setdefault(name, []).append((time.perf_counter() - start) * 1000)
    if fault:
        load.failed.append(f"{name}: {fault}")


async def _explode(client: httpx.AsyncClient, load: Load, after: float) -> None:
    await asyncio.sleep(after)
    before, start = len(load.all), time.perf_counter()
    answer = await client.get("/sparql", params={"query": EXPLODING})
    spent = time.perf_counter() - start
    load.exploded = f"{answer.status_code} after {spent:.1f} s, {len(load.all) - before} others answered meanwhile"


def resident(pid: int) -> int:
    """Bytes of a process and its children that are in memory."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    pages = sum(int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in [pid, *map(int, children)])
    return pages * os.sysconf("SC_PAGE_SIZE")


def start(out: Path) -> tuple[subprocess.Popen[str], str]:
    """A server on a free port, and its address."""
    command = [sys.executable, "-c", "from policyscape.cli import main; main()", "serve", "--out", str(out)]
    process = subprocess.Popen([*command, "--port", "0"], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"serving .* at (http://\S+)/", line):
            # What it logs must be read away, or the server waits for its reader.
            subprocess.Popen(["cat"], stdin=process.stderr, stdout=subprocess.DEVNULL)
            return process, found[1]
    sys.exit("the server did not start")


def report(load: Load, clients: int, seconds: float) -> str:
    """The figures, one line each."""
    cuts = quantiles(load.all, n=100)
    medians = sorted(((quantiles(several, n=2)[0], name) for name, several in load.spent.items()), reverse=True)
    first, last = (one / 2**20 for one in load.memory)
    lines = [
        f"{clients} clients for {seconds:g} s over {len(load.spent)} queries: {len(load.all):,} answers, "
        f"{len(load.all) / seconds:.0f} a second, {len(load.failed)} failed",
        f"milliseconds: p50 {cuts[49]:.0f}, p90 {cuts[89]:.0f}, p99 {cuts[98]:.0f}, most {max(load.all):.0f}",
        f"memory of server and workers: {first:.0f} MB after the first round, {last:.0f} MB at the end",
        "slowest medians: " + ", ".join(f"{name} {median:.0f}" for median, name in medians[:5]),
    ]
    lines += [f"a query built to explode: {load.exploded}"] if load.exploded else []
    return "\n".join([*lines, *(f"failed: {one}" for one in load.failed[:10])])


def main() -> None:
    """Start a server, load it, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("out"))
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--explode", action="store_true")
    asked = parser.parse_args()
    process, url = start(asked.out)
    try:
        load = asyncio.run(measure(url, process.pid, asked.clients, asked.seconds, asked.explode))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()
    print(report(load, asked.clients, asked.seconds))
    sys.exit(1 if load.failed else 0)


if __name__ == "__main__":
    main()
