"""The two ways into a partner's store: the SPARQL 1.1 Graph Store Protocol, and SPARQL 1.1 Update."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote, urlencode

from policyscape.handover.http import Body, Http, RefusedError

__all__ = ["GraphStore", "UpdateEndpoint", "connect"]

_NTRIPLES = "application/n-triples"
_NOWHERE = "https://w3id.org/policyscape/graph/nowhere"  # a graph that never exists
_BATCH = 250  # triples of one INSERT DATA: Virtuoso compiles each operation and refuses long ones
_NOT_THERE = 404


@dataclass(frozen=True, slots=True)
class GraphStore:
    """A store by the Graph Store Protocol; each graph is replaced by one request."""

    http: Http
    url: str

    def get(self, graph: str) -> bytes:
        """The graph as N-Triples; empty where there is none."""
        try:
            return self.http.ask("GET", self._of(graph), Accept=_NTRIPLES)
        except RefusedError as error:
            if error.status == _NOT_THERE:
                return b""
            raise

    def put(self, graph: str, triples: Path) -> None:
        """Replace the graph by the N-Triples of a file, which are also Turtle: that every server reads."""
        self.http.ask("PUT", self._of(graph), Body(triples), Content_Type="text/turtle")

    def delete(self, graph: str) -> None:
        """Remove the graph; one that is not there is removed."""
        try:
            self.http.ask("DELETE", self._of(graph))
        except RefusedError as error:
            if error.status != _NOT_THERE:
                raise

    def count(self, graph: str) -> int | None:
        """How many triples come back."""
        return sum(1 for line in self.get(graph).splitlines() if line.strip())

    def _of(self, graph: str) -> str:
        return f"{self.url}{'&' if '?' in self.url else '?'}graph={quote(graph, safe='')}"


@dataclass(frozen=True, slots=True)
class UpdateEndpoint:
    """A store by SPARQL Update at ``url`` and queries at ``query_url``; a graph takes several requests."""

    http: Http
    url: str
    query_url: str

    def get(self, graph: str) -> bytes:
        """The graph as N-Triples; empty where there is none."""
        text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        return self._query(text, _NTRIPLES)

    def put(self, graph: str, triples: Path) -> None:
        """Empty the graph and fill it again in batches; until the last one it is not whole."""
        self._update(f"DROP SILENT GRAPH <{graph}>")
        with triples.open(encoding="utf-8") as lines:
            for batch in _batches(lines):
                self._update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{batch}}} }}")

    def delete(self, graph: str) -> None:
        """Remove the graph."""
        self._update(f"DROP SILENT GRAPH <{graph}>")

    def count(self, graph: str) -> int | None:
        """How many triples the graph has."""
        text = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        answer = json.loads(self._query(text, "application/sparql-results+json"))
        return int(answer["results"]["bindings"][0]["n"]["value"])

    def _query(self, text: str, accept: str) -> bytes:
        body = urlencode({"query": text}).encode()
        return self.http.ask(
            "POST", self.query_url, body, Accept=accept, Content_Type="application/x-www-form-urlencoded"
        )

    def _update(self, text: str) -> None:
        self.http.ask("POST", self.url, text.encode(), Content_Type="application/sparql-update")


def connect(url: str, method: str = "auto", query_url: str | None = None) -> GraphStore | UpdateEndpoint:
    """The endpoint at a URL: ``gsp``, ``update``, or what it turns out to speak.

    ``query_url`` is where an Update endpoint is asked; by default the same address with ``update`` for ``query``.
    """
    http = Http(url)
    store = GraphStore(http, url)
    update = UpdateEndpoint(http, url, query_url or _asked_at(url))
    if method != "auto":
        return store if method == "gsp" else update
    try:
        nothing = store.get(_NOWHERE)
    except RefusedError as error:
        if error.status in (401, 403):
            raise
        return update
    return update if nothing.strip() else store  # an Update endpoint describes itself, whatever graph is asked for


def _asked_at(url: str) -> str:
    head, slash, tail = url.rpartition("/")
    return f"{head}{slash}{tail.replace('update', 'query')}"


def _batches(lines: IO[str]) -> Iterator[str]:
    batch: list[str] = []
    for line in lines:
        batch.append(line)
        if len(batch) == _BATCH:
            yield "".join(batch)
            batch = []
    if batch:
        yield "".join(batch)
