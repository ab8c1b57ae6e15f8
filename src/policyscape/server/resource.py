"""What the graph says of one IRI, gathered once for its page and for its RDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pyoxigraph as ox

from policyscape.namespaces import PREFIXES
from policyscape.paths import VIZ
from policyscape.server.service import Row, Service

__all__ = ["Resource", "find_resource", "term", "triples"]

_QUERIES = VIZ / "server" / "queries"
Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal
_EVIDENCE = ox.NamedNode(PREFIXES["ps"] + "evidence")


@dataclass(frozen=True, slots=True)
class Resource:
    """The rows of the queries in ``viz/server/queries`` for an IRI, which are described there."""

    iri: str
    statements: Sequence[Row]
    relations: Sequence[Row]
    facts: Sequence[Row]
    evidence: Sequence[Row]
    uses: Sequence[Row]


async def find_resource(service: Service, iri: str) -> Resource | None:
    """What is said of the IRI; None where nothing has it as subject and nothing points to it."""
    try:
        ox.NamedNode(iri)
    except ValueError:  # no IRI, so nothing has it
        return None
    statements, uses = await _rows(service, "statements", iri), await _rows(service, "uses", iri)
    if not statements and not uses:
        return None
    relations, facts, evidence = [await _rows(service, name, iri) for name in ("relations", "facts", "evidence")]
    return Resource(iri, statements, relations, facts, evidence, uses)


async def _rows(service: Service, name: str, iri: str) -> Sequence[Row]:
    return await service.rows((_QUERIES / f"{name}.rq").read_text(encoding="utf-8"), iri)


def term(cell: dict[str, str] | Row | object) -> Term:
    """A cell of SPARQL JSON as a term."""
    assert isinstance(cell, dict)
    if cell["type"] == "uri":
        return ox.NamedNode(cell["value"])
    if cell["type"] == "bnode":
        return ox.BlankNode(cell["value"])
    if "xml:lang" in cell:
        return ox.Literal(cell["value"], language=cell["xml:lang"])
    return ox.Literal(cell["value"], datatype=ox.NamedNode(cell.get("datatype", PREFIXES["xsd"] + "string")))


def triples(resource: Resource) -> Iterator[ox.Triple]:
    """The statements, the evidence, and the relations and facts that point to the IRI, with the facts' labels."""
    this, label = ox.NamedNode(resource.iri), ox.NamedNode(PREFIXES["rdfs"] + "label")
    for row in resource.statements:
        yield ox.Triple(this, _node(row, "property"), term(row["value"]))
    for row in resource.evidence:
        yield ox.Triple(this, _EVIDENCE, _node(row, "evidence"))
        yield ox.Triple(_node(row, "evidence"), _node(row, "property"), term(row["value"]))
    for row in resource.relations:
        yield ox.Triple(_node(row, "other"), _node(row, "property"), this)
    for row in resource.facts:
        yield ox.Triple(_node(row, "fact"), _node(row, "role"), this)
        for language in ("ja", "en"):
            if language in row:
                yield ox.Triple(_node(row, "fact"), label, term(row[language]))


def _node(row: Row, name: str) -> ox.NamedNode:
    return ox.NamedNode(row[name]["value"])
