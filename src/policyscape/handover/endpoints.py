"""The two ways into a partner's store: the SPARQL 1.1 Graph Store Protocol, and SPARQL 1.1 Update.

Credentials come from the environment alone: a command line is seen by every user of a machine, and kept in histories.
"""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote, urlencode, urlsplit

from policyscape.errors import InputError

__all__ = ["USER", "GraphStore", "Http", "UpdateEndpoint", "connect"]

USER, PASSWORD, TOKEN = "POLICYSCAPE_PUSH_USER", "POLICYSCAPE_PUSH_PASSWORD", "POLICYSCAPE_PUSH_TOKEN"
_NTRIPLES = "application/n-triples"
_NOWHERE = "https://w3id.org/policyscape/graph/nowhere"  # a graph that never exists
_PATIENCE = 600  # seconds for a server to take in a graph
_BATCH = 250  # triples of one INSERT DATA: Virtuoso compiles each operation and refuses long ones
_NOT_THERE = 404
_ADVICE = {
    401: f"it wants credentials: set {USER} and {PASSWORD}, or {TOKEN}",
    403: "these credentials may not write there",
    404: "there is nothing at this address",
    405: "it takes no writing there",
    413: "the graph is too large for it in one request: raise its limit, or use --method update",
    501: "it cannot do that: use --method update",
}


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirection: it would carry credentials to a server nobody named."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Http:
    """Requests to one server, with credentials out of an environment; basic and digest authentication, or a token."""

    def __init__(self, url: str, environment: Mapping[str, str] = os.environ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputError("the endpoint is an http or https address, as https://example.org/store.")
        if parts.username or parts.password:
            raise InputError(f"an address holds no credentials; set {USER} and {PASSWORD} in the environment.")
        user, password, token = (environment.get(name) for name in (USER, PASSWORD, TOKEN))
        handlers: list[urllib.request.BaseHandler] = [_Stay()]
        if user is not None:
            known = urllib.request.HTTPPasswordMgrWithPriorAuth()
            known.add_password(None, url, user, password or "")
            handlers += [urllib.request.HTTPDigestAuthHandler(known), urllib.request.HTTPBasicAuthHandler(known)]
        self._opener = urllib.request.build_opener(*handlers)
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.shown = parts._replace(query="", fragment="").geturl()

    def ask(self, method: str, url: str, body: bytes | IO[bytes] | None = None, **headers: str) -> bytes:
        """Send a request; InputError says what the server answered, never with what was sent."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(url, body, {**self._headers, **named}, method=method)
        try:
            with self._opener.open(request, timeout=_PATIENCE) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError as error:
            raise RefusedError(self.shown, error.code, error.reason) from None
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            raise InputError(f"{self.shown} cannot be reached ({reason}); what was sent until now stays.") from None


class RefusedError(InputError):
    """A server's refusal; ``status`` is the code of HTTP."""

    def __init__(self, address: str, status: int, reason: str) -> None:
        advice = _ADVICE.get(status, "see the server's log")
        super().__init__(f"{address} answered {status} {reason}; {advice}.")
        self.status = status


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
        size = str(triples.stat().st_size)
        with triples.open("rb") as body:
            self.http.ask("PUT", self._of(graph), body, Content_Type="text/turtle", Content_Length=size)

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
    if _answers(lambda: http.ask("GET", f"{url}?default", Accept=_NTRIPLES)):
        return store
    return update if _answers(lambda: update.delete(_NOWHERE)) else store


def _answers(request: Callable[[], object]) -> bool:
    """Whether a request that changes nothing is understood; a refusal for want of credentials is raised."""
    try:
        request()
    except RefusedError as error:
        if error.status in (401, 403):
            raise
        return False
    return True


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
