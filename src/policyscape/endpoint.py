"""A graph on any server that speaks the SPARQL 1.1 protocol, asked where an embedded store would be.

Queries of Policyscape mean the union of its named graphs by their default graph. Servers differ: Virtuoso, GraphDB
and Neptune take that union by themselves, Oxigraph and Jena have to be started so. A server whose default graph turns
out to be empty is told the graphs with each query, as the protocol provides (``default-graph-uri``).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, TypeAlias
from urllib.parse import urlsplit

import httpx
import pyoxigraph as ox

from policyscape.credentials import PASSWORD, TOKEN, USER, login
from policyscape.errors import InputError
from policyscape.namespaces import BASE, PS

__all__ = ["Answer", "Endpoint"]

Answer: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | Iterator[ox.Triple]

_TIMEOUT = "POLICYSCAPE_ENDPOINT_TIMEOUT"
_SECONDS: Final = 60.0
_RESULTS = "application/sparql-results+json, application/sparql-results+xml;q=0.5"
_TRIPLES = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
_GRAPHS = f'SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?g), "{BASE}graph/")) }}'
_HOLDS = f"ASK {{ ?document a <{PS}Document> }}"
_SHOWN = 200  # characters of a server's own message
_CHUNK = 200  # subjects asked about at once


class Endpoint:
    """A server's query address; InputError on a wrong one.

    Credentials come from the environment (see ``login``), as does a time-out in seconds, POLICYSCAPE_ENDPOINT_TIMEOUT.
    """

    def __init__(self, url: str, environment: Mapping[str, str] = os.environ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputError(f"{url!r} is no address of a SPARQL server; write it as http://host:port/sparql.")
        if parts.username or parts.password:
            raise InputError(f"an address holds no password; put user and password into {USER} and {PASSWORD}.")
        self.url = url
        self._client = httpx.Client(auth=login(environment), timeout=_seconds(environment))

    def query(self, text: str, *, use_default_graph_as_union: bool = True) -> Answer:
        """Ask one query; the answer has the terms an embedded store would give.

        The default graph is always the union; the argument is there for the sake of an embedded store's callers.
        InputError where the server cannot be reached, refuses, takes too long, cuts the answer short, or answers with
        something else than a result of SPARQL.
        """
        assert use_default_graph_as_union, "a server's named graphs are asked as they are by GRAPH"
        return self._ask(text, self._dataset)

    def quads_for_pattern(
        self,
        subject: ox.NamedNode | None,
        predicate: ox.NamedNode | None,
        object: ox.NamedNode | ox.Literal | None,  # noqa: A002 (the name that a store has)
        graph_name: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads of the named graphs that match; None is any."""
        terms = (subject, predicate, object, graph_name)
        s, p, o, g = (str(term) if term else f"?{name}" for term, name in zip(terms, "spog", strict=True))
        wanted = [f"?{name}" for term, name in zip(terms, "spog", strict=True) if term is None]
        found = self.query(f"SELECT {' '.join(wanted) or '*'} WHERE {{ GRAPH {g} {{ {s} {p} {o} }} }}")
        for row in _solutions(found):
            free = iter(row)
            yield ox.Quad(*(term if term is not None else next(free) for term in terms))  # type: ignore[arg-type]

    def about(self, subjects: Iterable[str]) -> ox.Store:
        """A store with all quads about these IRIs, fetched in few queries."""
        store, names = ox.Store(), sorted(set(subjects))
        for start in range(0, len(names), _CHUNK):
            nodes = " ".join(str(ox.NamedNode(name)) for name in names[start : start + _CHUNK])
            found = self.query(f"SELECT ?s ?p ?o ?g WHERE {{ VALUES ?s {{ {nodes} }} GRAPH ?g {{ ?s ?p ?o }} }}")
            store.extend(ox.Quad(*row) for row in _solutions(found))
        return store

    @cached_property
    def _dataset(self) -> dict[str, list[str]]:
        """The parameters that make the default graph the union: none where the server sees to that itself."""
        if self._ask(_HOLDS, {}):
            return {}
        graphs = sorted(row[0].value for row in _solutions(self._ask(_GRAPHS, {})))
        if not graphs:
            raise InputError(
                f"the server at {self.url} has no graph of Policyscape; load out/policyscape.trig into it, with its "
                "named graphs."
            )
        return {"default-graph-uri": graphs, "named-graph-uri": graphs}

    def _ask(self, text: str, dataset: Mapping[str, list[str]]) -> Answer:
        form = _form(text)
        accept = _TRIPLES if form is ox.QueryTriples else _RESULTS
        try:
            response = self._client.post(self.url, data={"query": text, **dataset}, headers={"Accept": accept})
        except httpx.TimeoutException as error:
            raise InputError(
                f"the server at {self.url} gave no answer in {self._client.timeout.read:g} seconds; ask for less, or "
                f"set {_TIMEOUT} to more seconds."
            ) from error
        except httpx.HTTPError as error:
            raise InputError(f"the server at {self.url} cannot be reached ({error}); is it running?") from error
        return self._read(response, form)

    def _read(self, response: httpx.Response, form: type) -> Answer:
        if not response.is_success:
            raise InputError(self._refusal(response))
        kind = response.headers.get("content-type", "")
        try:
            if form is ox.QueryTriples and (syntax := ox.RdfFormat.from_media_type(kind)):
                return (quad.triple for quad in list(ox.parse(response.content, format=syntax)))
            if form is not ox.QueryTriples and (table := ox.QueryResultsFormat.from_media_type(kind)):
                return self._whole(response, ox.parse_query_results(response.content, format=table))
        except (SyntaxError, ValueError) as error:
            raise InputError(f"the server at {self.url} sends a broken result: {error}.") from error
        raise InputError(
            f"the server at {self.url} answers with {kind or 'no content type'}, which is no result of SPARQL; give "
            "the address of its SPARQL endpoint, which often ends in /sparql or /query."
        )

    def _whole(self, response: httpx.Response, answer: Answer) -> Answer:
        """The answer, if it is no more than a part: Virtuoso cuts at a number of rows that it tells in a header."""
        limit = response.headers.get("x-sparql-maxrows", "")
        if response.status_code == httpx.codes.PARTIAL_CONTENT or (
            limit.isdigit() and isinstance(answer, ox.QuerySolutions) and _count(response) >= int(limit)
        ):
            raise InputError(
                f"the server at {self.url} gave only a part of the answer{f' ({limit} rows)' if limit else ''}; raise "
                "its limit (ResultSetMaxRows in Virtuoso), or ask with a LIMIT."
            )
        return answer

    def _refusal(self, response: httpx.Response) -> str:
        where, status = f"the server at {self.url}", response.status_code
        if response.is_redirect:
            return f"{where} has moved to {response.headers.get('location', 'another address')}; give that address."
        if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            return f"{where} wants other credentials ({status}); set {USER} and {PASSWORD}, or {TOKEN}."
        if status == httpx.codes.NOT_FOUND:
            return f"{where} has nothing at this address (404); its SPARQL endpoint often ends in /sparql or /query."
        fault = "refuses the query" if response.is_client_error else "failed"
        said = (
            " ".join(response.text.split())[:_SHOWN] if "html" not in response.headers.get("content-type", "") else ""
        )
        return f"{where} {fault} ({status}){f': {said}' if said else ''}."


def _seconds(environment: Mapping[str, str]) -> float:
    written = environment.get(_TIMEOUT, "")
    try:
        seconds = float(written) if written else _SECONDS
    except ValueError:
        seconds = 0.0
    if not seconds > 0:
        raise InputError(f"{_TIMEOUT} is {written!r}; write a number of seconds.")
    return seconds


def _form(text: str) -> type:
    """What kind of answer a query has, as the embedded engine sees it; InputError on a syntax error."""
    try:
        return type(ox.Store().query(text))
    except SyntaxError as error:
        raise InputError(f"the query cannot be understood: {error}.") from error


def _solutions(answer: Answer) -> ox.QuerySolutions:
    assert isinstance(answer, ox.QuerySolutions)  # of a SELECT
    return answer


def _count(response: httpx.Response) -> int:
    found = ox.parse_query_results(
        response.content, format=ox.QueryResultsFormat.from_media_type(response.headers["content-type"])
    )
    return sum(1 for _ in _solutions(found))
