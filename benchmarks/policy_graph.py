"""A policy graph of any size: the real record, and around it what further documents of its kind would add.

    python -m benchmarks.policy_graph 1000000 graph.nq      one named graph for each document, inferences apart
    python -m benchmarks.policy_graph 1000000 graph.nt      the same triples without names of graphs

Each invented fact is a fact of the record with other entities, years, numbers and places in the text; each invented
entity has the class and the kinds of links of a real one. So the joint distribution of classes, roles, modalities and
evidence is the record's, and the product's own compiler makes the triples, with all that it infers. Entities are
chosen by how often they occur (the real ones by their count in the record), which gives few with very many facts and
many with few. Mentions are thinned, since queries hardly ask for them. The same size and seed give the same bytes.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from policyscape.graph import Record, compile_record, read_record
from policyscape.ontology import Ontology, load_ontology
from policyscape.records import Entity, Evidence, Fact, RoleValue, SourceDocument

FACTS = 3000  # of one part, which is compiled at a time
FACTS_PER_ENTITY = 4
MENTIONS_KEPT = 0.25
REAL_SHARE = 0.6  # of the ends of facts that are entities of the real record
YEARS = range(1868, 2101)
LARGE = 10_000  # from here on a number is an amount or a count, below it a rank or a position
_DATED = re.compile(r"(\d{4})((?:-\d\d){0,2})")


def policy_quads(triples: int, seed: int = 1) -> Iterator[ox.Quad]:
    """About so many quads, the real graph first; at most one part (some 200,000) is in memory at a time."""
    ontology, real = load_ontology(), read_record()
    base = compile_record(real, ontology)
    known = set(base.triples(*base.names()))
    yield from base.quads()
    written, number = len(known), 0
    while written < triples:
        number += 1
        facts = min(FACTS, max(20, (triples - written) // 60))
        part = compile_record(invented_part(real, ontology, number, facts, seed), ontology)
        part.drop("dataset")
        for quad in part.quads():
            if quad.triple not in known:
                written += 1
                yield quad


def write_policy_graph(path: Path, triples: int, seed: int = 1) -> None:
    """Write N-Quads, or N-Triples where the name ends in ``.nt``; nothing is held but one part."""
    quads = policy_quads(triples, seed)
    if path.suffix == ".nt":
        ox.serialize((quad.triple for quad in quads), str(path), ox.RdfFormat.N_TRIPLES)
    else:
        ox.serialize(quads, str(path), ox.RdfFormat.N_QUADS)


def invented_part(real: Record, ontology: Ontology, number: int, facts: int, seed: int = 1) -> Record:
    """The real entities with some invented ones, and invented facts about both in documents of their own."""
    return _Inventor(real, ontology, number, random.Random(f"{seed}/{number}")).part(facts)


@dataclass
class _Inventor:
    real: Record
    ontology: Ontology
    number: int
    chance: random.Random

    def __post_init__(self) -> None:
        self.entities: dict[str, Entity] = {}
        self.own: dict[str, list[str]] = defaultdict(list)
        counts = Counter(str(end) for fact in self.real.facts for end in fact.roles.values())
        self.by_class: dict[str, tuple[list[str], list[int]]] = defaultdict(lambda: ([], []))
        for entity in self.real.entities.values():
            names, weights = self.by_class[entity.type]
            names.append(entity.id)
            weights.append(counts[entity.id] + 1)

    def part(self, facts: int) -> Record:
        templates = list(self.real.entities.values())
        for position in range(facts // FACTS_PER_ENTITY):
            entity = self._entity(self.chance.choice(templates), position)
            self.entities[entity.id] = entity
            self.own[entity.type].append(entity.id)
        weights = [MENTIONS_KEPT if fact.is_mention else 1 for fact in self.real.facts]
        made = (self._fact(fact) for fact in self.chance.choices(self.real.facts, weights, k=facts))
        documents = {found.id: found for found in map(self._document, self.real.documents.values())}
        return Record(
            dict(self.real.entities) | self.entities, documents, tuple({fact.id: fact for fact in made}.values())
        )

    def _entity(self, template: Entity, position: int) -> Entity:
        kind, field = template.id.partition("/")[0], self.chance.choice(self.by_class["Technology"][0])
        name = f"{self.number}-{position}"
        labels = {
            language: f"{self.real.entities[field].labels.get(language, field)} "
            f"{self.ontology.label(template.type, language)} {name}"
            for language in ("ja", "en")
        }
        # Links lead to entities made before, so that no chain closes to a ring.
        links = {role: tuple(self._other(end) for end in ends) for role, ends in template.links.items()}
        return replace(template, id=f"{kind}/s{name}", labels=labels, aliases=(f"S{name}",), links=links)

    def _document(self, template: SourceDocument) -> SourceDocument:
        return replace(template, id=self._named(template.id), file=f"{self._named(template.id)}.txt")

    def _named(self, document: str) -> str:
        return f"{document}-s{self.number}"

    def _fact(self, template: Fact) -> Fact:
        years, factor = self.chance.randint(-6, 3), self.chance.choice((1, 1.5, 2, 3))
        used: set[str] = set()
        roles = {name: self._value(name, value, years, factor, used) for name, value in template.roles.items()}
        shift = self.chance.randint(0, 100_000)
        evidence = tuple(_moved(place, shift) for place in template.evidence)
        return replace(template, document=self._named(template.document), roles=roles, evidence=evidence)

    def _value(self, name: str, value: RoleValue, years: int, factor: float, used: set[str]) -> RoleValue:
        if isinstance(value, tuple):
            several = (self._value(name, one, years, factor, used) for one in value)
            return tuple(one for one in several if not isinstance(one, tuple))
        kind = self.ontology.kind(name)
        if kind == "entity":
            return self._end(str(value), used)
        if kind == "date":
            return _DATED.sub(lambda date: f"{int(date[1]) + years}{date[2].replace('-02-29', '-02-28')}", str(value))
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value + years if value in YEARS else type(value)(value * factor) if value >= LARGE else value
        return value

    def _end(self, identifier: str, used: set[str]) -> str:
        """Another entity of the same class, and none that the fact has already."""
        for _ in range(20):
            found = self._other(identifier)
            if found not in used:
                break
        used.add(found)
        return found

    def _other(self, identifier: str) -> str:
        """An entity of the same class: a real one by its weight, or one of this part, early ones more often."""
        kind, slash, name = identifier.partition("/")
        if kind == "document":
            return f"{kind}{slash}{self._named(name)}"
        class_ = self.real.entities[identifier].type
        own = self.own[class_]
        if not own or self.chance.random() < REAL_SHARE:
            names, weights = self.by_class[class_]
            return self.chance.choices(names, weights)[0]
        return own[int(len(own) * self.chance.random() ** 2)]


def _moved(place: Evidence, shift: int) -> Evidence:
    words: Mapping[str, tuple[int, int]] = {role: (a + shift, b + shift) for role, (a, b) in place.words.items()}
    return replace(place, start=place.start + shift, end=place.end + shift, line=place.line + shift // 40, words=words)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("triples", type=int)
    parser.add_argument("path", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write_policy_graph(given.path, given.triples, given.seed)
