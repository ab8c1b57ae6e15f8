"""What classes and relations are called, out of the ontology in a store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from policyscape.network.terms import BASE, ONTOLOGY, RDFS_LABEL, local_name
from policyscape.store import Graph

__all__ = ["Vocabulary", "read_vocabulary"]

_INVERSE = NamedNode("http://www.w3.org/2002/07/owl#inverseOf")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Labels of the ontology's terms by language and local name, and the relations that read the other way round."""

    labels: Mapping[tuple[str, str], str]
    inverses: Mapping[str, str]

    def name(self, term: str, language: str) -> str:
        """What a class or relation is called in ``ja`` or ``en``; its local name where the ontology does not say."""
        return self.labels.get((language, term), term)

    def turned(self, relation: str) -> str:
        """The relation that says the same from the other end; the relation itself where there is none."""
        return self.inverses.get(relation, relation)


def read_vocabulary(store: Graph) -> Vocabulary:
    """The labels in the store's graph of the ontology."""
    found: dict[tuple[str, str], str] = {}
    for quad in store.quads_for_pattern(None, RDFS_LABEL, None, ONTOLOGY):
        subject, label = quad.subject, quad.object
        if isinstance(subject, NamedNode) and subject.value.startswith(BASE) and isinstance(label, Literal):
            key = (label.language or "en", local_name(subject.value))
            found[key] = min(found.get(key, label.value), label.value)
    inverses: dict[str, str] = {}
    for quad in store.quads_for_pattern(None, _INVERSE, None, ONTOLOGY):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            one, two = local_name(quad.subject.value), local_name(quad.object.value)
            inverses |= {one: two, two: one}
    return Vocabulary(found, inverses)
