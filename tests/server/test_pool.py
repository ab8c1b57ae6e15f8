"""The workers: their bounds, their replacement, a store that is exchanged under them."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import pyoxigraph as ox
import pytest

from policyscape.errors import InputError
from policyscape.server.limits import Limits, RefusalError
from policyscape.server.messages import Question
from policyscape.server.pool import Pool
from policyscape.store import write_store

EXPLODING = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SORTING = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
QUICK = "ASK { ?s ?p ?o }"
Answer = TypeVar("Answer")


def quads(count: int) -> list[ox.Quad]:
    a = ox.NamedNode("http://example.org/a")
    return [ox.Quad(ox.NamedNode(f"http://example.org/{n}"), a, ox.Literal(n), a) for n in range(count)]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pool") / "store"
    write_store(quads(2000), path)
    return path


def on_pool(path: Path, limits: Limits, use: Callable[[Pool], Awaitable[Answer]]) -> Answer:
    async def run() -> Answer:
        pool = Pool(path, limits, {})
        try:
            return await use(pool)
        finally:
            await pool.close()

    return asyncio.run(run())


async def status(pool: Pool, text: str) -> int | str:
    """What became of a query: the outcome, or the status of the refusal."""
    try:
        return (await pool.ask(Question(text))).outcome
    except RefusalError as error:
        return error.status


def test_a_query_that_explodes_is_stopped_while_others_are_answered(store: Path) -> None:
    async def use(pool: Pool) -> tuple[Any, list[Any], bool]:
        exploding = asyncio.create_task(status(pool, EXPLODING))
        await asyncio.sleep(0.2)
        others = [await status(pool, QUICK) for _ in range(20)]
        still = not exploding.done()
        return await exploding, others, still

    ended, others, still = on_pool(store, Limits(seconds=2, at_once=2), use)
    assert others == ["done"] * 20
    assert still
    assert ended == 503


def test_after_a_stopped_query_its_place_is_free_again(store: Path) -> None:
    async def use(pool: Pool) -> list[Any]:
        return [await status(pool, text) for text in (EXPLODING, QUICK, EXPLODING, QUICK)]

    assert on_pool(store, Limits(seconds=0.3, at_once=1), use) == [503, "done", 503, "done"]


def test_a_query_that_needs_too_much_memory_is_stopped(store: Path) -> None:
    async def use(pool: Pool) -> list[Any]:
        with pytest.raises(RefusalError, match="more than the 512 MB") as refused:
            await pool.ask(Question(SORTING))
        return [refused.value.status, await status(pool, QUICK)]

    assert on_pool(store, Limits(seconds=60, at_once=1, memory=512 * 2**20), use) == [503, "done"]


def test_a_result_that_is_too_large_is_refused_and_not_cut(store: Path) -> None:
    async def use(pool: Pool) -> list[Any]:
        return [await status(pool, LONG), await status(pool, f"{LONG} LIMIT 5")]

    assert on_pool(store, Limits(result=10_000, at_once=1), use) == ["large", "done"]


def test_more_than_may_wait_are_told_to_come_back(store: Path) -> None:
    async def use(pool: Pool) -> list[Any]:
        return await asyncio.gather(*(status(pool, text) for text in [EXPLODING, QUICK, QUICK, QUICK]))

    limits = Limits(seconds=1, at_once=1, queue=1)
    running, waiting, *refused = on_pool(store, limits, use)
    assert refused == [503, 503]
    assert running == 503
    assert waiting in ("done", 503)  # the wait is as long as a query may be


def test_being_busy_says_when_to_come_back(store: Path) -> None:
    async def use(pool: Pool) -> Any:
        exploding = asyncio.create_task(status(pool, EXPLODING))
        await asyncio.sleep(0.2)
        with pytest.raises(RefusalError, match="ask again") as refused:
            await pool.ask(Question(QUICK))
        await exploding
        return refused.value.headers

    assert on_pool(store, Limits(seconds=1, at_once=1, queue=0), use) == {"Retry-After": "2"}


def test_a_worker_that_was_killed_is_replaced(store: Path) -> None:
    async def use(pool: Pool) -> list[Any]:
        before = await status(pool, QUICK)
        for worker in list(pool._workers):
            os.kill(worker.process.pid, signal.SIGKILL)
            await worker.process.wait()
        return [before, await status(pool, QUICK)]

    assert on_pool(store, Limits(at_once=1), use) == ["done", "done"]


def test_a_store_that_is_exchanged_is_picked_up(tmp_path: Path) -> None:
    path = tmp_path / "store"
    write_store(quads(1), path)

    async def count(pool: Pool) -> bytes:
        return (await pool.ask(Question("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", rows="text/csv"))).body

    async def use(pool: Pool) -> list[bytes]:
        first = await count(pool)
        write_store(quads(3), path)
        return [first, await count(pool)]

    assert on_pool(path, Limits(at_once=1), use) == [b"n\r\n1\r\n", b"n\r\n3\r\n"]


def test_a_store_that_is_gone_is_told(tmp_path: Path) -> None:
    path = tmp_path / "store"
    write_store(quads(1), path)

    async def use(pool: Pool) -> None:
        await pool.ask(Question(QUICK))
        shutil.rmtree(path)
        with pytest.raises(InputError, match="make one with policyscape build"):
            await pool.ask(Question(QUICK))
        write_store(quads(1), path)
        assert await status(pool, QUICK) == "done"

    on_pool(path, Limits(at_once=1), use)


def test_who_stops_waiting_leaves_the_place_free(store: Path) -> None:
    async def use(pool: Pool) -> Any:
        leaving = asyncio.create_task(pool.ask(Question(EXPLODING)))
        await asyncio.sleep(0.3)
        leaving.cancel()
        await asyncio.gather(leaving, return_exceptions=True)
        return await status(pool, QUICK)

    assert on_pool(store, Limits(seconds=30, at_once=1), use) == "done"


def test_a_worker_whose_server_is_gone_ends(store: Path) -> None:
    async def use(pool: Pool) -> int:
        await pool.ask(Question(QUICK))
        (worker,) = pool._workers
        assert worker.process.stdin is not None
        worker.process.stdin.close()
        async with asyncio.timeout(5):
            return await worker.process.wait()

    assert on_pool(store, Limits(at_once=1), use) == 0
