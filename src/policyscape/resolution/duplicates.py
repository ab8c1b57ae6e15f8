"""Entities that may be one thing under two names: same class, same country, names almost alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from difflib import SequenceMatcher
from itertools import combinations

from policyscape.fold import key
from policyscape.records import Entity

__all__ = ["near_duplicates"]

_ALIKE = 0.88
_SHORTEST = 4  # characters: of shorter names each letter tells apart
_NUMBER = re.compile(r"[\d〇一二三四五六七八九十]+")


def near_duplicates(
    entities: Iterable[Entity], different: Collection[frozenset[str]] = ()
) -> Iterator[tuple[Entity, Entity]]:
    """Pairs of entities alike in class, country and a name, without those judged ``different``, in the order of ids."""
    groups: dict[tuple[str, str | None], list[Entity]] = defaultdict(list)
    for entity in sorted(entities, key=lambda entity: entity.id):
        groups[entity.type, entity.country].append(entity)
    for group in groups.values():
        names = {entity.id: [key(name) for name in entity.names] for entity in group}
        for one, other in combinations(group, 2):
            if frozenset((one.id, other.id)) not in different and _alike(names[one.id], names[other.id]):
                yield one, other


def _alike(names: Iterable[str], others: Iterable[str]) -> bool:
    others = list(others)
    return any(_near(one, other) for one in names for other in others)


def _near(one: str, other: str) -> bool:
    """Whether two folded names differ in little, and not in their numbers: the fifth plan is not the sixth.

    Names in Latin letters must be equal: romanised, 岡山 and 富山 are near, and acronyms always are.
    """
    if one == other or one.isascii() or other.isascii():
        return one == other
    shorter, longer = sorted((len(one), len(other)))
    if shorter < _SHORTEST or 2 * shorter < _ALIKE * (shorter + longer):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.quick_ratio() < _ALIKE or matcher.ratio() < _ALIKE:
        return False
    return _NUMBER.findall(one) == _NUMBER.findall(other)
