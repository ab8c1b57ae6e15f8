"""A few worker processes that answer queries; one that takes too long is killed and replaced, the others go on."""

from __future__ import annotations

import asyncio
import contextlib
import pickle
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from policyscape.errors import InputError
from policyscape.server.limits import Limits, RefusalError, busy, out_of_memory, out_of_time
from policyscape.server.messages import HEAD, Answer, Question

__all__ = ["Pool"]

_START_SECONDS = 30.0
_Version: TypeAlias = tuple[int, int, int]


class _EndedError(Exception):
    """The worker's process has ended."""


@dataclass(slots=True, eq=False)
class _Worker:
    """A process and the version of the store it has open."""

    process: asyncio.subprocess.Process
    version: _Version

    async def say(self, message: bytes) -> None:
        assert self.process.stdin is not None
        with contextlib.suppress(ConnectionError):  # an ended process is noticed when it is heard
            self.process.stdin.write(HEAD.pack(len(message)) + message)
            await self.process.stdin.drain()

    async def hear(self) -> bytes:
        assert self.process.stdout is not None
        try:
            head = await self.process.stdout.readexactly(HEAD.size)
            return await self.process.stdout.readexactly(HEAD.unpack(head)[0])
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise _EndedError from error

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()


class Pool:
    """Answers questions on the store at ``path`` within the limits; to be used and closed in one event loop.

    A store that was exchanged is opened by each worker before its next question.
    """

    def __init__(self, path: Path, limits: Limits, prefixes: Mapping[str, str]) -> None:
        self._path = path
        self._limits = limits
        self._prefixes = pickle.dumps(dict(prefixes))
        self._slots: asyncio.LifoQueue[_Worker | None] = asyncio.LifoQueue()
        self._workers: set[_Worker] = set()
        self._waiting = 0
        for _ in range(limits.at_once):
            self._slots.put_nowait(None)

    def version(self) -> _Version:
        """What tells one build of the store from another; InputError where there is no store."""
        try:
            found = (self._path / "CURRENT").stat()  # every store of RocksDB has this file
        except OSError as error:
            raise InputError(f"there is no store at {self._path}; make one with policyscape build.") from error
        return found.st_dev, found.st_ino, found.st_mtime_ns

    async def ask(self, question: Question) -> Answer:
        """The answer; RefusalError where the question had to wait or ran too long, or used too much memory."""
        worker = await self._free()
        kept: _Worker | None = None
        try:
            worker = await self._current(worker)
            await worker.say(pickle.dumps(question))
            async with asyncio.timeout(self._limits.seconds):
                found: Answer = pickle.loads(await worker.hear())
            kept = worker
        except TimeoutError as error:
            raise out_of_time(self._limits) from error
        except _EndedError as error:
            raise out_of_memory(self._limits) from error
        finally:
            self._slots.put_nowait(kept)
            if worker is not None and kept is None:
                await self._end(worker)
        return found

    async def close(self) -> None:
        """End all workers."""
        for worker in list(self._workers):
            await self._end(worker)

    async def _free(self) -> _Worker | None:
        """A worker that has nothing to do, None where one is still to be started."""
        if self._slots.empty() and self._waiting >= self._limits.queue:
            raise busy(self._limits)
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._slots.get()
        except TimeoutError as error:
            raise busy(self._limits) from error
        finally:
            self._waiting -= 1

    async def _current(self, worker: _Worker | None) -> _Worker:
        """The worker, or a new one where there was none, where it has ended or where the store was exchanged."""
        version = self.version()
        if worker is not None:
            if worker.version == version and worker.process.returncode is None:
                return worker
            await self._end(worker)
        return await self._start(version)

    async def _start(self, version: _Version) -> _Worker:
        limits = self._limits
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "policyscape.server.worker", str(self._path.resolve())),
            *(str(limits.result), str(limits.memory), str(limits.seconds)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,  # the engine prints its stack where memory ends
            start_new_session=True,  # Ctrl-C is for the server, which ends its workers
        )
        worker = _Worker(process, version)
        self._workers.add(worker)
        try:
            await worker.say(self._prefixes)
            async with asyncio.timeout(_START_SECONDS):
                await worker.hear()  # it has opened the store
        except (TimeoutError, _EndedError) as error:
            await self._end(worker)
            message = f"the store at {self._path} cannot be opened; build it anew, or give the server more memory."
            raise RefusalError(503, message) from error
        return worker

    async def _end(self, worker: _Worker) -> None:
        self._workers.discard(worker)
        worker.kill()
        await worker.process.wait()
