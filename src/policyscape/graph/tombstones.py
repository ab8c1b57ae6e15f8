"""Tombstones: what remains of an identifier that was handed out and is no longer in use: it never means another thing.

They are data of the record, ``tombstones.jsonl``, written by ``policyscape diff --tombstones``. An entity that a
judgement merged into another one has its tombstone by that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from policyscape.errors import RecordError
from policyscape.graph import terms
from policyscape.graph.record import Record
from policyscape.records import read_lines, write_lines

__all__ = ["FILE", "TOMBSTONES_GRAPH", "Tombstone", "add_tombstones", "read_tombstones", "tombstone_triples"]

FILE = "tombstones.jsonl"
TOMBSTONES_GRAPH = "tombstones"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """``id`` is the id of an entity or, without a slash, of a fact; ``labels`` what it was called, by language.

    ``successors`` are the ids that took its place, none where it was withdrawn.
    """

    id: str
    labels: Mapping[str, str] = field(default_factory=dict)
    successors: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The tombstone as a line of the record."""
        row: dict[str, Any] = {"id": self.id, "labels": dict(self.labels), "successors": sorted(self.successors)}
        return {key: value for key, value in row.items() if value}


def read_tombstones(folder: Path | None) -> dict[str, Tombstone]:
    """The tombstones of a record's folder by id; none where there is no such file. RecordError on a malformed line."""
    path = folder / FILE if folder else None
    found = {}
    for place, row in read_lines(path) if path and path.is_file() else ():
        try:
            found[row["id"]] = Tombstone(row["id"], row.get("labels", {}), tuple(row.get("successors", ())))
        except KeyError as error:
            raise RecordError(f"a tombstone lacks {error}.", place) from error
    return found


def add_tombstones(folder: Path, tombstones: Iterable[Tombstone]) -> int:
    """Write tombstones into a record's folder, beside those it has; gives how many are new."""
    known = read_tombstones(folder)
    new = [stone for stone in tombstones if stone.id not in known]
    everything = sorted([*known.values(), *new], key=lambda stone: stone.id)
    write_lines(folder / FILE, (stone.as_json() for stone in everything))
    return len(new)


def tombstone_triples(record: Record) -> Iterator[ox.Triple]:
    """Every dead id as deprecated, with its last label and its successors.

    RecordError on an id that is in use again, or a successor that neither lives nor has a tombstone of its own.
    """
    merged = {dead: Tombstone(dead, {}, (kept,)) for dead, kept in record.judgements.same.items()}
    stones = merged | read_tombstones(record.folder)
    alive = {*record.entities, *(fact.id for fact in record.facts)}
    for stone in stones.values():
        if stone.id in alive:
            raise RecordError(f"{stone.id} has a tombstone and is in use; an id is never used again.", FILE)
        for successor in stone.successors:
            if successor not in alive and successor not in stones:
                raise RecordError(f"{stone.id} is succeeded by {successor}, which does not exist.", FILE)
        yield from _triples(stone)


def _triples(stone: Tombstone) -> Iterator[ox.Triple]:
    subject = _node(stone.id)
    yield ox.Triple(subject, terms.node("owl:deprecated"), ox.Literal(True))
    # no label: whoever looks a name up must not find what is dead
    yield from terms.texts(subject, "skos:historyNote", dict(stone.labels))
    for successor in stone.successors:
        yield ox.Triple(subject, terms.node("dct:isReplacedBy"), _node(successor))


def _node(identifier: str) -> ox.NamedNode:
    return terms.entity(identifier) if "/" in identifier else terms.fact(identifier)
