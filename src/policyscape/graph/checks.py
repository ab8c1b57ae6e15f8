"""What must hold of the record before it becomes a graph: every name known, every value of its property's kind."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyscape.errors import RecordError
from policyscape.graph.facts import values
from policyscape.graph.record import Record
from policyscape.ontology import Ontology
from policyscape.records import Entity, Fact, Scalar

__all__ = ["Fault", "find_faults", "refuse_faults"]

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_ID = re.compile(r"[a-z]+/[a-z0-9][a-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Fault:
    """A sentence about the entity or fact with this id."""

    id: str
    sentence: str


def find_faults(record: Record, ontology: Ontology) -> Iterator[Fault]:
    """Everything wrong with a record, entities first."""
    checker = _Checker(record, ontology)
    for entity in record.entities.values():
        yield from (Fault(entity.id, sentence) for sentence in checker.entity(entity))
    for fact in record.facts:
        yield from (Fault(fact.id, sentence) for sentence in checker.fact(fact))


def refuse_faults(record: Record, ontology: Ontology) -> None:
    """RecordError on the first fault, naming its file and line and how many more there are."""
    faults = list(find_faults(record, ontology))
    if faults:
        more = f" ({len(faults) - 1} more faults in the record)" if len(faults) > 1 else ""
        raise RecordError(faults[0].sentence + more, record.place(faults[0].id))


@dataclass
class _Checker:
    record: Record
    ontology: Ontology

    def entity(self, entity: Entity) -> Iterator[str]:
        if not _ID.fullmatch(entity.id):
            yield f"the id {entity.id!r} is not kind/slug in small ASCII letters, digits, dots and hyphens."
        if not entity.labels:
            yield f"the entity {entity.id} has no label; give it one in Japanese."
        yield from self._class(entity.type, "Entity")
        if entity.country:
            yield from self._reference(entity.country)
        for name, targets in entity.links.items():
            yield from self._role(name, entity.type, targets)

    def fact(self, fact: Fact) -> Iterator[str]:
        if fact.document not in self.record.documents:
            yield f"there is no document {fact.document!r}{_nearest(fact.document, self.record.documents)}"
        if not fact.evidence:
            yield "the fact has no evidence; every fact says where it was read."
        yield from self._class(fact.type, "Fact")
        for name, code in (("modality", fact.modality), ("layer", fact.layer)):
            yield from self._value(name, code)
        if fact.country:
            yield from self._reference(fact.country)
        if fact.type == "Statement":
            for name in ("subject", "predicate", "object"):
                if len(values(fact.roles.get(name))) != 1:
                    yield f"a Statement has one {name}, not {len(values(fact.roles.get(name)))}; make a fact of each."
        for name, value in fact.roles.items():
            yield from self._role(name, fact.type, values(value))

    def _class(self, name: str, above: str) -> Iterator[str]:
        try:
            if not self.ontology.is_a(name, above):
                yield f"{name} is no class of {'facts' if above == 'Fact' else 'entities'}."
        except RecordError as error:
            yield str(error)

    def _role(self, name: str, subject_class: str, several: tuple[Scalar, ...]) -> Iterator[str]:
        try:
            if not self.ontology.fits(name, subject_class):
                domain = self.ontology.property(name).domain
                yield f"{name} belongs to {domain}, not to {subject_class}."
            for value in several:
                yield from self._value(name, value)
        except RecordError as error:
            yield str(error)

    def _value(self, name: str, value: Scalar) -> Iterator[str]:
        kind = self.ontology.kind(name)
        if kind == "entity":
            yield from self._reference(str(value), name)
        elif kind == "code" and value not in (codes := self.ontology.codes_of(name)):
            yield f"{value!r} is no code of {name}{_nearest(str(value), codes)}"
        elif kind == "relation" and value not in self.ontology.relations:
            yield f"{value!r} is no relation{_nearest(str(value), self.ontology.relations)}"
        elif kind == "node":
            yield f"{name} is written by the build and cannot be a role."
        elif kind == "integer" and (isinstance(value, bool) or not isinstance(value, int)):
            yield f"{name} takes an integer, not {value!r}."
        elif kind == "decimal" and (isinstance(value, bool) or not isinstance(value, int | float)):
            yield f"{name} takes a number, not {value!r}."
        elif kind == "date" and not (isinstance(value, str) and _DATE.fullmatch(value)):
            yield f"{name} takes a date such as '2025', '2025-02' or '2025-02-14', not {value!r}."
        elif kind in ("words", "string") and not (isinstance(value, str) and value.strip()):
            yield f"{name} takes words, not {value!r}."

    def _reference(self, identifier: str, role: str | None = None) -> Iterator[str]:
        """The id must be known, and its class within the range of the role."""
        if identifier.startswith("document/") and identifier.removeprefix("document/") in self.record.documents:
            type_ = "Document"
        elif identifier in self.record.entities:
            type_ = self.record.entities[identifier].type
        else:
            yield f"there is no entity {identifier!r}{_nearest(identifier, self.record.entities)}"
            return
        range_ = self.ontology.property(role).range if role else None
        if range_ and type_ in self.ontology.classes and not self.ontology.is_a(type_, range_):
            yield f"{role} takes {range_}, but {identifier} is {type_}."


def _nearest(name: str, known: object) -> str:
    near = difflib.get_close_matches(name, list(known), n=3, cutoff=0.6)  # type: ignore[call-overload]
    return f"; did you mean {', '.join(near)}?" if near else "."
