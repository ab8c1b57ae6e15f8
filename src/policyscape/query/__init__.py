"""Asking: SPARQL on a store, the library of query files with their parameters, results in several formats."""

from policyscape.query.citing import CITATIONS, cite
from policyscape.query.delivering import deliver
from policyscape.query.evidence import describe_facts, with_evidence
from policyscape.query.explaining import explain
from policyscape.query.formats import FORMATS, render
from policyscape.query.hints import hints
from policyscape.query.library import Query, find_query, library, list_queries, parse_query
from policyscape.query.parameters import Parameter
from policyscape.query.preparing import prepare
from policyscape.query.running import Result, asker, execute, run_query
from policyscape.query.values import allowed_values

__all__ = [
    "CITATIONS",
    "FORMATS",
    "Parameter",
    "Query",
    "Result",
    "allowed_values",
    "asker",
    "cite",
    "deliver",
    "describe_facts",
    "execute",
    "explain",
    "find_query",
    "hints",
    "library",
    "list_queries",
    "parse_query",
    "prepare",
    "render",
    "run_query",
    "with_evidence",
]
