"""A change of the record is refused where it would leave a record that cannot be built."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from policyscape.errors import CheckError
from policyscape.graph import Record
from policyscape.graph.checks import find_faults
from policyscape.ontology import Ontology
from policyscape.records import Entity, Fact, SourceDocument

__all__ = ["refuse_dangling", "refuse_new_faults", "statements_file"]


def statements_file(graph: Path, document: str) -> Path:
    """Where the facts of a document stand."""
    return graph / "statements" / f"{document}.jsonl"


def refuse_new_faults(
    record: Record,
    documents: Mapping[str, SourceDocument],
    facts: Iterable[Fact],
    entities: Iterable[Entity],
    ontology: Ontology,
) -> None:
    """CheckError where facts of new documents do not fit the ontology or speak of what the record does not know."""
    known = {**record.entities, **{entity.id: entity for entity in entities}}
    changed = replace(record, documents={**record.documents, **documents}, entities=known, facts=tuple(facts))
    of_facts = {fact.id for fact in changed.facts} | {entity.id for entity in entities}
    faults = [fault.sentence for fault in find_faults(changed, ontology) if fault.id in of_facts]
    if faults:
        raise CheckError(f"{len(faults)} facts do not fit the ontology; the record is as it was.", faults)


def refuse_dangling(before: Record, after: Record, document: str, ontology: Ontology) -> None:
    """CheckError where what stays in a record speaks of a document that goes, or of what only that one names."""
    known = {(fault.id, fault.sentence) for fault in find_faults(before, ontology)}
    faults = [fault for fault in find_faults(after, ontology) if (fault.id, fault.sentence) not in known]
    if faults:
        told = [f"{before.place(fault.id)}: {fault.sentence}" for fault in faults]
        raise CheckError(f"{document} cannot be removed, since other parts of the record speak of it.", told)
