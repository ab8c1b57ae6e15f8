"""Running a SPARQL query on the union of all graphs of a store."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyoxigraph as ox

from policyscape.errors import InputError
from policyscape.ontology import Ontology, load_ontology
from policyscape.query.library import Query
from policyscape.query.naming import Ask
from policyscape.query.preparing import Values, prepare
from policyscape.query.text import Term, without_strings
from policyscape.store import Graph

__all__ = ["Result", "Term", "asker", "execute", "run_query"]

_DISTINCT = re.compile(r"(?:\s|(?:base|prefix\s+[\w-]*:)\s*<[^<>]*>)*select\s+distinct\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of terms under their columns; None is an unbound variable.

    An ASK query gives one row with a boolean in the column ``answer``, CONSTRUCT and DESCRIBE a row for each triple.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    form: str = "SELECT"


def run_query(
    store: Graph, query: Query | str, ontology: Ontology | None = None, parameters: Values | None = None
) -> Result:
    """Prepare a query (see ``prepare``) and execute it (see ``execute``)."""
    text = prepare(query, parameters or {}, ontology or load_ontology(), asker(store))
    return execute(store, text)


def execute(store: Graph, text: str) -> Result:
    """Run a prepared text. Rows without an ORDER BY are sorted, so that the same store gives the same rows.

    InputError where the engine refuses the text.
    """
    try:
        found = store.query(text, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise InputError(f"the query cannot be run: {error}.") from error
    if isinstance(found, ox.QueryBoolean):
        return Result(("answer",), ((ox.Literal(bool(found)),),), "ASK")
    if not isinstance(found, ox.QuerySolutions):
        triples = [(triple.subject, triple.predicate, triple.object) for triple in found]
        return Result(("subject", "predicate", "object"), tuple(sorted(triples, key=_key)), "CONSTRUCT")
    columns = tuple(variable.value for variable in found.variables)
    rows = [tuple(solution) for solution in found]
    if _DISTINCT.match(without_strings(text)):  # Virtuoso repeats rows with unbound cells all the same
        rows = list(dict.fromkeys(rows))
    if not re.search(r"\border\s+by\b", without_strings(text), re.IGNORECASE):
        rows.sort(key=_key)
    return Result(columns, tuple(rows))


def asker(store: Graph) -> Ask:
    """The way to look names up in a store."""
    return lambda text: execute(store, text).rows


def _key(row: tuple[Term | None, ...]) -> tuple[str, ...]:
    return tuple("" if term is None else str(term) for term in row)
