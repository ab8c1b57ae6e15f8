"""Pushing named graphs into a partner's store, graph by graph, so that an interrupted push goes on where it stopped.

Each graph is one request of the SPARQL 1.1 Graph Store Protocol, which replaces the graph as a whole; a server that
has only SPARQL 1.1 Update gets it in several. The hash of each graph that arrived is kept in the store itself, in a
graph of its own: it is taken away before a graph is sent and written after it has arrived.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import pyoxigraph as ox

from policyscape import namespaces
from policyscape.errors import CheckError
from policyscape.graph import terms
from policyscape.handover.canonical import Canonical, canonical, without_graphs

__all__ = ["STATE", "Endpoint", "Pushed", "push"]

STATE = terms.graph("push-state")
_HASH = terms.ps("graphHash")

Progress = Callable[[str], None]


class Endpoint(Protocol):
    """A store that graphs can be put into; every method raises InputError where the server refuses."""

    def get(self, graph: str) -> bytes:
        """The graph as N-Triples; empty where there is none."""

    def put(self, graph: str, triples: Path) -> None:
        """Replace the graph by the N-Triples of a file."""

    def delete(self, graph: str) -> None:
        """Remove the graph."""

    def count(self, graph: str) -> int | None:
        """How many triples the graph has; None where the server cannot be asked."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """The names of graphs that were sent, that were there already, and that were taken away."""

    sent: tuple[str, ...]
    kept: tuple[str, ...]
    deleted: tuple[str, ...]


def push(
    store: ox.Store, endpoint: Endpoint | None, say: Progress, graphs: tuple[str, ...] = (), force: bool = False
) -> Pushed:
    """Push the named graphs of a store (those whose name begins with one of ``graphs``; all where there are none).

    Without an endpoint it only tells what it would do. ``force`` sends graphs whose hash is there already. Graphs an
    earlier push of all graphs left and the store no longer has are deleted. CheckError where a graph arrived with
    another number of triples.
    """
    state = dict(_state(endpoint)) if endpoint else {}
    sent, kept = [], []
    names = [name for name in _names(store) if not graphs or _local(name).startswith(graphs)]
    with TemporaryDirectory() as folder:
        for name in names:
            quads = store.quads_for_pattern(None, None, None, ox.NamedNode(name))
            graph = canonical(without_graphs(quads), Path(folder))
            if state.get(name) == graph.sha256 and not force:
                kept.append(name)
                say(f"{_local(name)}: {graph.count} triples, there already")
                continue
            if endpoint:
                _send(endpoint, name, graph, state, Path(folder))
            sent.append(name)
            say(f"{_local(name)}: {graph.count} triples {'sent' if endpoint else 'would be sent'}")
        gone = [] if graphs else sorted(state.keys() - set(names))
        if endpoint:
            for name in gone:
                endpoint.delete(name)
                state.pop(name)
                _write_state(endpoint, state, Path(folder))
                say(f"{_local(name)}: deleted, as the graph is no longer there")
    return Pushed(tuple(sent), tuple(kept), tuple(gone))


def _send(endpoint: Endpoint, name: str, graph: Canonical, state: dict[str, str], folder: Path) -> None:
    if state.pop(name, None):
        _write_state(endpoint, state, folder)
    endpoint.put(name, graph.path)
    arrived = endpoint.count(name)
    if arrived is not None and arrived != graph.count:
        told = [f"{name}: {graph.count} triples were sent, {arrived} are there"]
        raise CheckError("a graph did not arrive as it was sent; push again, or ask for the server's log.", told)
    state[name] = graph.sha256
    _write_state(endpoint, state, folder)


def _state(endpoint: Endpoint) -> Iterator[tuple[str, str]]:
    """The hash of each graph that arrived by an earlier push."""
    for quad in ox.parse(endpoint.get(STATE.value), format=ox.RdfFormat.N_TRIPLES):
        if quad.predicate == _HASH and isinstance(quad.object, ox.Literal):
            yield terms.iri(quad.subject), quad.object.value.removeprefix("sha256:")


def _write_state(endpoint: Endpoint, state: dict[str, str], folder: Path) -> None:
    path = folder / "state.nt"
    lines = (f'<{name}> {_HASH} "sha256:{hash_}" .\n' for name, hash_ in sorted(state.items()))
    path.write_text("".join(lines), encoding="utf-8")
    if state:
        endpoint.put(STATE.value, path)
    else:
        endpoint.delete(STATE.value)


def _names(store: ox.Store) -> list[str]:
    return sorted(graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode))


def _local(name: str) -> str:
    return name.removeprefix(str(namespaces.GRAPH))
