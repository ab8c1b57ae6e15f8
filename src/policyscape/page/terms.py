"""The ontology as the page's vocabulary: labels and definitions of classes, properties and codes alike."""

from __future__ import annotations

from collections.abc import Mapping

from policyscape.ontology import Ontology, Term

__all__ = ["OntologyVocabulary"]


class OntologyVocabulary:
    """Texts by language tag; empty, not an error, for a term the ontology lacks: the page then shows its local name."""

    def __init__(self, ontology: Ontology) -> None:
        self.shortcuts = ontology.shortcuts
        self._properties = ontology.properties
        self._terms: Mapping[str, Term] = {**ontology.codes, **ontology.properties, **ontology.classes}

    def labels(self, term: str) -> Mapping[str, str]:
        """Labels of a class, property or code (``phase/initial``)."""
        return self._terms[term].labels if term in self._terms else {}

    def definition(self, term: str) -> Mapping[str, str]:
        """Definitions of a class, property or code."""
        return self._terms[term].definitions if term in self._terms else {}

    def inverse(self, term: str) -> Mapping[str, str]:
        """Labels of the property's inverse, or of the property itself where both directions read the same."""
        known = self._properties.get(term)
        if known is None:
            return {}
        return known.labels if known.symmetric else self.labels(known.inverse or "")

    def kind(self, term: str) -> str:
        """What the property's values are, as ``policyscape.ontology.Kind``."""
        return self._properties[term].kind if term in self._properties else ""
