"""What ties are made of: by relation and by what makes them (a programme, a framework), with their facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from policyscape.network.terms import ENTITY_BASE, local_name
from policyscape.network.ties import Tie

__all__ = ["Bond", "bonds"]


@dataclass(frozen=True, slots=True)
class Bond:
    """Ties of one relation (its local name) through one entity (IRI), or through none.

    ``pairs`` are the tied pairs, ``facts`` those the ties rest on, the one that carries most of them first.
    """

    kind: str
    via: str | None
    pairs: tuple[tuple[str, str], ...]
    facts: tuple[str, ...]

    def partners(self, iri: str) -> tuple[str, ...]:
        """The other ends of the ties of an entity."""
        return tuple(u if v == iri else v for u, v in self.pairs)


def bonds(ties: Iterable[Tie]) -> list[Bond]:
    """The bonds of these ties, those of most pairs first.

    >>> found = bonds([Tie("a", "b", "x#k", facts=("f",)), Tie("a", "c", "x#k", facts=("f", "g"))])
    >>> [(bond.kind, bond.pairs, bond.facts) for bond in found]
    [('k', (('a', 'b'), ('a', 'c')), ('f', 'g'))]
    """
    pairs: dict[tuple[str, str | None], set[tuple[str, str]]] = {}
    facts: dict[tuple[str, str | None], Counter[str]] = {}
    for tie in ties:
        via = tie.via if tie.via and tie.via.startswith(ENTITY_BASE) else None
        key = (local_name(tie.kind) if tie.kind else "", via)
        pairs.setdefault(key, set()).add((min(tie.source, tie.target), max(tie.source, tie.target)))
        facts.setdefault(key, Counter()).update(tie.facts)
    found = [Bond(*key, tuple(sorted(held)), _ordered(facts[key])) for key, held in pairs.items()]
    return sorted(found, key=lambda bond: (-len(bond.pairs), bond.kind, bond.via or ""))


def _ordered(facts: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(facts, key=lambda fact: (-facts[fact], fact)))
