"""What the sample queries answer on a graph, as numbers of rows and hashes that any copy can be held against."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from policyscape.ontology import load_ontology
from policyscape.paths import QUERIES
from policyscape.query import Query, list_queries, run_query

__all__ = ["LARGEST", "answers", "differences", "sample_queries"]

LARGEST = 500_000  # triples; a larger graph is handed over without answers, as it would have to be held in memory
_NOT_SAMPLED = "network"  # the projections are large, and what they give is in the measures


def sample_queries(folder: Path = QUERIES) -> list[Query]:
    """The competency questions and the analysts' library."""
    return [query for query in list_queries(folder) if not query.theme.startswith(_NOT_SAMPLED)]


def answers(store: ox.Store, folder: Path = QUERIES) -> dict[str, dict[str, Any]]:
    """For each sample query its number of rows and the SHA-256 of the sorted rows in N-Triples terms."""
    ontology = load_ontology()
    found = {}
    for query in sample_queries(folder):
        rows = sorted(
            "\t".join("" if term is None else str(term) for term in row)
            for row in run_query(store, query, ontology).rows
        )
        found[query.name] = {"rows": len(rows), "sha256": hashlib.sha256("\n".join(rows).encode()).hexdigest()}
    return found


def differences(expected: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """A sentence for each query that answers otherwise than expected."""
    return [
        f"the query {name} was to give {wanted['rows']} rows and gives {found[name]['rows']}, or others."
        for name, wanted in sorted(expected.items())
        if name in found and found[name] != wanted
    ]
