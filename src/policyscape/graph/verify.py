"""Whether the words at the places a fact points to say what the fact says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from policyscape.fold import key
from policyscape.graph.facts import values
from policyscape.graph.passages import Passages
from policyscape.ontology import Kind, Ontology
from policyscape.reading.model import Document
from policyscape.records import CUT, Entity, Evidence, Fact, Scalar, Span

__all__ = ["FoundValue", "ValueReader", "verify"]

# What these say is worked out from more than the words pointed at: the country of a passage, a predicate from a verb.
_JUDGED: frozenset[Kind] = frozenset({"code", "relation", "node"})
_JUDGED_ROLES = frozenset({"country", "modality", "currency", "unit", "qualifier"})
_KANJI_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
_ERA_STARTS = (0, 2018, 1988, 1925)


class FoundValue(Protocol):
    """A value found in words: ``roles`` are the properties it fills, ``main`` its plain value."""

    @property
    def roles(self) -> Mapping[str, Scalar]:
        """Property name to value."""

    @property
    def main(self) -> Scalar:
        """The value itself."""


class ValueReader(Protocol):
    """Reads amounts, quantities and dates out of words, as extraction does."""

    @property
    def scales(self) -> Sequence[int]:
        """What a number may be multiplied by where a header says so (億ドル)."""

    def find(self, text: str, year: int | None = None, /) -> Sequence[FoundValue]:
        """All values in a text; ``year`` is the one 同年 refers to."""


def verify(
    facts: Sequence[Fact],
    document: Document,
    entities: Mapping[str, Entity],
    ontology: Ontology,
    reader: ValueReader,
    anaphora: frozenset[str] = frozenset(),
) -> list[str]:
    """The faults of the facts of one document, one sentence each; empty when every word holds.

    A span must lie in the text and hold words; each span given for a role must name one of the role's values, and each
    of its values must be named by one of the spans. Words of ``anaphora`` (同法) name whatever came before.
    """
    verifier = _Verifier(Passages(document), len(document.text), entities, ontology, reader, anaphora)
    return [
        f"{document.id}:{fact.evidence[0].line if fact.evidence else '?'}: fact {fact.id}: {fault}"
        for fact in facts
        for fault in verifier.faults(fact)
    ]


@dataclass
class _Verifier:
    passages: Passages
    length: int
    entities: Mapping[str, Entity]
    ontology: Ontology
    reader: ValueReader
    anaphora: frozenset[str]

    def faults(self, fact: Fact) -> Iterator[str]:
        for evidence in fact.evidence:
            yield from self._outside(evidence)
        for role in sorted({role for evidence in fact.evidence for role in evidence.words}):
            several = (fact.country or "",) if role == "country" else values(fact.roles.get(role))
            if not several and role not in _JUDGED_ROLES:
                yield f"there are words for {role}, which the fact does not have."
            elif role not in _JUDGED_ROLES and self.ontology.kind(role) not in _JUDGED:
                spans = [evidence.words[role] for evidence in fact.evidence if role in evidence.words]
                yield from self._unnamed(role, several, spans)

    def _outside(self, evidence: Evidence) -> Iterator[str]:
        spans = {"passage": (evidence.start, evidence.end), **evidence.words}
        for name, (start, end) in spans.items():
            if not 0 <= start < end <= self.length:
                yield f"the {name} span {start} to {end} does not lie in the text of {self.length} characters."
            elif not self.passages.words(start, end).strip():
                yield f"the {name} span {start} to {end} holds no words."

    def _unnamed(self, role: str, several: Sequence[Scalar], spans: Sequence[Span]) -> Iterator[str]:
        words = [self.passages.words(*span) for span in spans]
        for span, found in zip(spans, words, strict=True):
            if found.strip() and not any(self._names(role, value, found) for value in several):
                given = ", ".join(map(str, several))
                yield f"the words 「{found[:40]}」 at {span[0]} to {span[1]} do not name {role} = {given}."
        for value in several if len(several) > 1 else ():
            if not any(self._names(role, value, found) for found in words):
                yield f"no words name {role} = {value}."

    def _names(self, role: str, value: Scalar, words: str) -> bool:
        kind = self.ontology.kind(role)
        if kind == "entity":
            return self._names_entity(str(value), words)
        if kind in ("integer", "decimal"):
            return self._read(value, words) or any(
                _has_number(float(value) / scale, words) for scale in (1, *self.reader.scales)
            )
        if kind == "date":
            return self._names_date(str(value), words)
        return key(str(value).removesuffix(CUT)) in key(words) or self._read(value, words)

    def _names_entity(self, identifier: str, words: str) -> bool:
        """A name of the entity stands in the words; a document is named by being pointed out from within."""
        entity = self.entities.get(identifier)
        return (
            identifier.startswith("document/")
            or words in self.anaphora
            or (entity is not None and any(key(name) in key(words) for name in entity.names))
        )

    def _read(self, value: Scalar, words: str) -> bool:
        return any(
            _same(value, one) for found in self.reader.find(words) for one in (found.main, *found.roles.values())
        )

    def _names_date(self, iso: str, words: str) -> bool:
        """The date is read from the words, or each number of the words is a part of it, its year in any era."""
        year = int(iso[:4])
        for found in self.reader.find(words, year):
            for one in (found.main, *found.roles.values()):
                if str(one).startswith(iso) or (len(str(one)) >= 4 and iso.startswith(str(one))):
                    return True
        parts = {year - start for start in _ERA_STARTS} | {year % 100} | {int(part) for part in iso.split("-")[1:]}
        numbers = _numbers(words)
        return bool(numbers) and numbers <= {float(part) for part in parts}


def _same(value: Scalar, found: Scalar) -> bool:
    if isinstance(value, str) or isinstance(found, str):
        return str(value) == str(found)
    return float(value) == float(found)


def _numbers(words: str) -> set[float]:
    plain = key(words).replace(",", "").translate(_KANJI_DIGITS)
    return {float(number) for number in re.findall(r"\d+(?:\.\d+)?", plain)}


def _has_number(value: Scalar, words: str) -> bool:
    return float(value) in _numbers(words)
