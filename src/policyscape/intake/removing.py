"""A document out of the record, with all that hangs only on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from policyscape.errors import InputError
from policyscape.extraction.files import UNRESOLVED, Files, discovered_file, open_names
from policyscape.graph import Record, read_record
from policyscape.intake.checking import refuse_dangling, statements_file
from policyscape.ontology import Ontology, load_ontology
from policyscape.recording import commit
from policyscape.records import Entity, Fact, SourceDocument, read_discovered, read_facts, read_lines

__all__ = ["Removed", "remove"]


@dataclass(frozen=True, slots=True)
class Removed:
    """What goes with a document: its facts, and the entities only it discovered.

    ``judgements`` are those that speak of nothing else, with their files; they stay, and are of no effect.
    """

    document: SourceDocument
    facts: list[Fact]
    entities: list[Entity]
    judgements: list[tuple[str, dict[str, Any]]]
    reviewed: list[Fact]


def remove(document: str, graph: Path, dry_run: bool = False, ontology: Ontology | None = None) -> Removed:
    """Remove a document from the record in ``graph``; with ``dry_run`` only tell what would go.

    InputError where there is no such document, CheckError where what stays would speak of what goes; then, and where a
    file cannot be written, the record is as it was.
    """
    record = read_record(graph)
    if document not in record.documents:
        raise InputError(f"the record has no document {document!r}; it has {', '.join(sorted(record.documents))}.")
    removed = _removed(record, document, graph)
    refuse_dangling(record, read_record(graph, without=document), document, ontology or load_ontology())
    if not dry_run:
        commit(_files(record, document, graph))
    return removed


def _removed(record: Record, document: str, graph: Path) -> Removed:
    written = statements_file(graph, document)
    reviewed = graph / "reviewed" / f"{document}.jsonl"
    facts = read_facts(written) if written.is_file() else []
    found = read_discovered(graph / "entities" / "discovered")
    others = {id_ for name, entities in found.items() if name != document for id_ in entities}
    entities = [entity for id_, entity in sorted(found.get(document, {}).items()) if id_ not in others]
    gone = {fact.id for fact in facts} | {entity.id for entity in entities}
    judged = list(_judgements(graph / "judgements", document, gone))
    return Removed(
        record.documents[document], facts, entities, judged, read_facts(reviewed) if reviewed.is_file() else []
    )


def _files(record: Record, document: str, graph: Path) -> Files:
    """What each file becomes, in the order in which a record stays readable."""
    files: Files = {statements_file(graph, document): None, graph / "reviewed" / f"{document}.jsonl": None}
    if (graph / UNRESOLVED).is_file():
        files[graph / UNRESOLVED] = open_names(graph, without={document: None}) or None
    rows = [source.as_json() for id_, source in sorted(record.documents.items()) if id_ != document]
    files[graph / "documents.jsonl"] = rows
    files[discovered_file(graph, document)] = None
    return files


def _judgements(folder: Path, document: str, gone: set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The judgements on nothing but what goes."""
    for path in sorted(folder.glob("*.jsonl")):
        for _, row in read_lines(path):
            meant = [row["fact"]] if "fact" in row else list(row.get("entities", ()))
            if meant and gone.issuperset(meant):
                yield path.name, row
    meanings = folder / "meanings.yaml"
    rows = yaml.safe_load(meanings.read_text(encoding="utf-8")) if meanings.is_file() else None
    yield from ((meanings.name, row) for row in rows or () if row["document"] == document)
