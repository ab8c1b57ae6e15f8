"""What follows from the ontology and from rules of chains, each kind of conclusion in a graph of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

import pyoxigraph as ox
from rdflib import RDFS, URIRef

from policyscape.graph import terms
from policyscape.graph.chains import Chain, read_chains
from policyscape.graph.dataset import Dataset
from policyscape.namespaces import PS
from policyscape.ontology import Ontology

__all__ = ["infer", "rules"]

Inference: TypeAlias = Callable[[Iterable[ox.Triple], Ontology], Iterator[ox.Triple]]
_TYPE = terms.node("rdf:type")
_RELATIONS = ("entities", "edges")


def _symmetric(triples: Iterable[ox.Triple], ontology: Ontology) -> Iterator[ox.Triple]:
    both_ways = {terms.ps(name) for name, found in ontology.properties.items() if found.symmetric}
    for triple in triples:
        if triple.predicate in both_ways and isinstance(triple.object, ox.NamedNode):
            yield ox.Triple(triple.object, triple.predicate, triple.subject)


def _transitive(triples: Iterable[ox.Triple], ontology: Ontology) -> Iterator[ox.Triple]:
    chained = {terms.ps(name) for name, found in ontology.properties.items() if found.transitive}
    steps: dict[ox.NamedNode, dict[ox.NamedNode, set[ox.NamedNode]]] = {p: defaultdict(set) for p in chained}
    for triple in triples:
        if triple.predicate in chained and isinstance(triple.object, ox.NamedNode):
            steps[triple.predicate][terms.named(triple.subject)].add(triple.object)
    for predicate, onward in steps.items():
        for start in list(onward):
            for end in _reachable(start, onward) - {start}:
                yield ox.Triple(start, predicate, end)


def _inverse(triples: Iterable[ox.Triple], ontology: Ontology) -> Iterator[ox.Triple]:
    inverses = {terms.ps(name): terms.ps(p.inverse) for name, p in ontology.properties.items() if p.inverse}
    for triple in triples:
        if triple.predicate in inverses and isinstance(triple.object, ox.NamedNode):
            yield ox.Triple(triple.object, inverses[triple.predicate], triple.subject)


def _subproperty(triples: Iterable[ox.Triple], ontology: Ontology) -> Iterator[ox.Triple]:
    above = _above(ontology, RDFS.subPropertyOf, ontology.properties)
    for triple in triples:
        for predicate in above.get(triple.predicate, ()):
            yield ox.Triple(triple.subject, predicate, triple.object)


def _superclass(triples: Iterable[ox.Triple], ontology: Ontology) -> Iterator[ox.Triple]:
    above = _above(ontology, RDFS.subClassOf, ontology.classes)
    for triple in triples:
        if triple.predicate == _TYPE and isinstance(triple.object, ox.NamedNode):
            for superclass in above.get(triple.object, ()):
                yield ox.Triple(triple.subject, _TYPE, superclass)


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of conclusion: from the triples of some graphs (names or beginnings of names) to new ones.

    ``labels`` say by language what is concluded, ``query`` in SPARQL, where the rule is data and not code.
    """

    name: str
    uses: tuple[str, ...]
    conclude: Inference
    labels: Mapping[str, str] = field(default_factory=dict)
    query: str = ""

    @property
    def graph(self) -> str:
        """The name of the graph that holds the conclusions."""
        return f"inferred/{self.name}"


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in an order in which one pass suffices: each sees what those before it concluded."""
    return (
        Rule("symmetric", _RELATIONS, _symmetric),
        Rule("transitive", _RELATIONS, _transitive),
        Rule("superclass", ("entities", "document/"), _superclass),
        *(_chained(chain) for chain in read_chains()),
        Rule("inverse", (*_RELATIONS, "inferred/"), _inverse),
        Rule("subproperty", (*_RELATIONS, "document/", "inferred/"), _subproperty),
    )


def _chained(chain: Chain) -> Rule:
    def conclude(triples: Iterable[ox.Triple], _: Ontology) -> Iterator[ox.Triple]:
        return chain.conclude(triples)

    return Rule(chain.name, (*_RELATIONS, "inferred/"), conclude, chain.labels, chain.query)


def infer(dataset: Dataset, ontology: Ontology) -> None:
    """Add the graphs of conclusions; a conclusion that is stated anyway is left out."""
    for rule in rules():
        names = sorted({name for prefix in rule.uses for name in dataset.names(prefix)})
        dataset.add(rule.graph, rule.conclude(dataset.triples(*names), ontology))


def _above(ontology: Ontology, relation: URIRef, names: Iterable[str]) -> Mapping[ox.NamedNode, list[ox.NamedNode]]:
    """For each term of ours all terms above it, those of other vocabularies included."""
    found = {}
    for name in names:
        upward = ontology.graph.transitive_objects(PS[name], relation)
        found[terms.ps(name)] = [ox.NamedNode(str(node)) for node in upward if node != PS[name]]
    return found


def _reachable(start: ox.NamedNode, onward: Mapping[ox.NamedNode, set[ox.NamedNode]]) -> set[ox.NamedNode]:
    found: set[ox.NamedNode] = set()
    waiting = [start]
    while waiting:
        for following in onward.get(waiting.pop(), ()):
            if following not in found:
                found.add(following)
                waiting.append(following)
    return found
