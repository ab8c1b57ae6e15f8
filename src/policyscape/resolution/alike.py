"""Entities that several documents discovered under one name: one thing, though not all say of which country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from policyscape.fold import key
from policyscape.records import Entity
from policyscape.resolution.judgements import is_discovered

__all__ = ["found_alike"]


def found_alike(entities: Mapping[str, Entity]) -> Iterator[tuple[Entity, Entity]]:
    """Pairs of the entity that is kept and the one without a country that is the same, by the ids of the second.

    Only where one country is in question: a name found in Japan and in France stays open.
    """
    groups: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity in entities.values():
        if is_discovered(entity.id):
            groups[entity.type, key(next(iter(entity.labels.values())))].append(entity)
    for group in groups.values():
        placed = [entity for entity in group if entity.country]
        if len(placed) == 1:
            yield from ((placed[0], other) for other in group if other is not placed[0])
