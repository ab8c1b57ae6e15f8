"""The query library on the served graph: found, bound and run within the limits, for the web API and assistants."""

from __future__ import annotations

import asyncio
import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, TypeAlias, TypeVar, cast

import pyoxigraph as ox

from policyscape.errors import InputError
from policyscape.query import (
    Parameter,
    Query,
    Result,
    allowed_values,
    asker,
    deliver,
    execute,
    hints,
    library,
    prepare,
    with_evidence,
)
from policyscape.query.text import missing_prefixes
from policyscape.server.formats import GRAPHS, ROWS
from policyscape.server.guard import names_dataset
from policyscape.server.limits import RefusalError
from policyscape.server.messages import Question
from policyscape.server.service import Service

__all__ = ["Library", "Values"]

Values: TypeAlias = Mapping[str, Sequence[str]]
_LONGEST_EXPLAINED = 5_000
_ROWS, _GRAPH = "application/sparql-results+json", "application/n-triples"
_Done = TypeVar("_Done")
_Found: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | Iterator[ox.Triple]


class _PooledStore:
    """The pool in the shape of a store, for code that waits for its answers: used from threads beside the loop."""

    def __init__(self, service: Service, loop: asyncio.AbstractEventLoop) -> None:
        self._service = service
        self._loop = loop

    def query(self, text: str, *, use_default_graph_as_union: bool = True) -> _Found:
        """Ask the pool and wait."""
        question = Question(text, _ROWS, _GRAPH, own_dataset=not use_default_graph_as_union or names_dataset(text))
        answer = asyncio.run_coroutine_threadsafe(self._service.ask(question), self._loop).result()
        if answer.media == _GRAPH:
            return (quad.triple for quad in ox.parse(answer.body, format=GRAPHS[_GRAPH]))
        return ox.parse_query_results(answer.body, format=ROWS[_ROWS])


class Library:
    """The queries that analysts ask, on the graph of a service."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._explaining = asyncio.Semaphore(1)  # the parser behind it is slow and cannot be stopped

    @cached_property
    def queries(self) -> Mapping[str, Query]:
        """The queries by name, in the order of their themes."""
        return {query.name: query for query in library()}

    def get(self, name: str) -> Query:
        """The query of this name; RefusalError with the nearest names where there is none."""
        if name in self.queries:
            return self.queries[name]
        near = difflib.get_close_matches(name, self.queries, n=3, cutoff=0.5)
        hint = f"did you mean {', '.join(near)}?" if near else "/api/queries lists those there are."
        raise RefusalError(404, f"the library has no query {name!r}; {hint}")

    def find(self, words: str) -> list[Query]:
        """The queries whose name, titles or questions hold all the words."""
        wanted = words.casefold().split()
        return [query for query in self.queries.values() if all(word in _spoken(query) for word in wanted)]

    async def run(self, name: str, values: Values, *, evidence: bool = False, language: str = "en") -> Result:
        """The answer of a query with the values of its parameters; RefusalError on a value that does not fit.

        ``evidence`` adds the places where the facts of each row were read, if its rows stand for facts.
        """
        query, store = self._asked(name, values), self._store()

        def work() -> Result:
            text = self._prepared(store, query, values)
            result = execute(store, text)
            return with_evidence(result, text, partial(execute, store), language) if evidence else result

        return await _in_thread(work)

    async def deliver(self, name: str, values: Values, form: str, **more: Any) -> str:
        """The answer of a query in one of the forms of ``policyscape.query.deliver``, whose options ``more`` are."""
        query, store = self._asked(name, values), self._store()

        def work() -> str:
            text = self._prepared(store, query, values)
            return deliver(execute(store, text), text, partial(execute, store), form, **more)

        return await _in_thread(work)

    def _asked(self, name: str, values: Values) -> Query:
        """The query of this name, if it has the parameters."""
        query = self.get(name)
        if unknown := sorted(set(values) - {parameter.name for parameter in query.parameters}):
            has = ", ".join(parameter.name for parameter in query.parameters) or "none"
            raise RefusalError(400, f"the query {name} has no parameter {unknown[0]!r}; it has {has}.")
        return query

    async def why_empty(self, query: Query | str, values: Values | None = None) -> list[str]:
        """Why a query finds nothing, in sentences; none where that is not known, or where it is too much to find out.

        A text from outside is asked of the pool only: even on an empty store of its own the engine could run for ever.
        """
        store, ontology = self._store(), self._service.ontology

        def explain() -> list[str]:
            text = missing_prefixes(query) + query if isinstance(query, str) else self._prepared(store, query, values)
            return hints(text, ontology, asker(store)) if len(text) <= _LONGEST_EXPLAINED else []

        async with self._explaining:
            try:
                return await _in_thread(explain)
            except RefusalError:
                return []

    async def values(self, name: str, parameter: str, language: str) -> list[tuple[str, str, int]]:
        """What a parameter of a query can be: how to write it, its label, how many things have it."""
        found = self.parameter(name, parameter)
        store = self._store()
        return await _in_thread(lambda: allowed_values(found, self._service.ontology, asker(store), language))

    def parameter(self, name: str, parameter: str) -> Parameter:
        """A parameter of a query; RefusalError where the query has none of this name."""
        query = self.get(name)
        for found in query.parameters:
            if found.name == parameter:
                return found
        has = ", ".join(one.name for one in query.parameters) or "none"
        raise RefusalError(404, f"the query {name} has no parameter {parameter!r}; it has {has}.")

    def _store(self) -> ox.Store:
        # What asks a store asks it nothing but queries.
        return cast(ox.Store, _PooledStore(self._service, asyncio.get_running_loop()))

    def _prepared(self, store: ox.Store, query: Query, values: Values | None) -> str:
        return prepare(query, values or {}, self._service.ontology, asker(store))


async def _in_thread(work: Callable[[], _Done]) -> _Done:
    """Run code that waits for the pool in a thread; a wrong value of the user is a bad request."""
    try:
        return await asyncio.to_thread(work)
    except InputError as error:
        raise RefusalError(400, str(error)) from error


def _spoken(query: Query) -> str:
    return " ".join([query.name, query.theme, *query.titles.values(), *query.questions.values()]).casefold()
