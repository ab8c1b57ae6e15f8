"""Which statements contradict which axioms, in sentences: disjoint classes, domains, ranges and types of literals.

HermiT says only that a graph is inconsistent. What follows from a statement by domain, range, superproperty and
inverse is small enough here to be followed by hand, and each conclusion keeps its reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TypeAlias

import pyoxigraph as ox

from policyscape.namespaces import BASE, PREFIXES, PS
from policyscape.ontology import Ontology, Property

__all__ = ["find_clashes"]

_TYPE = f"{PREFIXES['rdf']}type"
_DATATYPES = {"integer": {"integer"}, "decimal": {"integer", "decimal"}, "string": {"string"}}
_Reasons: TypeAlias = dict[str, dict[str, str]]


def find_clashes(triples: Iterable[ox.Triple], ontology: Ontology) -> Iterator[str]:
    """One sentence for each contradiction, sorted: first of the ontology itself, then of the data."""
    for name in ontology.classes:
        if pair := ontology.clash(name, name):
            yield f"ps:{name} can have no member: it is below ps:{pair[0]} and ps:{pair[1]}, which are disjoint."
    kept = list(triples)
    yield from sorted(_wrong_literals(kept, ontology))
    classes = _classes(kept, ontology)
    for subject in sorted(classes):
        yield from _disjoint(subject, classes[subject], ontology)


def _classes(triples: Iterable[ox.Triple], ontology: Ontology) -> _Reasons:
    """Class by class, why each individual belongs to it; the first reason in the order of the triples is kept."""
    reasons: _Reasons = defaultdict(dict)
    for triple in triples:
        subject, value = _name(triple.subject), triple.object
        predicate = triple.predicate.value
        if predicate == _TYPE and isinstance(value, ox.NamedNode):
            _note(reasons[subject], value.value.removeprefix(str(PS)), "stated", ontology)
        elif found := ontology.properties.get(predicate.removeprefix(str(PS))):
            for end, declared, how in _ends(found, triple, ontology):
                _note(reasons[end], declared, how, ontology)
    return reasons


def _note(reasons: dict[str, str], name: str, why: str, ontology: Ontology) -> None:
    if name in ontology.classes and reasons.get(name) != "stated":
        reasons[name] = why if why == "stated" else reasons.get(name, why)


def _ends(found: Property, triple: ox.Triple, ontology: Ontology) -> Iterator[tuple[str, str, str]]:
    """Individual, class and reason for both ends of a statement, by the domains and ranges that hold for it."""
    said = f"because of {_name(triple.subject)} ps:{found.name} {_name(triple.object)}"
    for name in _with_parents(found, ontology):
        above = ontology.properties[name]
        if above.domain:
            yield _name(triple.subject), above.domain, f"the domain of ps:{name}, {said}"
        if above.range and isinstance(triple.object, ox.NamedNode) and found.kind != "relation":
            yield _name(triple.object), above.range, f"the range of ps:{name}, {said}"


def _with_parents(found: Property, ontology: Ontology) -> set[str]:
    above = [_with_parents(ontology.properties[parent], ontology) for parent in found.parents]
    return {found.name}.union(*above)


def _disjoint(subject: str, reasons: dict[str, str], ontology: Ontology) -> Iterator[str]:
    seen = set()
    # What was stated says more than what follows from it, so such pairs are told first.
    pairs = combinations(sorted(reasons), 2)
    for one, other in sorted(pairs, key=lambda pair: sum(reasons[name] != "stated" for name in pair)):
        pair = ontology.clash(one, other)
        if pair and frozenset(pair) not in seen:
            seen.add(frozenset(pair))
            yield (
                f"{subject} is a ps:{one} ({reasons[one]}) and a ps:{other} ({reasons[other]}), "
                f"but ps:{pair[0]} and ps:{pair[1]} are disjoint."
            )


def _wrong_literals(triples: Iterable[ox.Triple], ontology: Ontology) -> Iterator[str]:
    for triple in triples:
        found = ontology.properties.get(triple.predicate.value.removeprefix(str(PS)))
        value = triple.object
        if found and isinstance(value, ox.Literal) and found.kind in _DATATYPES:
            datatype = value.datatype.value.removeprefix(PREFIXES["xsd"])
            if datatype not in _DATATYPES[found.kind]:
                yield (
                    f"{_name(triple.subject)} has ps:{found.name} {value.value!r} of type {datatype}, "
                    f"but the range of ps:{found.name} is xsd:{found.kind}."
                )


def _name(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """A node as a person would write it: ``id/org/jst`` for one of ours."""
    return node.value.removeprefix(BASE) if isinstance(node, ox.NamedNode) else str(node)
