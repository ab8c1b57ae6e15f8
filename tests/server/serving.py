"""A real server in a process of its own, as a user starts it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import httpx

_ADDRESS = re.compile(r"serving .* at (http://\S+)/")
_START_SECONDS = 30


@dataclass
class Running:
    """A server that answers at ``url``; ``log`` has what it wrote so far."""

    process: subprocess.Popen[str]
    log: list[str]
    url: str = ""

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=60)

    def workers(self) -> list[int]:
        """The process ids of its workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return self.process.wait(timeout=30)


@contextmanager
def serving(out: Path, *options: str) -> Iterator[Running]:
    """Start ``policyscape serve`` on a free port and end it."""
    command = [
        sys.executable,
        "-c",
        "from policyscape.cli import main; main()",
        "serve",
        "--out",
        str(out),
        "--port",
        "0",
        *options,
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    running = Running(process, [])
    reader = Thread(target=_read, args=(running,), daemon=True)
    reader.start()
    try:
        _wait_for_address(running)
        yield running
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(timeout=30)
        reader.join(timeout=10)


def _read(running: Running) -> None:
    assert running.process.stderr is not None
    for line in running.process.stderr:
        running.log.append(line)


def _wait_for_address(running: Running) -> None:
    end = monotonic() + _START_SECONDS
    while not running.url:
        running.url = next((found[1] for line in running.log if (found := _ADDRESS.search(line))), "")
        assert running.process.poll() is None, running.log
        assert monotonic() < end, running.log
        sleep(0.02)
