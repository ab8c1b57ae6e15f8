"""What changed from one release to the next: facts and entities added, removed and changed, and ids misused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from policyscape.graph.tombstones import Tombstone
from policyscape.handover.things import Release, Thing, has_graphs, open_release, read_release
from policyscape.ontology import Ontology, load_ontology

__all__ = ["Change", "Changes", "compare", "compare_paths", "faults_of_ids"]

# How a fact was read is no part of what it says; its id is a hash of the rest.
_READING = {"layer", "rule", "confidence", "year"}
_ALIKE = 2 / 3  # of the roles, for facts that share no place in the text
_ALIKE_AT_PLACE = 1 / 2


@dataclass(frozen=True, slots=True)
class Change:
    """A thing before and after; for a fact that says something else now these have different ids."""

    old: Thing
    new: Thing

    @property
    def values(self) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """The values that differ, by property; ``type`` and ``label_ja`` among them for entities."""
        old, new = _compared(self.old), _compared(self.new)
        names = sorted({*old, *new})
        return {n: (old.get(n, ()), new.get(n, ())) for n in names if old.get(n, ()) != new.get(n, ())}


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes, sorted by id; ``unburied`` are the ids that are gone without a tombstone."""

    added: tuple[Thing, ...]
    removed: tuple[Thing, ...]
    changed: tuple[Change, ...]
    unburied: tuple[str, ...]
    old: Release
    new: Release

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    def successors(self, thing: Thing) -> tuple[str, ...]:
        """What took the place of a thing that is gone."""
        return self.new.tombstones.get(thing.id, ())

    def tombstones(self) -> list[Tombstone]:
        """A tombstone for each id that needs one; a changed fact is succeeded by what it became."""
        became = {change.old.id: (change.new.id,) for change in self.changed}
        return [Tombstone(id_, self.old.things[id_].labels, became.get(id_, ())) for id_ in self.unburied]


def compare_paths(old: Path, new: Path) -> Changes:
    """Compare two builds, RDF files or folders of a record."""
    stores = [open_release(path) for path in (old, new)]
    relations = all(map(has_graphs, stores)) or not any(map(has_graphs, stores))
    return compare(*(read_release(store, relations) for store in stores))


def compare(old: Release, new: Release) -> Changes:
    """What changed between two releases; how facts were read counts only where both tell it."""
    if not (old.has_evidence and new.has_evidence):
        old, new = _without_reading(old), _without_reading(new)
    gone = {id_: thing for id_, thing in old.things.items() if id_ not in new.things}
    come = {id_: thing for id_, thing in new.things.items() if id_ not in old.things}
    same = (Change(old.things[id_], new.things[id_]) for id_ in sorted(old.things.keys() & new.things.keys()))
    became = [Change(gone[before], come[after]) for before, after in _pairs(gone.values(), come.values())]
    changed = [change for change in same if change.values] + became
    paired = {thing.id for change in became for thing in (change.old, change.new)}
    return Changes(
        added=tuple(come[id_] for id_ in sorted(come) if id_ not in paired),
        removed=tuple(gone[id_] for id_ in sorted(gone) if id_ not in paired),
        changed=tuple(sorted(changed, key=lambda change: (not change.old.is_fact, change.old.id))),
        unburied=tuple(sorted(id_ for id_ in gone if id_ not in new.tombstones)),
        old=old,
        new=new,
    )


def faults_of_ids(changes: Changes) -> list[str]:
    """A sentence for each id that vanished without a tombstone, lives again, or means something else than before."""
    ontology = load_ontology()
    told = [
        f"{id_} is gone and has no tombstone; policyscape diff --tombstones writes one." for id_ in changes.unburied
    ]
    told += [
        f"{id_} was dead and is in use again." for id_ in sorted(changes.old.tombstones.keys() & changes.new.things)
    ]
    for change in changes.changed:
        if change.old.id == change.new.id and (reason := _other_meaning(change, ontology)):
            told.append(f"{change.new.id} means something else: {reason}.")
    return told


def _without_reading(release: Release) -> Release:
    """The release as a partner's file without evidence has it."""
    things = {
        id_: replace(thing, places=frozenset(), values={n: v for n, v in thing.values.items() if n not in _READING})
        for id_, thing in release.things.items()
    }
    return replace(release, things=things)


def _other_meaning(change: Change, ontology: Ontology) -> str:
    old, new = change.old, change.new
    if new.is_fact:
        roles = [name for name in change.values if name not in _READING and name != "places"]
        return f"its {roles[0]} differs, which would have given it another id" if roles else ""
    if old.type != new.type and ontology.are_disjoint(old.type, new.type):
        return f"it was {old.type} and is {new.type}"
    return "" if old.names & new.names else "it has no name in common with what it was"


def _compared(thing: Thing) -> dict[str, tuple[str, ...]]:
    if thing.is_fact:  # its labels follow from its roles and the names of entities
        return dict(thing.values) | {"places": tuple("–".join(place) for place in sorted(thing.places))}
    labels = {f"label_{tag}": (words,) for tag, words in thing.labels.items()}
    return {"type": (thing.type,), **thing.values, **labels}


def _pairs(gone: Iterable[Thing], come: Iterable[Thing]) -> Iterator[tuple[str, str]]:
    """Facts that became others: of one document and class, alike in their roles; the most alike are paired first."""
    by_kind: dict[tuple[str, ...], list[Thing]] = defaultdict(list)
    for thing in come:
        if thing.is_fact:
            by_kind[_kind(thing)].append(thing)
    scored = [
        (-likeness, old.id, new.id)
        for old in gone
        if old.is_fact
        for new in by_kind[_kind(old)]
        if (likeness := _likeness(old, new))
    ]
    taken: set[str] = set()
    for _, before, after in sorted(scored):
        if not taken & {before, after}:
            taken |= {before, after}
            yield before, after


def _kind(thing: Thing) -> tuple[str, ...]:
    return (thing.type, *thing.values.get("statedIn", ()))


def _likeness(old: Thing, new: Thing) -> float:
    """The share of roles that agree, with one more for a place in common; 0 where the facts are not alike enough."""
    before, after = _roles(old), _roles(new)
    same = sum(before.get(name) == value for name, value in after.items())
    share = same / max(len(before.keys() | after.keys()), 1)
    at_place = not old.places.isdisjoint(new.places)
    return share + at_place if share >= (_ALIKE_AT_PLACE if at_place else _ALIKE) else 0.0


def _roles(thing: Thing) -> Mapping[str, tuple[str, ...]]:
    left_out = _READING | {"statedIn", "modality", "country"}
    return {name: value for name, value in thing.values.items() if name not in left_out}
