"""Entities and documents as triples: class, names, country, links known from reference."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from policyscape.graph import terms
from policyscape.graph.record import Record
from policyscape.records import Entity, SourceDocument

__all__ = ["document_triples", "entity_triples"]


def entity_triples(entity: Entity) -> Iterator[ox.Triple]:
    """What the record says of one entity; only its own class, superclasses are inferred."""
    subject = terms.entity(entity.id)
    yield ox.Triple(subject, terms.node("rdf:type"), terms.ps(entity.type))
    yield from terms.texts(subject, "rdfs:label", dict(entity.labels))
    yield from terms.texts(subject, "skos:prefLabel", dict(entity.labels))
    for alias in set(entity.aliases) - set(entity.labels.values()):
        # an acronym is the name in Japanese texts as well: found by either tag
        for tag in (terms.LANGUAGE, "en") if alias.isascii() else (terms.LANGUAGE,):
            yield ox.Triple(subject, terms.node("skos:altLabel"), ox.Literal(alias, language=tag))
    if entity.country:
        yield ox.Triple(subject, terms.ps("country"), terms.entity(entity.country))
    if entity.english:
        yield ox.Triple(subject, terms.ps("englishLabelSource"), ox.Literal(entity.english))
    for name, targets in entity.links.items():
        for target in targets:
            yield ox.Triple(subject, terms.ps(name), terms.entity(target))


def document_triples(document: SourceDocument, record: Record) -> Iterator[ox.Triple]:
    """What a citation of a document needs, and the hash of the text in which its offsets count."""
    subject = terms.entity(f"document/{document.id}")
    yield ox.Triple(subject, terms.node("rdf:type"), terms.ps("Document"))
    for predicate in ("rdfs:label", "skos:prefLabel", "dct:title"):
        yield from terms.texts(subject, predicate, dict(document.labels))
    yield from terms.texts(subject, "dct:description", dict(document.description))
    yield ox.Triple(subject, terms.node("dct:identifier"), ox.Literal(document.id))
    for dated in (terms.node("dct:issued"), terms.ps("documentDate")):
        yield ox.Triple(subject, dated, terms.date(document.date))
    yield ox.Triple(subject, terms.ps("sha256"), ox.Literal(document.sha256))
    for name, value in (("textSha256", document.text_sha256), ("textReader", document.reader)):
        if value:
            yield ox.Triple(subject, terms.ps(name), ox.Literal(value))
    yield ox.Triple(subject, terms.ps("fileName"), ox.Literal(document.file))
    yield from _publisher(subject, document, record)


def _publisher(subject: ox.NamedNode, document: SourceDocument, record: Record) -> Iterator[ox.Triple]:
    """The publisher by name and, where the record knows the organisation (by id or by name), as an entity."""
    known = record.entities.get(document.publisher) or next(
        (found for found in record.entities.values() if document.publisher in found.names), None
    )
    if known:
        yield ox.Triple(subject, terms.node("dct:publisher"), terms.entity(known.id))
    name = known.labels.get(terms.LANGUAGE, document.publisher) if known else document.publisher
    yield ox.Triple(subject, terms.ps("publisher"), ox.Literal(name))
