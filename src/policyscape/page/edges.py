"""From facts to drawn edges: a binary statement is one edge, a fact of more parts one for each pair worth drawing."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from policyscape.ontology import Shortcut
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
    source: str
    target: str
    relation: str


@dataclass(frozen=True, slots=True)
class EdgeRules:
    """The pairs of roles that are drawn: the ontology's shortcuts, and what ``viz/edges.json`` adds to them.

    The relation ``eventType`` stands for the type of the event itself (``event/opened``). ``undirected`` are relations
    without an arrow.
    """

    shortcuts: tuple[Shortcut, ...]
    added: Mapping[str, tuple[_Pair, ...]]
    undirected: tuple[str, ...]

    @classmethod
    def load(cls, shortcuts: Iterable[Shortcut] = ()) -> EdgeRules:
        """The rules that ship with the page, beside the given shortcuts."""
        raw = json.loads((VIZ / "edges.json").read_text(encoding="utf-8"))
        added = {
            name: tuple(_Pair(rule["from"], rule["to"], rule["relation"]) for rule in rules)
            for name, rules in raw["pairs"].items()
        }
        return cls(tuple(shortcuts), added, tuple(raw["undirected"]))

    def pairs(self, fact: Fact) -> list[_Pair]:
        """The main pairs of a fact; where a shortcut holds for two roles, nothing is added for the same two."""
        event = fact.roles.get("eventType", "event/other")
        pairs = [
            _Pair(shortcut.source, shortcut.target, shortcut.property)
            for shortcut in self.shortcuts
            if shortcut.fact_class == fact.type and shortcut.event_type in (None, event)
        ]
        known = {(pair.source, pair.target) for pair in pairs}
        for pair in self.added.get(fact.type, ()):
            if (pair.source, pair.target) not in known:
                pairs.append(pair._replace(relation=str(event)) if pair.relation == "eventType" else pair)
        return pairs


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
    pairs = rules.pairs(fact)
    covered: set[str] = set()
    for pair in pairs:
        drawn = list(_pair_up(pair, roles.get(pair.source, ()), roles.get(pair.target, ())))
        covered |= {pair.source, pair.target} if drawn else set()
        yield from ((source, target, pair.relation) for source, target in drawn)
    hub_role = next((role for role in ("about", *(pair.source for pair in pairs), *roles) if role in roles), "")
    for role, ids in roles.items():
        if role not in covered | {hub_role}:
            yield from ((hub, one, role) for hub in roles[hub_role] for one in ids)


def _pair_up(pair: _Pair, sources: tuple[str, ...], targets: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if pair.source != pair.target:
        return ((source, target) for source in sources for target in targets)
    if len(sources) <= _CLIQUE:
        return combinations(sources, 2)
    return ((sources[0], other) for other in sources[1:])
