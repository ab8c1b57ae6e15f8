"""The registry of entities: which names are known, and which entity a name means in a given context."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

import yaml

from policyscape.fold import key
from policyscape.paths import GRAPH
from policyscape.records import Entity, read_entities
from policyscape.resolution.judgements import DISCOVERED, Judgements, is_discovered

__all__ = ["Registered", "Registry", "mint"]

_BORROWING = frozenset({"Hub", "OrganizationalUnit"})
# entities discovered by id, and how often a name stayed open in a document
Registered: TypeAlias = tuple[dict[str, Entity], Counter[tuple[str, str]]]
_LONGEST_COUNTRY = 12  # characters of the name of a country that another name may begin with


@dataclass
class Registry:
    """Known entities, and those that a document discovers; ``meant`` are judgements: what a name means in a document.

    ``same`` maps second copies of an entity to the one that is kept; ``unresolved`` counts the names that stayed open
    between several entities, by document.
    """

    entities: dict[str, Entity]
    meant: Mapping[tuple[str, str], str | None] = field(default_factory=dict)
    discovered: dict[str, Entity] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    unresolved: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for entity in self.entities.values():
            self._index(entity)

    @classmethod
    def load(cls, entities: Path = GRAPH / "entities", judgements: Path = GRAPH / "judgements") -> Registry:
        """The registry of the record, without the entities that an earlier run discovered."""
        known, judged = read_entities(entities), Judgements.load(judgements)
        declared = {id_: entity for id_, entity in known.items() if not is_discovered(id_)}
        meant = _read_meanings(judgements / "meanings.yaml")
        return cls(judged.merge(declared), meant, same=judged.same)

    def names(self) -> Iterable[str]:
        """All names in their folded form."""
        return self._by_name.keys()

    def get(self, id_: str) -> Entity:
        """The entity of an id; KeyError when there is none."""
        id_ = self.same.get(id_, id_)
        return self.entities.get(id_) or self.discovered[id_]

    def candidates(self, name: str) -> list[str]:
        """The ids of the entities that bear this name, in the order of the record."""
        return self._by_name.get(key(name), [])

    def declared(self, name: str) -> bool:
        """Whether an entity of the record, not one discovered in this run, bears this name."""
        return any(id_ in self.entities for id_ in self.candidates(name))

    def resolve(self, name: str, document: str, country: str | None, above: frozenset[str] = frozenset()) -> str | None:
        """The entity a name means: by judgement, by being the only one, as part of what is ``above``, by country."""
        judged = (document, key(name))
        if judged in self.meant:
            meant = self.meant[judged]
            return self.same.get(meant, meant) if meant else None
        ids = self.candidates(name)
        if len(ids) == 1:
            return ids[0]
        for narrowing in (self._part_of(above), self._own(country), self._named_after_none):
            ids = [id_ for id_ in ids if narrowing(id_)] or ids
        if len(ids) > 1 and document:
            self.unresolved[document, name] += 1
        return ids[0] if len(ids) == 1 else None

    def discover(self, name: str, type_: str, kind: str, country: str | None) -> str:
        """The id of a name no file declares: known from this document already, or minted now."""
        ids = [id_ for id_ in self.candidates(name) if self.get(id_).country in (country, None)]
        if ids:
            return ids[0]
        minted = mint(kind, type_, name, country)
        id_ = self.same.get(minted, minted)
        if id_ in self.discovered:
            self.add_alias(id_, name)
        elif id_ not in self.entities:
            self.discovered[id_] = Entity(id_, type_, {"ja": name}, country=country)
            self._index(self.discovered[id_])
        return id_

    def add_alias(self, id_: str, name: str) -> None:
        """A further name of a discovered entity, which the text gives it; the record's own keep theirs."""
        entity = self.discovered[id_]
        if key(name) not in map(key, entity.names):
            self.discovered[id_] = replace(entity, aliases=(*entity.aliases, name))

    def country_of_opening(self, name: str) -> str | None:
        """The country whose name another name begins with, the longest that does."""
        folded = key(name)
        for length in range(min(len(folded) - 1, _LONGEST_COUNTRY), 1, -1):
            ids = [id_ for id_ in self._by_name.get(folded[:length], ()) if self.get(id_).type == "Country"]
            if len(ids) == 1:
                return ids[0]
        return None

    def take_found(self) -> Registered:
        """What was found since the last call, which is forgotten: each document is read as if it were the only one.

        So what a document says does not hang on which others were read before it.
        """
        found = self.discovered, self.unresolved
        for entity in self.discovered.values():
            for name in map(key, entity.labels.values()):
                self._by_name[name].remove(entity.id)
                if not self._by_name[name]:
                    del self._by_name[name]
        self.discovered, self.unresolved = {}, Counter()
        return found

    def _part_of(self, wholes: frozenset[str]) -> Callable[[str], bool]:
        return lambda id_: not wholes.isdisjoint(self.get(id_).links.get("partOf", ()))

    def _own(self, country: str | None) -> Callable[[str], bool]:
        return lambda id_: country is not None and self.get(id_).country == country

    def _named_after_none(self, id_: str) -> bool:
        """Whether a thing is of no class that borrows its name: 福岡市 is the city before it is the hub."""
        return self.get(id_).type not in _BORROWING

    def _index(self, entity: Entity) -> None:
        for name in dict.fromkeys(map(key, entity.names)):
            if name and entity.id not in self._by_name[name]:
                self._by_name[name].append(entity.id)


def mint(kind: str, type_: str, name: str, country: str | None) -> str:
    """A new id from what makes the thing one: its class, folded name and country, hashed as a JSON list."""
    content = json.dumps([type_, key(name), country], ensure_ascii=False)
    return f"{kind}/{DISCOVERED}{hashlib.sha256(content.encode()).hexdigest()[:10]}"


def _read_meanings(path: Path) -> dict[tuple[str, str], str | None]:
    if not path.is_file():
        return {}
    rows = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    return {(row["document"], key(row["name"])): row["entity"] for row in rows}
