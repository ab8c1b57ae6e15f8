"""The record as one value: entities, documents and facts read from the folder ``graph/``, and where each one stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from policyscape import paths
from policyscape.errors import InputError, RecordError
from policyscape.records import (
    Entity,
    Fact,
    SourceDocument,
    read_entities,
    read_facts,
    read_lines,
    read_source_documents,
)
from policyscape.resolution.alike import found_alike
from policyscape.resolution.judgements import Judgements

__all__ = ["Record", "read_record"]


@dataclass(frozen=True)
class Record:
    """All that is stated, as ``judgements`` left it; ``folder`` is where it was read from, None if made in memory."""

    entities: Mapping[str, Entity] = field(default_factory=dict)
    documents: Mapping[str, SourceDocument] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    folder: Path | None = None
    judgements: Judgements = field(default_factory=Judgements)

    def place(self, identifier: str) -> str:
        """``file:line`` of the entity, document or fact with this id; the bare id where no file holds it."""
        return self._places.get(identifier, identifier)

    @cached_property
    def _places(self) -> dict[str, str]:
        """Places are needed by messages only, so the files are read once more when the first one is asked for."""
        if self.folder is None:
            return {}
        return {str(row.get("id")): place for path in _files(self.folder) for place, row in read_lines(path)}


def read_record(folder: Path = paths.GRAPH, without: str | None = None) -> Record:
    """Read ``entities/*.jsonl``, ``documents.jsonl`` and ``statements/*.jsonl`` of a folder, and apply its judgements.

    ``without`` is a document to leave out with all that is of it alone.

    InputError where the folder is missing, RecordError on a malformed line, an id used twice, or a statement file
    that is not named after a document.
    """
    if not folder.is_dir():
        raise InputError(f"there is no folder {folder}; give the folder that holds entities/ and statements/.")
    documents = read_source_documents(folder / "documents.jsonl")
    documents.pop(without or "", None)
    facts: list[Fact] = []
    for path in (path for path in _statement_files(folder) if path.stem != without):
        if path.stem not in documents:
            raise RecordError(f"documents.jsonl has no document {path.stem}; it has {', '.join(documents)}.", path.name)
        facts += read_facts(path)
    record = Record(read_entities(folder / "entities", without), documents, tuple(facts), folder)
    _refuse_repetition(record)
    judged = Judgements.load(folder / "judgements").joining(found_alike(record.entities))
    return replace(
        record, entities=judged.merge(record.entities), facts=_judged(record, judged, without), judgements=judged
    )


def _judged(record: Record, judgements: Judgements, without: str | None) -> tuple[Fact, ...]:
    """The facts as persons judged them since the statements were written, with those read by persons since then."""
    written = {fact.id for fact in record.facts}
    reviewed = (path for path in _reviewed_files(record.folder) if path.stem != without)
    read = [fact for path in reviewed for fact in read_facts(path) if fact.id not in written]
    judged = judgements.judge((*record.facts, *read))
    return tuple(sorted(judged, key=_place) if read else judged)


def _place(fact: Fact) -> tuple[str, int, str, str]:
    return fact.document, fact.evidence[0].start if fact.evidence else 0, fact.type, fact.id


def _reviewed_files(folder: Path | None) -> list[Path]:
    return sorted((folder / "reviewed").glob("*.jsonl")) if folder else []


def _statement_files(folder: Path) -> list[Path]:
    return sorted((folder / "statements").glob("*.jsonl"))


def _files(folder: Path) -> list[Path]:
    facts = [*_statement_files(folder), *_reviewed_files(folder)]
    entities = sorted((folder / "entities").glob("*.jsonl")) + sorted(
        (folder / "entities" / "discovered").glob("*.jsonl")
    )
    return [folder / "documents.jsonl", *entities, *facts]


def _refuse_repetition(record: Record) -> None:
    seen: set[str] = set()
    for fact in record.facts:
        if fact.id in seen:
            raise RecordError(f"the fact {fact.id} stands twice; put its evidence on one line.", record.place(fact.id))
        seen.add(fact.id)
