"""Everything the record says of an entity or a fact, found by id or by any name."""

from __future__ import annotations

from difflib import get_close_matches

from policyscape.errors import InputError
from policyscape.fold import key
from policyscape.graph import Record
from policyscape.graph.facts import values
from policyscape.records import Entity, Fact
from policyscape.resolution.registry import Registry

__all__ = ["find_shown"]


def find_shown(record: Record, name: str) -> tuple[list[Entity], list[Fact]]:
    """The entities of this id or name and the facts about them, or the fact of this id; InputError where none is."""
    named = {name} if name in record.entities else set(Registry(dict(record.entities)).candidates(name))
    facts = [fact for fact in record.facts if fact.id == name or named & _held(fact)]
    if not named and not facts:
        raise InputError(f"nothing in the record is called {name!r}; {_hint(record, name)}")
    return [record.entities[id_] for id_ in sorted(named)], facts


def _held(fact: Fact) -> set[str]:
    return {str(value) for several in fact.roles.values() for value in values(several)} | {fact.country or ""}


def _hint(record: Record, name: str) -> str:
    known = {key(written): written for entity in record.entities.values() for written in entity.names}
    known |= {id_: id_ for id_ in record.entities}
    near = get_close_matches(key(name), known, n=3, cutoff=0.6)
    return f"did you mean {', '.join(known[n] for n in near)}?" if near else "give an id, a name as written, or a fact."
