"""Oxigraph as a server of its own: the binary that the package ``oxigraph`` on PyPI brings."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from .process import NotInstalledError, Server, free_port, running

__all__ = ["oxigraph"]


@contextmanager
def oxigraph(folder: Path, files: Sequence[Path] = (), union: bool = True) -> Iterator[Server]:
    """Start an Oxigraph on a store in ``folder`` with these files; with ``union`` its default graph is all graphs."""
    binary = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if not binary:
        raise NotInstalledError("needs the Oxigraph server (PyPI: oxigraph)")
    store, base = folder / "store", f"http://127.0.0.1:{(port := free_port())}"
    if files:
        given = [word for path in files for word in ("--file", str(path))]
        subprocess.run([binary, "load", "--location", store, *given], check=True, capture_output=True)
    options = ["--union-default-graph"] if union else []
    command = [binary, "serve", "--location", str(store), "--bind", f"127.0.0.1:{port}", *options]
    with running(command, folder, f"{base}/") as pid:
        yield Server(f"{base}/query", f"{base}/update", f"{base}/store", pid)
