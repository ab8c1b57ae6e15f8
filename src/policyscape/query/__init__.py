"""Asking: SPARQL on a store, the library of query files, results in several formats."""

from policyscape.query.formats import FORMATS, render
from policyscape.query.library import Query, find_query, list_queries, parse_query
from policyscape.query.running import Result, run_query

__all__ = ["FORMATS", "Query", "Result", "find_query", "list_queries", "parse_query", "render", "run_query"]
