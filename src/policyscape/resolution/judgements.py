"""Judgements of persons as data: facts rejected or accepted, entities that are one thing or two; undone by a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from policyscape.errors import RecordError
from policyscape.fold import key
from policyscape.records import Entity, Fact, RoleValue, read_lines, write_lines

__all__ = ["DISCOVERED", "Judgements", "add_judgement", "is_discovered"]

DISCOVERED = "x-"  # how the slug of an entity begins that no file declares
_SURE = 1.0


@dataclass(frozen=True, slots=True)
class Judgements:
    """What persons decided: ``rejected`` and ``accepted`` are ids of facts.

    ``same`` maps the id of a second copy of an entity to the one that is kept, ``names`` the kept id to the names it
    takes over; ``different`` are pairs of ids that are not one thing, however alike their names.
    """

    rejected: frozenset[str] = frozenset()
    accepted: frozenset[str] = frozenset()
    same: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    different: frozenset[frozenset[str]] = frozenset()

    @classmethod
    def load(cls, folder: Path) -> Judgements:
        """The judgements of a folder; none where there are no files. RecordError on a malformed line."""
        same, names, different = _entities(folder / "entities.jsonl")
        return cls(_facts(folder / "rejected.jsonl"), _facts(folder / "accepted.jsonl"), same, names, different)

    def joining(self, pairs: Iterable[tuple[Entity, Entity]]) -> Judgements:
        """These judgements with pairs that are one thing anyway, the first of each kept, unless judged already."""
        same, names = dict(self.same), dict(self.names)
        for kept, other in pairs:
            id_ = self.same.get(kept.id, kept.id)
            if other.id not in same and frozenset((kept.id, other.id)) not in self.different:
                same[other.id] = id_
                names[id_] = (*names.get(id_, ()), *other.names)
        return replace(self, same=same, names=names)

    def judge(self, facts: Iterable[Fact]) -> list[Fact]:
        """The facts without the rejected, the accepted ones sure, all of them about the entities that are kept."""
        judged: dict[str, Fact] = {}
        for fact in facts:
            meant = self._redirect_fact(fact)
            ids = {fact.id, meant.id}
            if self.rejected.isdisjoint(ids):
                sure = meant if self.accepted.isdisjoint(ids) else replace(meant, confidence=_SURE)
                known = judged.get(meant.id)
                judged[meant.id] = _united(known, sure) if known else sure
        return list(judged.values())

    def merge(self, entities: Mapping[str, Entity]) -> dict[str, Entity]:
        """The entities without second copies, whose names the kept ones bear; RecordError where one kept is unknown."""
        for kept in self.names:
            if kept not in entities and not is_discovered(kept):
                raise RecordError(f"there is no entity {kept}; delete the judgement that keeps it.", "entities.jsonl")
        return {id_: self._merged(entity) for id_, entity in entities.items() if id_ not in self.same}

    def _merged(self, entity: Entity) -> Entity:
        if not self.same:
            return entity
        own = set(map(key, entity.names))
        taken = tuple(name for name in self.names.get(entity.id, ()) if key(name) not in own)
        links = {
            name: tuple(dict.fromkeys(self.same.get(id_, id_) for id_ in ids)) for name, ids in entity.links.items()
        }
        return replace(entity, aliases=(*entity.aliases, *taken), links=links)

    def _redirect_fact(self, fact: Fact) -> Fact:
        if not self.same:
            return fact
        roles = {role: self._redirect(value) for role, value in fact.roles.items()}
        return replace(fact, roles=roles, country=self.same.get(fact.country or "", fact.country))

    def _redirect(self, value: RoleValue) -> RoleValue:
        if isinstance(value, tuple):
            return tuple(dict.fromkeys(self.same.get(one, one) if isinstance(one, str) else one for one in value))
        return self.same.get(value, value) if isinstance(value, str) else value


def is_discovered(id_: str) -> bool:
    """Whether an id was minted for a name that no file declares."""
    return id_.split("/")[1].startswith(DISCOVERED)


def add_judgement(path: Path, row: Mapping[str, Any]) -> None:
    """Add a line to a file of judgements, which stays sorted; a judgement that stands there already is not repeated."""
    rows = [known for _, known in read_lines(path)] if path.is_file() else []
    if row not in rows:
        rows.append(dict(row))
    write_lines(path, sorted(rows, key=lambda known: str(known.get("fact", known.get("entities")))))


def _united(known: Fact, other: Fact) -> Fact:
    places = {(e.start, e.end): e for e in (*other.evidence, *known.evidence)}
    return replace(known, evidence=tuple(places[place] for place in sorted(places)))


def _facts(path: Path) -> frozenset[str]:
    rows = list(read_lines(path)) if path.is_file() else []
    return frozenset(_member(row, "fact", place) for place, row in rows)


def _entities(path: Path) -> tuple[dict[str, str], dict[str, tuple[str, ...]], frozenset[frozenset[str]]]:
    """Second copies, the names they leave, and the pairs judged different, as in Judgements."""
    same: dict[str, str] = {}
    names: dict[str, list[str]] = defaultdict(list)
    different = set()
    for place, row in read_lines(path) if path.is_file() else ():
        first, second = _member(row, "entities", place)
        match _member(row, "decision", place):
            case "same":
                same[second] = first
                names[first] += row.get("names", ())
            case "different":
                different.add(frozenset((first, second)))
            case other:
                raise RecordError(f"there is no decision {other!r}; there are same and different.", place)
    followed = {dropped: _last(same, kept, path) for dropped, kept in same.items()}
    return followed, _follow(names, same, path), frozenset(different)


def _follow(names: Mapping[str, list[str]], same: Mapping[str, str], path: Path) -> dict[str, tuple[str, ...]]:
    followed: dict[str, tuple[str, ...]] = {}
    for kept, taken in names.items():
        last = _last(same, kept, path)
        followed[last] = (*followed.get(last, ()), *taken)
    return followed


def _last(same: Mapping[str, str], kept: str, path: Path) -> str:
    """What a chain of judgements ends in; RecordError where it runs in a circle."""
    seen = {kept}
    while kept in same:
        kept = same[kept]
        if kept in seen:
            raise RecordError(f"the judgements about {kept} run in a circle; delete one of them.", path.name)
        seen.add(kept)
    return kept


def _member(row: Mapping[str, Any], name: str, place: str) -> Any:
    try:
        return row[name]
    except KeyError as error:
        raise RecordError(f"a judgement lacks {error}.", place) from error
