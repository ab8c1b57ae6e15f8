"""The files of the record that reading documents makes: written, or compared with what stands there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from policyscape.extraction.corpus import Extraction
from policyscape.paths import GRAPH
from policyscape.reading.model import Document
from policyscape.recording import commit
from policyscape.records import SourceDocument, read_lines, read_source_documents

__all__ = [
    "UNRESOLVED",
    "Files",
    "discovered_file",
    "extraction_files",
    "open_names",
    "stale_files",
    "write_extraction",
]

UNRESOLVED = "unresolved.jsonl"
Files = dict[Path, list[dict[str, Any]] | None]


def write_extraction(extraction: Extraction, graph: Path = GRAPH) -> None:
    """Write what each document gave; the documents that were not read keep what they have."""
    commit(_extracted(extraction, graph))


def stale_files(extraction: Extraction, graph: Path = GRAPH) -> list[str]:
    """Those files of the record, relative to it, that an extraction would change."""
    return [
        str(path.relative_to(graph))
        for path, rows in _extracted(extraction, graph).items()
        if (rows or None) != ([row for _, row in read_lines(path)] or None if path.is_file() else None)
    ]


def _extracted(extraction: Extraction, graph: Path) -> Files:
    known = read_source_documents(graph / "documents.jsonl")
    read = {id_: as_read(known[id_], document) for id_, document in extraction.documents.items() if id_ in known}
    return extraction_files(extraction, graph, {**known, **read})


def as_read(known: SourceDocument, document: Document) -> SourceDocument:
    """A document of the record with the hashes of what was read."""
    return replace(
        known, sha256=document.sha256, text_sha256=document.text_sha256, reader=document.reader
    )  # fmt: skip


def extraction_files(extraction: Extraction, graph: Path, documents: Mapping[str, SourceDocument]) -> Files:
    """The rows of each file, None where there is to be none; in the order in which a record stays readable."""
    files: Files = {}
    for name, found in extraction.found.items():
        files[discovered_file(graph, name)] = [entity.as_json() for entity in found] or None
    files[graph / "documents.jsonl"] = [documents[id_].as_json() for id_ in sorted(documents)]
    for name, facts in extraction.facts.items():
        files[graph / "statements" / f"{name}.jsonl"] = [fact.as_json() for fact in facts]
    opened = [
        {"document": document, "name": name, "count": count, "entities": extraction.registry.candidates(name)}
        for (document, name), count in sorted(extraction.unresolved.items())
    ]
    kept = open_names(graph, without=extraction.documents)
    files[graph / UNRESOLVED] = sorted([*kept, *opened], key=lambda row: (row["document"], row["name"])) or None
    return files


def discovered_file(graph: Path, document: str) -> Path:
    """Where the entities stand that a document found and no file declares."""
    return graph / "entities" / "discovered" / f"{document}.jsonl"


def open_names(graph: Path, without: Mapping[str, object]) -> list[dict[str, Any]]:
    """The names that stayed open in the other documents."""
    path = graph / UNRESOLVED
    rows = [row for _, row in read_lines(path)] if path.is_file() else []
    return [row for row in rows if row["document"] not in without]
