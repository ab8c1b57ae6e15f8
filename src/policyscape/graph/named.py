"""What of the registry a graph holds: the entities a document names, and those that these are known by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policyscape.graph.matches import read_matches
from policyscape.graph.record import Record
from policyscape.graph.tombstones import read_tombstones
from policyscape.records import Entity

__all__ = ["named"]


def named(record: Record) -> Record:
    """The record without the entities that nothing in it speaks of: known for documents to come, they say nothing yet.

    Kept are places, what a fact, a document, a match or a tombstone names, and what these link to.
    """
    kept = {id_ for id_ in _spoken_of(record) if id_ in record.entities}
    todo = list(kept)
    while todo:
        linked = {id_ for id_ in _linked(record.entities[todo.pop()]) if id_ in record.entities} - kept
        kept |= linked
        todo += linked
    return replace(record, entities={id_: entity for id_, entity in record.entities.items() if id_ in kept})


def _spoken_of(record: Record) -> Iterator[str]:
    for fact in record.facts:
        yield fact.country or ""
        for value in fact.roles.values():
            yield from (str(one) for one in (value if isinstance(value, tuple) else (value,)))
    publishers = {document.publisher for document in record.documents.values()}
    for id_, entity in record.entities.items():
        if id_.startswith("place/") or id_ in publishers or not publishers.isdisjoint(entity.names):
            yield id_
    yield from record.judgements.same.values()
    for match in read_matches(record.folder):
        yield from (match.source, match.target)
    for stone in read_tombstones(record.folder).values():
        yield from stone.successors


def _linked(entity: Entity) -> Iterator[str]:
    yield entity.country or ""
    for targets in entity.links.values():
        yield from targets
