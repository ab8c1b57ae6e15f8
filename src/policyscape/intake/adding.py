"""A document into the record: read, its facts checked, its files written at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from policyscape.errors import InputError
from policyscape.extraction.corpus import Extraction, Extractor
from policyscape.extraction.files import as_read, extraction_files
from policyscape.graph import Record, read_record
from policyscape.intake.checking import refuse_new_faults, statements_file
from policyscape.intake.metadata import Metadata, document_id
from policyscape.ontology import Ontology, load_ontology
from policyscape.reading import read
from policyscape.recording import commit
from policyscape.records import Entity, Fact, SourceDocument, read_facts, read_source_documents
from policyscape.resolution.duplicates import near_duplicates
from policyscape.review.judging import unsure
from policyscape.verification import refuse_false_evidence

__all__ = ["UNSURE", "Added", "add"]

UNSURE = 0.85  # facts less sure than this are for a person to judge


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a file did: ``before`` are the facts that the document had, empty for a new one.

    ``discovered`` are entities the record did not have; ``near`` are pairs of one of them and another of almost the
    same name; ``open_names`` are those that several entities bear. ``is_current`` says that the file was there already.
    """

    document: SourceDocument
    facts: list[Fact]
    before: list[Fact] = field(default_factory=list)
    discovered: list[Entity] = field(default_factory=list)
    unsure: list[Fact] = field(default_factory=list)
    near: list[tuple[Entity, Entity]] = field(default_factory=list)
    open_names: list[str] = field(default_factory=list)
    is_current: bool = False
    is_changed: bool = False

    @property
    def fresh(self) -> list[Fact]:
        """The facts that were not there before."""
        known = {fact.id for fact in self.before}
        return [fact for fact in self.facts if fact.id not in known]

    @property
    def gone(self) -> list[Fact]:
        """The facts that the document had before and has no longer."""
        kept = {fact.id for fact in self.facts}
        return [fact for fact in self.before if fact.id not in kept]


def add(path: Path, metadata: Metadata, graph: Path, id_: str | None = None, ontology: Ontology | None = None) -> Added:
    """Take the document in a file into the record in ``graph``, in the place of the one of this id if there is one.

    InputError where the file cannot be read or the id is another file's; CheckError where the facts do not hold. Then
    the record is as it was.
    """
    record = read_record(graph)
    known = read_source_documents(graph / "documents.jsonl")
    name = _name(path, id_, known)
    document = read(path, name)
    same = next((other for other in known.values() if other.sha256 == document.sha256 and other.id != name), None)
    if same:
        raise InputError(f"{path.name} is in the record already, as {same.id}; remove that first or leave it.")
    source = as_read(metadata.source(name, path.name, record.entities), document)
    source = replace(source, description=known[name].description if name in known else {})
    before = _facts_of(name, graph)
    if name in known and _is_same_text(known[name], source) and statements_file(graph, name).is_file():
        if source != known[name]:
            rows = [row.as_json() for _, row in sorted({**known, name: source}.items())]
            commit({graph / "documents.jsonl": rows})
        return Added(source, before, before, is_current=True, is_changed=source != known[name])
    ontology = ontology or load_ontology()
    extraction = Extractor(ontology, graph).read_all([document])
    refuse_false_evidence(extraction, ontology)
    refuse_new_faults(record, {name: source}, extraction.facts[name], extraction.discovered, ontology)
    commit(extraction_files(extraction, graph, {**known, name: source}))
    return _added(source, extraction, before, record, read_record(graph))


def _added(source: SourceDocument, extraction: Extraction, before: list[Fact], old: Record, record: Record) -> Added:
    """The account of what was written, from the record as it was and as it is."""
    facts = extraction.facts[source.id]
    fresh = {entity.id for entity in extraction.discovered} & (record.entities.keys() - old.entities.keys())
    discovered = [record.entities[id_] for id_ in sorted(fresh)]
    pairs = near_duplicates(record.entities.values(), record.judgements.different)
    near = [(one, other) for one, other in pairs if {one.id, other.id} & fresh]
    names = sorted(name for _, name in extraction.unresolved)
    return Added(source, facts, before, discovered, unsure(facts, UNSURE, record.judgements), near, names)


def _name(path: Path, given: str | None, known: Mapping[str, SourceDocument]) -> str:
    """The id of the document: the one given, that of the file of this name, or one made of the name.

    InputError where that is another file's, which only an id that is given may replace.
    """
    if given is None:
        of_file = [other.id for other in known.values() if other.file == path.name]
        if of_file:
            return of_file[0]
    name = document_id(given, path)
    if given is None and name in known:
        raise InputError(
            f"the record has a document {name} from {known[name].file}; give --id {name} to put {path.name} in its "
            "place, or another id."
        )
    return name


def _is_same_text(known: SourceDocument, source: SourceDocument) -> bool:
    return (known.sha256, known.text_sha256) == (source.sha256, source.text_sha256)


def _facts_of(name: str, graph: Path) -> list[Fact]:
    path = statements_file(graph, name)
    return read_facts(path) if path.is_file() else []
