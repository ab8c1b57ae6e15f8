"""From facts to drawn edges: a binary statement is one edge, a fact of more parts one for each pair worth drawing."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from policyscape.paths import VIZ
from policyscape.records import Fact, RoleValue

__all__ = ["Edge", "EdgeRules", "edges_of"]

_CLIQUE = 8  # more partners than this are drawn as a star around the first: n(n-1)/2 edges say no more and hide all


class Edge(NamedTuple):
    """A drawn relation between two entities; ``relation`` names an ontology term, ``fact`` the fact's index."""

    source: str
    target: str
    relation: str
    fact: int


class _Pair(NamedTuple):
    from_role: str
    to_role: str
    relation: str


@dataclass(frozen=True, slots=True)
class EdgeRules:
    """``viz/edges.json``: the main pairs of each fact class, and the relation an event type stands for."""

    pairs: Mapping[str, tuple[_Pair, ...]]
    events: Mapping[str, str]
    undirected: tuple[str, ...]

    @classmethod
    def load(cls) -> EdgeRules:
        """Read the rules that ship with the page."""
        raw = json.loads((VIZ / "edges.json").read_text(encoding="utf-8"))
        pairs = {
            name: tuple(_Pair(rule["from"], rule["to"], rule["relation"]) for rule in rules)
            for name, rules in raw["pairs"].items()
        }
        return cls(pairs, raw["events"], tuple(raw["undirected"]))


def edges_of(fact: Fact, number: int, entities: Container[str], rules: EdgeRules) -> Iterator[Edge]:
    """The edges of one fact, each pair of entities once per relation; nothing for a fact about a single entity.

    Roles that no main pair covers are linked to the fact's hub: what it is about, else the first role of a main pair.
    """
    roles = {role: _entities(value, entities) for role, value in sorted(fact.roles.items())}
    roles = {role: ids for role, ids in roles.items() if ids}
    seen = set()
    for source, target, relation in (
        _statement(fact, roles) if "predicate" in fact.roles else _parts(fact, roles, rules)
    ):
        if source != target and (source, target, relation) not in seen:
            seen.add((source, target, relation))
            yield Edge(source, target, relation, number)


def _entities(value: RoleValue, entities: Container[str]) -> tuple[str, ...]:
    many = value if isinstance(value, tuple) else (value,)
    return tuple(one for one in many if isinstance(one, str) and one in entities)


def _statement(fact: Fact, roles: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    for source in roles.get("subject", ()):
        for target in roles.get("object", ()):
            yield source, target, str(fact.roles["predicate"])


def _parts(fact: Fact, roles: Mapping[str, tuple[str, ...]], rules: EdgeRules) -> Iterator[tuple[str, str, str]]:
    covered: set[str] = set()
    for pair in rules.pairs.get(fact.type, ()):
        sources, targets = roles.get(pair.from_role, ()), roles.get(pair.to_role, ())
        drawn = list(_pair_up(pair, sources, targets))
        if drawn:
            covered |= {pair.from_role, pair.to_role}
        relation = _relation(pair.relation, fact, rules)
        yield from ((source, target, relation) for source, target in drawn)
    hub_role = _hub(fact, roles, rules)
    for role, ids in roles.items():
        if hub_role is not None and role not in covered | {hub_role}:
            yield from ((hub, one, role) for hub in roles[hub_role] for one in ids)


def _pair_up(pair: _Pair, sources: tuple[str, ...], targets: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if pair.from_role != pair.to_role:
        return ((source, target) for source in sources for target in targets)
    if len(sources) <= _CLIQUE:
        return combinations(sources, 2)
    return ((sources[0], other) for other in sources[1:])


def _relation(name: str, fact: Fact, rules: EdgeRules) -> str:
    if name != "eventType":
        return name
    kind = str(fact.roles.get("eventType", "event/other"))
    return rules.events.get(kind, kind)


def _hub(fact: Fact, roles: Mapping[str, tuple[str, ...]], rules: EdgeRules) -> str | None:
    candidates = ["about", *(pair.from_role for pair in rules.pairs.get(fact.type, ())), *roles]
    return next((role for role in candidates if role in roles), None)
