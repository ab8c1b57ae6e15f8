"""Policyscape: a knowledge graph of the innovation policy landscape, each fact with the words it was read from."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policyscape.opened import OpenGraph

__all__ = ["__version__", "open"]

__version__ = version("policyscape")


def open(path: str | Path = "out", memory: bool = False) -> OpenGraph:  # noqa: A001  # policyscape.open reads as it should
    """Open a built graph for reading: the folder of a build, its store, or a file of RDF (see ``OpenGraph``)."""
    from policyscape.opened import open_graph

    return open_graph(path, memory)
