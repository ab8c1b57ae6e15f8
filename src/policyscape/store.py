"""The embedded SPARQL store: built whole on disk, opened read-only, or held in memory; or a server in its place."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from policyscape.errors import InputError

if TYPE_CHECKING:
    from policyscape.endpoint import Endpoint

__all__ = [
    "Graph",
    "copy_to_memory",
    "described",
    "load_file",
    "memory_store",
    "open_graph",
    "open_store",
    "write_store",
]

Graph: TypeAlias = "ox.Store | Endpoint"
"""What can be asked: the embedded store, or a server with the same content."""

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
}


def write_store(quads: Iterable[ox.Quad], path: Path) -> None:
    """Build a store beside ``path`` and put it in its place; what was there before stays until the new one is whole."""
    part, old = path.with_name(path.name + ".part"), path.with_name(path.name + ".old")
    shutil.rmtree(part, ignore_errors=True)
    part.parent.mkdir(parents=True, exist_ok=True)
    store = ox.Store(str(part))
    store.bulk_extend(quads)
    store.optimize()
    store.flush()
    del store  # closes the files: only then may the folder be moved
    shutil.rmtree(old, ignore_errors=True)
    if path.exists():
        path.replace(old)
    part.replace(path)
    shutil.rmtree(old, ignore_errors=True)


def open_store(path: Path) -> ox.Store:
    """Open a store on disk for reading; InputError where there is none."""
    if not (path / "CURRENT").is_file():  # every RocksDB folder has this file
        raise InputError(f"there is no store at {path}; make one with policyscape build.")
    try:
        return ox.Store.read_only(str(path))
    except OSError as error:
        raise InputError(f"the store at {path} cannot be opened ({error}); build it anew.") from error


def open_graph(path: Path, url: str | None = None) -> Graph:
    """The server at ``url``, or without one the store on disk."""
    if url is None:
        return open_store(path)
    from policyscape.endpoint import Endpoint  # its HTTP client is slow to import and seldom needed

    return Endpoint(url)


def described(graph: Graph, iris: Iterable[str]) -> ox.Store:
    """A store with at least the quads about these IRIs: an embedded one itself, from a server what it is asked for."""
    return graph if isinstance(graph, ox.Store) else graph.about(iris)


def memory_store(quads: Iterable[ox.Quad]) -> ox.Store:
    """A store in memory with these quads."""
    store = ox.Store()
    store.bulk_extend(quads)
    return store


def copy_to_memory(store: ox.Store) -> ox.Store:
    """A store in memory with the content of another one."""
    copy = ox.Store()
    content = store.dump(format=ox.RdfFormat.N_QUADS)
    copy.bulk_load(input=content, format=ox.RdfFormat.N_QUADS)
    return copy


def load_file(path: Path) -> ox.Store:
    """A store in memory with the content of a Turtle, TriG, N-Triples or N-Quads file."""
    if path.suffix not in _FORMATS:
        raise InputError(f"{path} is of no known kind; give a file ending in {', '.join(_FORMATS)}.")
    store = ox.Store()
    try:
        store.bulk_load(path=str(path), format=_FORMATS[path.suffix])
    except (OSError, SyntaxError) as error:
        raise InputError(f"{path} cannot be loaded: {error}.") from error
    return store
