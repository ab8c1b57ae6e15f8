"""What ties are made of: by relation and by what makes them (a programme, a framework), with their facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from policyscape.network.terms import ENTITY_BASE, local_name
from policyscape.network.ties import Tie

__all__ = ["Bond", "bonds"]


@dataclass(frozen=True, slots=True)
class Bond:
    """Ties of one relation (its local name) through one entity (IRI), or through none.

    ``turned`` are the ties of an entity that it is the target of, so that the relation reads the other way round.
    ``pairs`` are the tied pairs, ``facts`` those the ties rest on, the one that carries most of them first.
    """

    kind: str
    via: str | None
    pairs: tuple[tuple[str, str], ...]
    facts: tuple[str, ...]
    turned: bool = False

    def partners(self, iri: str) -> tuple[str, ...]:
        """The other ends of the ties of an entity."""
        return tuple(u if v == iri else v for u, v in self.pairs)


_Key: TypeAlias = tuple[str, str | None, bool]


def bonds(ties: Iterable[Tie], seen_from: str | None = None) -> list[Bond]:
    """The bonds of these ties, those of most pairs first; for the ties of one entity, as seen from it.

    >>> found = bonds([Tie("a", "b", "x#k", facts=("f",)), Tie("a", "c", "x#k", facts=("f", "g"))])
    >>> [(bond.kind, bond.pairs, bond.facts) for bond in found]
    [('k', (('a', 'b'), ('a', 'c')), ('f', 'g'))]
    """
    pairs: dict[_Key, set[tuple[str, str]]] = {}
    facts: dict[_Key, Counter[str]] = {}
    for tie in ties:
        via = tie.via if tie.via and tie.via.startswith(ENTITY_BASE) else None
        # What ties through something has no direction: its ends stand in the order of their IRIs.
        key = (local_name(tie.kind) if tie.kind else "", via, tie.via is None and tie.target == seen_from)
        pairs.setdefault(key, set()).add((min(tie.source, tie.target), max(tie.source, tie.target)))
        facts.setdefault(key, Counter()).update(tie.facts)
    found = [Bond(key[0], key[1], tuple(sorted(held)), _ordered(facts[key]), key[2]) for key, held in pairs.items()]
    return sorted(found, key=lambda bond: (-len(bond.pairs), bond.kind, bond.via or "", bond.turned))


def _ordered(facts: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(facts, key=lambda fact: (-facts[fact], fact)))
