"""What classes and relations are called, out of the ontology in a store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from policyscape.network.terms import BASE, ONTOLOGY, RDFS_LABEL, local_name

__all__ = ["Vocabulary", "read_vocabulary"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Labels of the ontology's terms by language and local name."""

    labels: Mapping[tuple[str, str], str]

    def name(self, term: str, language: str) -> str:
        """What a class or relation is called in ``ja`` or ``en``; its local name where the ontology does not say."""
        return self.labels.get((language, term), term)


def read_vocabulary(store: Store) -> Vocabulary:
    """The labels in the store's graph of the ontology."""
    found: dict[tuple[str, str], str] = {}
    for quad in store.quads_for_pattern(None, RDFS_LABEL, None, ONTOLOGY):
        subject, label = quad.subject, quad.object
        if isinstance(subject, NamedNode) and subject.value.startswith(BASE) and isinstance(label, Literal):
            key = (label.language or "en", local_name(subject.value))
            found[key] = min(found.get(key, label.value), label.value)
    return Vocabulary(found)
