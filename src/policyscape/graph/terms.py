"""RDF terms of the graph: nodes for ids of the record, literals by the kind of a property."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import cast

import pyoxigraph as ox

from policyscape import namespaces
from policyscape.namespaces import PREFIXES
from policyscape.ontology import Kind
from policyscape.records import Scalar

__all__ = [
    "LANGUAGE",
    "XSD",
    "code",
    "date",
    "entity",
    "evidence",
    "fact",
    "graph",
    "iri",
    "literal",
    "named",
    "node",
    "ps",
    "texts",
]

LANGUAGE = "ja"
"""The language of the documents: the tag of every literal that holds their own words."""

XSD = PREFIXES["xsd"]
_DATE_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


@cache
def node(curie: str) -> ox.NamedNode:
    """The node of a prefixed name of the project's prefixes: ``dct:title``."""
    prefix, _, local = curie.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


@cache
def ps(name: str) -> ox.NamedNode:
    """The node of a term of the ontology."""
    return ox.NamedNode(str(namespaces.PS) + name)


@cache
def entity(identifier: str) -> ox.NamedNode:
    """The node of an entity or, as ``document/<id>``, of a document."""
    return ox.NamedNode(str(namespaces.ID) + identifier)


@cache
def code(name: str) -> ox.NamedNode:
    """The node of a code ``<scheme>/<code>``."""
    return ox.NamedNode(str(namespaces.CONCEPT) + name)


def fact(identifier: str) -> ox.NamedNode:
    """The node of a fact."""
    return ox.NamedNode(str(namespaces.FACT) + identifier)


def evidence(fact_id: str, number: int, part: str = "") -> ox.NamedNode:
    """The node of the evidence with this number of a fact, or of a part of it."""
    return ox.NamedNode(f"{namespaces.EVIDENCE}{fact_id}-{number}{'/' if part else ''}{part}")


def graph(name: str) -> ox.NamedNode:
    """The node of a named graph."""
    return ox.NamedNode(str(namespaces.GRAPH) + name)


def date(iso: str) -> ox.Literal:
    """A year, month or day as the XML Schema type of its precision."""
    return ox.Literal(iso, datatype=ox.NamedNode(XSD + _DATE_TYPES[len(iso)]))


def named(term: object) -> ox.NamedNode:
    """The term as the named node it must be: the graph holds no blank nodes."""
    if not isinstance(term, ox.NamedNode):
        raise TypeError(f"{term} is no IRI; subjects and types of the graph are IRIs.")
    return term


def iri(term: object) -> str:
    """The IRI of a term that must be a named node."""
    return named(term).value


def texts(subject: ox.NamedNode, predicate: str, by_language: dict[str, str]) -> list[ox.Triple]:
    """One triple for each language that has a text."""
    return [ox.Triple(subject, node(predicate), ox.Literal(text, language=tag)) for tag, text in by_language.items()]


def literal(kind: Kind, value: Scalar) -> ox.NamedNode | ox.Literal:
    """The term of a role's value, which must have been checked to be of the kind."""
    return _TERMS[kind](value)


def _decimal(value: Scalar) -> ox.Literal:
    number = f"{float(value):.10f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return ox.Literal(number, datatype=ox.NamedNode(XSD + "decimal"))


_TERMS: dict[Kind, Callable[[Scalar], ox.NamedNode | ox.Literal]] = {
    "entity": lambda value: entity(str(value)),
    "code": lambda value: code(str(value)),
    "relation": lambda value: ps(str(value)),
    "words": lambda value: ox.Literal(str(value), language=LANGUAGE),
    "string": lambda value: ox.Literal(str(value)),
    "integer": lambda value: ox.Literal(int(cast(int, value))),
    "decimal": _decimal,
    "date": lambda value: date(str(value)),
}
