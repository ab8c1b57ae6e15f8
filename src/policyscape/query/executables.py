"""The library as RDF: each question a SHACL SPARQL executable, so that it is found in the store itself."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from policyscape.namespaces import BASE, CONCEPT, PREFIXES, PS
from policyscape.query.library import Query, library
from policyscape.query.parameters import Parameter
from policyscape.query.text import declared_prefixes

__all__ = ["GRAPH_NAME", "library_triples", "query_iri"]

GRAPH_NAME = "queries"

_SH = "http://www.w3.org/ns/shacl#"
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
_COMMENT = ox.NamedNode(PREFIXES["rdfs"] + "comment")
_KEYWORDS = ox.NamedNode(PREFIXES["schema"] + "keywords")
_DATATYPES = {"integer": "integer", "year": "integer", "limit": "integer", "decimal": "decimal"}


def query_iri(query: Query) -> ox.NamedNode:
    """The IRI of a question of the library: ``…/query/money/budget-by-phase``."""
    return ox.NamedNode(f"{BASE}query/{query.theme}/{query.name}")


def library_triples() -> Iterator[ox.Triple]:
    """The library: text, title and question in both languages, theme, prefixes and parameters of each query."""
    prefixes: dict[str, str] = {}
    for query in library():
        prefixes |= declared_prefixes(query.text)
        yield from _query(query)
    for prefix, namespace in sorted(prefixes.items()):
        declaration = ox.NamedNode(f"{BASE}query/prefix/{prefix}")
        yield ox.Triple(_prefixes(), _sh("declare"), declaration)
        yield ox.Triple(declaration, _sh("prefix"), ox.Literal(prefix))
        anyuri = ox.NamedNode(PREFIXES["xsd"] + "anyURI")
        yield ox.Triple(declaration, _sh("namespace"), ox.Literal(namespace, datatype=anyuri))


def _query(query: Query) -> Iterator[ox.Triple]:
    node = query_iri(query)
    for kind in ("SPARQLExecutable", "SPARQLSelectExecutable"):
        yield ox.Triple(node, _TYPE, _sh(kind))
    for language, title in query.titles.items():
        yield ox.Triple(node, _LABEL, ox.Literal(title, language=language))
    for language, question in query.questions.items():
        yield ox.Triple(node, _COMMENT, ox.Literal(question, language=language))
    for word in query.theme.split("/"):
        yield ox.Triple(node, _KEYWORDS, ox.Literal(word))
    yield ox.Triple(node, _sh("select"), ox.Literal(query.text))
    yield ox.Triple(node, _sh("prefixes"), _prefixes())
    for parameter in query.parameters:
        yield from _parameter(node, parameter)


def _parameter(query: ox.NamedNode, parameter: Parameter) -> Iterator[ox.Triple]:
    node = ox.NamedNode(f"{query.value}/{parameter.name}")
    yield ox.Triple(query, _sh("parameter"), node)
    yield ox.Triple(node, _TYPE, _sh("Parameter"))
    yield ox.Triple(node, _sh("path"), ox.NamedNode(f"{BASE}query/parameter/{parameter.variable}"))
    yield ox.Triple(node, _sh("optional"), ox.Literal(True))
    for language, label in parameter.labels.items():
        yield ox.Triple(node, _sh("name"), ox.Literal(label, language=language))
    for default in parameter.defaults:
        yield ox.Triple(node, _sh("defaultValue"), default)
    if parameter.kind == "entity":
        classes = [ox.NamedNode(PS[name]) for name in (parameter.of or "Entity").split("|")]
        yield from (ox.Triple(node, _sh("class"), one) for one in classes)
    elif parameter.kind in ("code", "class", "relation"):
        scheme = CONCEPT[parameter.of] if parameter.kind == "code" else PS[parameter.of or "Relation"]
        yield ox.Triple(node, ox.NamedNode(PREFIXES["rdfs"] + "seeAlso"), ox.NamedNode(scheme))
        yield ox.Triple(node, _sh("nodeKind"), _sh("IRI"))
    else:
        datatype = _DATATYPES.get(parameter.kind, "string")
        yield ox.Triple(node, _sh("datatype"), ox.NamedNode(PREFIXES["xsd"] + datatype))


def _prefixes() -> ox.NamedNode:
    return ox.NamedNode(BASE + "query/prefixes")


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SH + name)
