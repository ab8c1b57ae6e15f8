"""The record: entities, facts and documents as sorted JSON lines, the files under ``graph/`` that live in git."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeAlias

from policyscape.errors import InputError, RecordError
from policyscape.recording import commit

__all__ = [
    "CUT",
    "Entity",
    "Evidence",
    "Fact",
    "RoleValue",
    "SourceDocument",
    "Span",
    "fact_id",
    "read_discovered",
    "read_entities",
    "read_facts",
    "read_lines",
    "read_source_documents",
    "united",
    "write_lines",
]

Span: TypeAlias = tuple[int, int]
Scalar: TypeAlias = str | int | float | bool
RoleValue: TypeAlias = Scalar | tuple[Scalar, ...]
CUT = "…"
"""What ends a text that goes on in the document, as the record keeps no sentences."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing of the policy landscape.

    ``id`` is ``kind/slug`` in ASCII, minted once and never reused; ``type`` a class of the ontology; ``labels`` by
    language tag; ``english`` says where the English label comes from: ``document``, ``reference`` or ``translation``.
    ``links`` are relations known from reference rather than read in a document: property name to entity ids.
    """

    id: str
    type: str
    labels: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    country: str | None = None
    english: str | None = None
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Every written form: labels first, then aliases."""
        return (*self.labels.values(), *self.aliases)

    def as_json(self) -> dict[str, Any]:
        """The entity as a line of the record, empty members left out."""
        return _dense(
            {
                "id": self.id,
                "type": self.type,
                "labels": dict(self.labels),
                "aliases": sorted(set(self.aliases)),
                "country": self.country,
                "english": self.english,
                "links": {name: sorted(ids) for name, ids in self.links.items()},
            }
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact was read: character offsets into the original file, and the span of each role's own words.

    ``start`` to ``end`` enclose the passage (sentence, item, table row); ``words`` maps a role to the span that names
    its value. ``line`` counts from 1; ``page`` and ``heading`` are None where the document does not say.
    """

    start: int
    end: int
    block: str
    line: int
    words: Mapping[str, Span] = field(default_factory=dict)
    page: int | None = None
    heading: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The evidence as a member of a fact's line."""
        return _dense(
            {
                "start": self.start,
                "end": self.end,
                "block": self.block,
                "line": self.line,
                "words": {role: list(span) for role, span in self.words.items()},
                "page": self.page,
                "heading": self.heading,
            }
        )


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a document says: a class of the ontology, its roles (property name to value), and how it was read.

    A role's value is an entity id, a code of a concept scheme or a literal; the ontology tells which. Several values
    of one role are a tuple in the order of the text.
    """

    document: str
    type: str
    roles: Mapping[str, RoleValue]
    modality: str
    layer: str
    rule: str
    confidence: float
    evidence: tuple[Evidence, ...]
    country: str | None = None

    @property
    def id(self) -> str:
        """Short hash of what is said and by which document, not of where or by which rule it was read."""
        return fact_id(self)

    @property
    def is_mention(self) -> bool:
        """Whether the fact only says that a document names an entity."""
        return self.roles.get("predicate") == "mentions"

    def as_json(self) -> dict[str, Any]:
        """The fact as a line of the record."""
        return _dense(
            {
                "id": self.id,
                "type": self.type,
                "document": self.document,
                "roles": {k: list(v) if isinstance(v, tuple) else v for k, v in sorted(self.roles.items())},
                "modality": self.modality,
                "country": self.country,
                "layer": self.layer,
                "rule": self.rule,
                "confidence": self.confidence,
                "evidence": [e.as_json() for e in self.evidence],
            }
        )


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document of the corpus: what a citation needs, and the hash of the text the offsets count in.

    Of a file that is no plain text (HTML, PDF) the offsets count in the text that ``reader`` makes of it, whose hash is
    ``text_sha256``; else both are empty and the file is the text.
    """

    id: str
    labels: Mapping[str, str]
    publisher: str
    date: str
    sha256: str
    file: str
    description: Mapping[str, str] = field(default_factory=dict)
    text_sha256: str = ""
    reader: str = ""

    def as_json(self) -> dict[str, Any]:
        """The document as a line of the record, empty members left out."""
        row = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in row.items() if value not in ("", {})}


