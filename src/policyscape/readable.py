"""Facts and entities for the eye: what is said, where it was read, and the words where the documents are at hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policyscape.graph import Record
from policyscape.graph.facts import values
from policyscape.graph.labels import FactLabels
from policyscape.ontology import Ontology
from policyscape.records import Entity, Evidence, Fact
from policyscape.sources import Sources

__all__ = ["Readable"]


class Readable:
    """Writes the facts and entities of a record; ``sources`` gives the words, None where no document is at hand."""

    def __init__(self, record: Record, ontology: Ontology, sources: Sources | None = None) -> None:
        self._record = record
        self._labels = FactLabels(ontology, record)
        self._sources = sources

    def fact(self, fact: Fact) -> str:
        """A fact on several lines: its label, its roles, how it was read, and each place."""
        told = [fact.modality.split("/")[1], fact.layer.split("/")[1], fact.rule, f"confidence {fact.confidence:.2f}"]
        country = [self.name(fact.country)] if fact.country else []
        lines = [f"{fact.id} {fact.type}: {self._labels.label(fact, 'ja')}"]
        lines += [f"  {role} = {self._values(fact, role)}" for role in sorted(fact.roles)]
        lines.append(f"  [{', '.join([*country, *told])}]")
        lines += [line for evidence in fact.evidence for line in self._place(fact.document, evidence)]
        return "\n".join(lines)

    def as_json(self, fact: Fact) -> dict[str, Any]:
        """The fact as a line of the record, with the words of each place where the documents are at hand."""
        row = fact.as_json()
        if self._sources:
            for told, evidence in zip(row["evidence"], fact.evidence, strict=True):
                told["passage"] = self._sources.words(fact.document, evidence.start, evidence.end)
        return row

    def entity(self, entity: Entity) -> str:
        """An entity on one line: id, class, country and all names."""
        country = f", {self.name(entity.country)}" if entity.country else ""
        return f"{entity.id} ({entity.type}{country}): {' / '.join(dict.fromkeys(entity.names))}"

    def name(self, id_: str) -> str:
        """The Japanese name of an entity, else what it has; an id that is no entity's stays as it is."""
        entity = self._record.entities.get(id_)
        return next(iter((entity.labels.get("ja"), *entity.names)), None) or id_ if entity else id_

    def _values(self, fact: Fact, role: str) -> str:
        several = [str(value) for value in values(fact.roles[role])]
        return ", ".join(
            f"{value} {self.name(value)}" if value in self._record.entities else value for value in several
        )

    def _place(self, document: str, evidence: Evidence) -> Iterator[str]:
        yield f"  {document}:{evidence.line} {evidence.heading or ''}".rstrip()
        if self._sources:
            yield f"    「{self._sources.words(document, evidence.start, evidence.end)}」"
            found = (f"{role} 「{self._sources.words(document, *span)}」" for role, span in evidence.words.items())
            yield f"    {', '.join(found)}".rstrip()
