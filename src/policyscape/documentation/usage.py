"""How a graph uses the ontology: how many things of each class, which roles they have, and what values look like."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox

from policyscape.graph import Dataset, terms
from policyscape.namespaces import CONCEPT, ID, PS
from policyscape.ontology import Ontology

__all__ = ["Usage", "measure_usage"]

_TYPE, _LABEL = terms.node("rdf:type"), terms.node("rdfs:label")
_STATED = ("entities", "document/", "measures", "interpretation")
_SHOWN = 28
_SAMPLES = 4


@dataclass
class Usage:
    """Counts of a graph.

    ``classes`` are members by their own class, ``triples`` statements by property wherever they stand, ``roles``
    subjects by their own class and property, ``codes`` statements by code, ``values`` the values of each class and
    property as a person would write them.
    """

    ontology: Ontology
    classes: Counter[str] = field(default_factory=Counter)
    triples: Counter[str] = field(default_factory=Counter)
    roles: Counter[tuple[str, str]] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    values: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    members: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def members_of(self, name: str) -> int:
        """How many things are of a class or of one below it."""
        return sum(self.classes[below] for below in self.ontology.descendants(name))

    def with_role(self, class_name: str, role: str) -> int:
        """How many members of a class (or of one below it) have a property."""
        return sum(self.roles[below, role] for below in self.ontology.descendants(class_name))

    def samples(self, class_name: str, role: str) -> list[str]:
        """The most frequent values of a role, frequent ones first."""
        found: Counter[str] = Counter()
        for below in self.ontology.descendants(class_name):
            found.update(self.values.get((below, role), {}))
        ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        return [text for text, _ in ranked[:_SAMPLES]]

    def users(self, role: str) -> list[tuple[str, int]]:
        """The classes whose members have a property, with how many do, most first."""
        found = [(name, number) for (name, used), number in self.roles.items() if used == role]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def names(self, class_name: str) -> list[str]:
        """Names of a few members of a class."""
        found = [name for below in sorted(self.ontology.descendants(class_name)) for name in self.members[below]]
        return sorted(found, key=lambda name: (len(name), name))[:_SAMPLES]


def measure_usage(dataset: Dataset, ontology: Ontology) -> Usage:
    """Count a compiled graph."""
    usage = Usage(ontology)
    stated = list(dataset.triples(*(name for prefix in _STATED for name in dataset.names(prefix))))
    classes = _classes(stated, ontology)
    labels = _labels([*stated, *dataset.triples("ontology")])
    usage.classes.update(name for names in classes.values() for name in names)
    for subject, names in classes.items():
        if subject in labels and subject.value.startswith(str(ID)):
            for name in names:
                usage.members[name].append(labels[subject][:_SHOWN])
    _count_roles(usage, stated, classes, labels)
    for name in dataset.names():
        if name not in ("ontology", "dataset"):
            usage.triples.update(_local(triple.predicate) for triple in dataset.graphs[name])
    return usage


def _classes(triples: Iterable[ox.Triple], ontology: Ontology) -> dict[ox.NamedNode, list[str]]:
    found: dict[ox.NamedNode, list[str]] = defaultdict(list)
    for triple in triples:
        if triple.predicate == _TYPE and (name := _local(triple.object)) in ontology.classes:
            found[terms.named(triple.subject)].append(name)
    return found


def _labels(triples: Iterable[ox.Triple]) -> dict[ox.NamedNode, str]:
    """Japanese labels, or what there is."""
    found: dict[ox.NamedNode, str] = {}
    for triple in triples:
        if triple.predicate == _LABEL and isinstance(triple.object, ox.Literal):
            subject = terms.named(triple.subject)
            if subject not in found or triple.object.language == terms.LANGUAGE:
                found[subject] = triple.object.value
    return found


def _count_roles(
    usage: Usage,
    stated: Iterable[ox.Triple],
    classes: dict[ox.NamedNode, list[str]],
    labels: dict[ox.NamedNode, str],
) -> None:
    seen: set[tuple[ox.NamedNode, str]] = set()
    for triple in stated:
        subject, role = terms.named(triple.subject), _local(triple.predicate)
        if isinstance(triple.object, ox.NamedNode) and triple.object.value.startswith(str(CONCEPT)):
            usage.codes[triple.object.value.removeprefix(str(CONCEPT))] += 1
        if role not in usage.ontology.properties:
            continue
        for name in classes.get(subject, ()):
            usage.values[name, role][_shown(triple.object, labels)] += 1
            if (subject, role) not in seen:
                usage.roles[name, role] += 1
        seen.add((subject, role))


def _shown(value: object, labels: dict[ox.NamedNode, str]) -> str:
    """A value as a person would write it: a code with its label, the label of another node, the start of a literal."""
    if isinstance(value, ox.NamedNode) and value.value.startswith(str(CONCEPT)):
        text = f"{value.value.removeprefix(str(CONCEPT))} {labels.get(value, '')}".strip()
    elif isinstance(value, ox.NamedNode):
        text = labels.get(value) or value.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
    else:
        text = str(getattr(value, "value", value))
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _local(node: object) -> str:
    """The local name of one of our terms; the whole IRI of any other node."""
    return str(getattr(node, "value", node)).removeprefix(str(PS))
