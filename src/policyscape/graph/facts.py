"""Facts and their evidence as triples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from policyscape.graph import terms
from policyscape.graph.labels import FactLabels
from policyscape.graph.passages import Passages
from policyscape.ontology import Ontology
from policyscape.records import Evidence, Fact, RoleValue, Scalar

__all__ = ["FactCompiler", "values"]

_REIFIED = ("subject", "predicate", "object")
# ps:year is the year of the first of these that a fact has
_YEAR_FROM = ("date", "deadline", "fiscalYear")
# the end of its period is when a target is due, while money or an event over several years has no one year
_DUE_FROM = (*_YEAR_FROM, "endFiscalYear", "endDate")
# two names of one number: each implies the other
_SAME_VALUE = {"Target": ("value", "targetValue")}


def values(value: RoleValue | None) -> tuple[Scalar, ...]:
    """The values of a role, one or several, as a tuple."""
    return () if value is None else value if isinstance(value, tuple) else (value,)


@dataclass
class FactCompiler:
    """Turns checked facts into triples; ``documents`` are those at hand, whose words can be quoted."""

    ontology: Ontology
    labels: FactLabels
    documents: Mapping[str, Passages] = field(default_factory=dict)

    def triples(self, fact: Fact) -> Iterator[ox.Triple]:
        """The fact's node with everything it carries, and its evidence."""
        subject, document = terms.fact(fact.id), terms.entity(f"document/{fact.document}")
        yield ox.Triple(subject, terms.node("rdf:type"), terms.ps(fact.type))
        for language in ("ja", "en"):
            label = ox.Literal(self.labels.label(fact, language), language=language)
            yield ox.Triple(subject, terms.node("rdfs:label"), label)
        yield from self._roles(subject, fact)
        yield from _derived(subject, fact)
        yield ox.Triple(subject, terms.ps("modality"), terms.code(fact.modality))
        yield ox.Triple(subject, terms.ps("layer"), terms.code(fact.layer))
        yield ox.Triple(subject, terms.ps("rule"), ox.Literal(fact.rule))
        yield ox.Triple(subject, terms.ps("confidence"), terms.literal("decimal", fact.confidence))
        yield ox.Triple(subject, terms.ps("statedIn"), document)
        if fact.country:
            yield ox.Triple(subject, terms.ps("country"), terms.entity(fact.country))
        for number, evidence in enumerate(fact.evidence, start=1):
            yield ox.Triple(subject, terms.ps("evidence"), terms.evidence(fact.id, number))
            yield from self._evidence(fact, number, evidence, document)

    def _roles(self, subject: ox.NamedNode, fact: Fact) -> Iterator[ox.Triple]:
        for name, value in fact.roles.items():
            kind = self.ontology.kind(name)
            for one in values(value):
                yield ox.Triple(subject, terms.ps(name), terms.literal(kind, one))
        if fact.type == "Statement":
            yield ox.Triple(subject, terms.node("rdf:type"), terms.node("rdf:Statement"))
            for name in _REIFIED:
                term = terms.literal(self.ontology.kind(name), values(fact.roles[name])[0])
                yield ox.Triple(subject, terms.node(f"rdf:{name}"), term)

    def _evidence(self, fact: Fact, number: int, evidence: Evidence, document: ox.NamedNode) -> Iterator[ox.Triple]:
        node = terms.evidence(fact.id, number)
        position = terms.evidence(fact.id, number, "position")
        for kind in (terms.ps("Evidence"), terms.node("oa:SpecificResource")):
            yield ox.Triple(node, terms.node("rdf:type"), kind)
        for predicate in (terms.ps("inDocument"), terms.node("oa:hasSource")):
            yield ox.Triple(node, predicate, document)
        for name, value in _position(evidence).items():
            yield ox.Triple(node, terms.ps(name), terms.literal("integer", value))
        yield ox.Triple(node, terms.ps("block"), ox.Literal(evidence.block))
        if evidence.heading:
            yield ox.Triple(node, terms.ps("heading"), terms.literal("words", evidence.heading))
        yield ox.Triple(node, terms.node("oa:hasSelector"), position)
        yield ox.Triple(position, terms.node("rdf:type"), terms.node("oa:TextPositionSelector"))
        yield ox.Triple(position, terms.node("oa:start"), ox.Literal(evidence.start))
        yield ox.Triple(position, terms.node("oa:end"), ox.Literal(evidence.end))
        yield from _word_spans(node, evidence)
        yield from self._quote(node, terms.evidence(fact.id, number, "quote"), fact.document, evidence)

    def _quote(
        self, node: ox.NamedNode, selector: ox.NamedNode, document: str, evidence: Evidence
    ) -> Iterator[ox.Triple]:
        """The exact words, where the document is at hand."""
        if document in self.documents:
            words = self.documents[document].words(evidence.start, evidence.end)
            yield ox.Triple(node, terms.ps("quote"), terms.literal("words", words))
            yield ox.Triple(node, terms.node("oa:hasSelector"), selector)
            yield ox.Triple(selector, terms.node("rdf:type"), terms.node("oa:TextQuoteSelector"))
            yield ox.Triple(selector, terms.node("oa:exact"), ox.Literal(words))


def _word_spans(node: ox.NamedNode, evidence: Evidence) -> Iterator[ox.Triple]:
    for role, (start, end) in evidence.words.items():
        span = ox.NamedNode(f"{node.value}/{role}")
        yield ox.Triple(node, terms.ps("words"), span)
        yield ox.Triple(span, terms.node("rdf:type"), terms.ps("WordSpan"))
        yield ox.Triple(span, terms.ps("ofRole"), ox.Literal(role))
        yield ox.Triple(span, terms.ps("startOffset"), ox.Literal(start))
        yield ox.Triple(span, terms.ps("endOffset"), ox.Literal(end))


def _position(evidence: Evidence) -> dict[str, int]:
    found = {"startOffset": evidence.start, "endOffset": evidence.end, "line": evidence.line}
    return found | ({"page": evidence.page} if evidence.page is not None else {})


def _derived(subject: ox.NamedNode, fact: Fact) -> Iterator[ox.Triple]:
    """What is computed for ease of asking: the year, and the second name of a target's value."""
    years = _DUE_FROM if fact.type == "Target" else _YEAR_FROM
    source = next((name for name in years if name in fact.roles), None)
    for value in values(fact.roles.get(source)) if source else ():
        yield ox.Triple(subject, terms.ps("year"), ox.Literal(int(str(value)[:4])))
    names = _SAME_VALUE.get(fact.type, ())
    for value in {one for name in names for one in values(fact.roles.get(name))}:
        for name in names:
            yield ox.Triple(subject, terms.ps(name), terms.literal("decimal", value))
