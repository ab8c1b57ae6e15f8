"""Starting a server for a test, waiting until it answers, and stopping it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

__all__ = ["NotInstalledError", "Server", "free_port", "running"]

_PATIENCE = 300  # seconds for a server to start and to load on a busy machine


class NotInstalledError(Exception):
    """A peer that is not installed here; the message says which package has it."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: the URL to ask, and those to write to by SPARQL Update and by the Graph Store protocol."""

    endpoint: str
    update: str = ""
    graph_store: str = ""
    pid: int = 0


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: Sequence[str | Path], folder: Path, url: str) -> Iterator[int]:
    """Run a server in ``folder`` until the block ends; it is ready when ``url`` answers anything. Gives its pid."""
    log = folder / "server.out"
    with log.open("w") as out:
        process = subprocess.Popen([*_with_parent(), *command], cwd=folder, stdout=out, stderr=out)
    try:
        _wait(process, url, log)
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _with_parent() -> list[str]:
    """A server dies with the test run even where that is killed; elsewhere than on Linux it is only stopped."""
    return ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended at once: {log.read_text(errors='replace')[-2000:]}")
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the server does not answer at {url}: {log.read_text(errors='replace')[-2000:]}")
