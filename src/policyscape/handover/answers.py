"""What the sample queries answer on a graph, as numbers of rows and hashes that any copy can be held against."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from policyscape.ontology import load_ontology
from policyscape.paths import QUERIES
from policyscape.query import list_queries, run_query

__all__ = ["LARGEST", "answers", "differences"]

LARGEST = 1_000_000  # triples; a larger graph is handed over without answers, as it would have to be held in memory
_SAMPLE = "competency"


def answers(store: ox.Store, folder: Path = QUERIES / _SAMPLE) -> dict[str, dict[str, Any]]:
    """For each sample query its number of rows and the SHA-256 of the sorted rows in N-Triples terms."""
    ontology = load_ontology()
    found = {}
    for query in list_queries(folder):
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
