"""The one class a reader of tables and networks wants to see, where the graph states all of them."""

from __future__ import annotations

from collections.abc import Iterable

from policyscape.ontology import Ontology

__all__ = ["most_specific"]


def most_specific(classes: Iterable[str], ontology: Ontology) -> str:
    """The class furthest down the ontology, the last by name of several; empty where none is one of the ontology."""
    known = [name for name in classes if name in ontology.classes]
    return max(known, key=lambda name: (len(ontology.ancestors(name)), name), default="")
