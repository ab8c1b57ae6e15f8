"""The page's data as one JSON object, with numbers in place of repeated names, empty members left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policyscape.page.data import PageData, Term
from policyscape.page.network import network
from policyscape.records import Entity, Evidence, Fact, SourceDocument

__all__ = ["payload", "record_payload"]


def payload(data: PageData) -> dict[str, Any]:
    """What the explorer reads: the record's part and the pyvis network."""
    return record_payload(data) | {"network": network(data)}


def record_payload(data: PageData) -> dict[str, Any]:
    """What ``viz/explorer/model.js`` reads for every page: entities, facts, edges, documents, terms, mentions."""
    index = {entity.id: number for number, entity in enumerate(data.entities)}
    passages = {place: number for number, place in enumerate(sorted(data.passages))}
    return {
        "version": data.version,
        "entities": [_entity(entity, data) for entity in data.entities],
        "facts": [_fact(fact, passages) for fact in data.facts],
        "edges": [[index[e.source], index[e.target], e.relation, e.fact] for e in data.edges],
        "documents": [_document(document) for document in data.documents],
        "terms": {name: _term(term) for name, term in data.terms.items()},
        "passages": [data.passages[place] for place in passages],
        "mentions": [_mention(fact, index) for fact in data.mentions],
    }


def _entity(entity: Entity, data: PageData) -> dict[str, Any]:
    measures = {name: round(values[entity.id], 6) for name, values in data.measures.items() if entity.id in values}
    row = {name: value for name, value in entity.as_json().items() if name != "english"}
    return row | {"measures": measures}


def _fact(fact: Fact, passages: Mapping[tuple[str, tuple[int, int]], int]) -> dict[str, Any]:
    row = fact.as_json()
    del row["rule"]  # which rule read it is a matter of the record
    row["evidence"] = [_evidence(fact.document, evidence, passages) for evidence in fact.evidence]
    return row


def _evidence(document: str, evidence: Evidence, passages: Mapping[tuple[str, tuple[int, int]], int]) -> dict[str, Any]:
    row = evidence.as_json()
    del row["block"]
    passage = passages.get((document, (evidence.start, evidence.end)))
    if passage is None:
        row.pop("words", None)  # spans of words that are not shown
        return row
    return row | {"passage": passage}


def _document(document: SourceDocument) -> dict[str, Any]:
    return {
        "id": document.id,
        "labels": dict(document.labels),
        "publisher": document.publisher,
        "date": document.date,
        "sha256": document.sha256,
    }


def _term(term: Term) -> dict[str, Any]:
    row = {"labels": dict(term.labels), "definition": dict(term.definition), "inverse": dict(term.inverse)}
    return row | ({"kind": term.kind} if term.kind else {})


def _mention(fact: Fact, index: Mapping[str, int]) -> list[Any]:
    """Entity, document and the places: line, offsets, page and heading as far as known."""
    places = [
        [evidence.line, evidence.start, evidence.end, evidence.page, evidence.heading] for evidence in fact.evidence
    ]
    return [index[str(fact.roles["object"])], fact.document, places]