def fact_id(fact: Fact) -> str:
    """Sixteen hex digits of the SHA-256 of the fact's content as a JSON list (in a list parts cannot run together)."""
    roles = [[k, list(v) if isinstance(v, tuple) else v] for k, v in sorted(fact.roles.items())]
    content = json.dumps([fact.document, fact.type, roles, fact.modality, fact.country], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def read_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each JSON object of a file with its place ``file:line``; RecordError names the line that is no JSON object."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read ({error}); the record is made of UTF-8 JSON lines.") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            place = f"{path.name}:{number}"
            try:
                value = json.loads(line)
            except json.JSONDecodeError as error:
                raise RecordError(f"not JSON at column {error.colno}: {error.msg}.", place) from error
            if not isinstance(value, dict):
                raise RecordError("a line of the record is a JSON object.", place)
            yield place, value


def write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows as JSON lines with sorted keys, beside the target first, then renamed over it."""
    commit({path: rows})


def read_entities(folder: Path, without: str | None = None) -> dict[str, Entity]:
    """All entities of a folder of ``*.jsonl`` files by id; RecordError on a malformed line or an id used twice.

    Those in ``discovered/`` are what each document found; the same id in several of them is one entity.
    ``without`` is a document whose own are left out.
    """
    entities: dict[str, Entity] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for place, row in read_lines(path):
            entity = _entity(row, place)
            if entity.id in entities:
                raise RecordError(f"the id {entity.id} is used twice; an id names one entity.", place)
            entities[entity.id] = entity
    discovered = read_discovered(folder / "discovered")
    for found in (found for document, found in discovered.items() if document != without):
        for id_, entity in found.items():
            entities[id_] = united(entities[id_], entity) if id_ in entities else entity
    return entities


def read_discovered(folder: Path) -> dict[str, dict[str, Entity]]:
    """The entities that each document found, by document and id; none where there is no folder."""
    found: dict[str, dict[str, Entity]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        entities = [_entity(row, place) for place, row in read_lines(path)]
        found[path.stem] = {entity.id: entity for entity in entities}
    return found


def united(entity: Entity, again: Entity) -> Entity:
    """One entity that two documents found; it has the names of both, those of the first before."""
    aliases = dict.fromkeys((*entity.aliases, *again.names))
    return replace(entity, aliases=tuple(name for name in aliases if name not in entity.labels.values()))


def read_facts(path: Path) -> list[Fact]:
    """The facts of one statement file, in its order; RecordError where the stored id is not the content's."""
    facts = []
    for place, row in read_lines(path):
        fact = _fact(row, place)
        if row.get("id") != fact.id:
            raise RecordError(f"the id {row.get('id')} does not belong to this content, which is {fact.id}.", place)
        facts.append(fact)
    return facts


def read_source_documents(path: Path) -> dict[str, SourceDocument]:
    """The documents of the corpus by id."""
    found = {}
    for place, row in read_lines(path):
        try:
            found[row["id"]] = SourceDocument(**row)
        except TypeError as error:
            raise RecordError(f"a document's line is malformed: {error}.", place) from error
    return found


def _entity(row: dict[str, Any], place: str) -> Entity:
    try:
        return Entity(
            id=row["id"],
            type=row["type"],
            labels=row["labels"],
            aliases=tuple(row.get("aliases", ())),
            country=row.get("country"),
            english=row.get("english"),
            links={name: tuple(ids) for name, ids in row.get("links", {}).items()},
        )
    except (KeyError, AttributeError) as error:
        raise RecordError(f"an entity lacks or misuses {error}.", place) from error


def _fact(row: dict[str, Any], place: str) -> Fact:
    try:
        return Fact(
            document=row["document"],
            type=row["type"],
            roles={k: tuple(v) if isinstance(v, list) else v for k, v in row["roles"].items()},
            modality=row["modality"],
            layer=row["layer"],
            rule=row["rule"],
            confidence=row["confidence"],
            evidence=tuple(_evidence(e) for e in row["evidence"]),
            country=row.get("country"),
        )
    except (KeyError, AttributeError, TypeError) as error:
        raise RecordError(f"a fact lacks or misuses {error}.", place) from error


def _evidence(row: dict[str, Any]) -> Evidence:
    words = {role: (span[0], span[1]) for role, span in row.get("words", {}).items()}
    return Evidence(row["start"], row["end"], row["block"], row["line"], words, row.get("page"), row.get("heading"))


def _dense(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value not in (None, {}, [], ())}
