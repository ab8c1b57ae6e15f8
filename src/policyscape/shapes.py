"""The SHACL shapes, judged by SPARQL made of each constraint; breaches as sentences with the record's file and line.

The subset of SHACL that ``ontology/shapes.ttl`` uses is compiled and anything else refused, so that no constraint is
passed over in silence. On the full graph this takes a tenth of what a general validator does; the tests hold it
against pySHACL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.term import Node

from policyscape.errors import RecordError
from policyscape.graph import Dataset, Record
from policyscape.namespaces import BASE, EVIDENCE, FACT, ID, PREFIXES
from policyscape.ontology_reader import read_module
from policyscape.paths import ONTOLOGY
from policyscape.sssom import curie

__all__ = ["Breach", "Constraint", "find_breaches", "read_constraints", "sentence"]

SHAPES = ONTOLOGY / "shapes.ttl"
_GRAPHS = ("entities", "document/", "measures", "ontology", "inferred/superclass")
_IS = "a/<http://www.w3.org/2000/01/rdf-schema#subClassOf>*"


@dataclass(frozen=True, slots=True)
class Constraint:
    """One component of a property shape on the nodes of one target, as the SPARQL that finds its breaches.

    ``messages`` are by language; ``query`` selects ``?this`` and, where a value is at fault, ``?value``.
    """

    shape: str
    path: str
    component: str
    severity: str
    messages: Mapping[str, str]
    query: str


@dataclass(frozen=True, slots=True, order=True)
class Breach:
    """A node that breaks a constraint; ``severity`` is ``Violation`` or ``Warning``, ``value`` empty where none is."""

    severity: str
    shape: str
    node: str
    path: str
    value: str
    messages: Mapping[str, str]

    def message(self, language: str) -> str:
        """What is demanded."""
        return self.messages[language]


def find_breaches(dataset: Dataset, path: Path = SHAPES) -> list[Breach]:
    """All breaches in a dataset whose superclasses are inferred, sorted, each node and shape once."""
    store = ox.Store()
    names = [name for prefix in _GRAPHS for name in dataset.names(prefix)]
    store.bulk_extend(ox.Quad(*triple) for triple in dataset.triples(*names))
    found: dict[tuple[str, str], Breach] = {}
    for constraint in read_constraints(path):
        for breach in _breaches(constraint, store):
            found.setdefault((breach.shape, breach.node), breach)
    return sorted(found.values(), key=lambda breach: (breach.severity, breach.shape, breach.node))


def sentence(breach: Breach, record: Record, language: str = "en") -> str:
    """The breach in words, after the file and line of the record it stands at."""
    identifier = _identifier(breach.node)
    value = f" ({breach.path}: {breach.value})" if breach.value else f" ({breach.path})"
    place = record.place(identifier)
    where = place if place == identifier else f"{place}: {identifier}"
    return f"{where}: {breach.message(language)}{value}"


def _identifier(node: str) -> str:
    """The id in the record of a fact, an entity, a document, or the fact that a piece of evidence belongs to."""
    if node.startswith(str(EVIDENCE)):
        return node.removeprefix(str(EVIDENCE)).split("/")[0].rsplit("-", 1)[0]
    for space in (f"{ID}document/", str(FACT), str(ID), BASE):
        if node.startswith(space):
            return node.removeprefix(space)
    return node


def _breaches(constraint: Constraint, store: ox.Store) -> Iterator[Breach]:
    solutions = store.query(constraint.query, prefixes=PREFIXES)
    assert isinstance(solutions, ox.QuerySolutions)
    with_value = any(variable.value == "value" for variable in solutions.variables)
    for row in solutions:
        value = row["value"] if with_value else None
        shown = "" if value is None else str(getattr(value, "value", value)).removeprefix(BASE)
        node = str(getattr(row["this"], "value", row["this"]))
        yield Breach(constraint.severity, constraint.shape, node, constraint.path, shown, constraint.messages)


def read_constraints(path: Path = SHAPES) -> list[Constraint]:
    """Every component of every property shape, compiled; RecordError names what is not understood."""
    graph = read_module(path)
    return [
        constraint
        for shape in sorted(graph.subjects(RDF.type, SH.NodeShape), key=str)
        for constraint in _node_shape(graph, shape, path.name)
    ]


def _node_shape(graph: Graph, shape: Node, file: str) -> Iterator[Constraint]:
    _refuse_unknown(graph, shape, {RDF.type, SH.targetClass, SH.targetSubjectsOf, SH.property}, file)
    targets = [f"?this a {node.n3()}" for node in _objects(graph, shape, SH.targetClass)]
    targets += [f"?this {node.n3()} ?targeted" for node in _objects(graph, shape, SH.targetSubjectsOf)]
    target = " UNION ".join(f"{{ {one} }}" for one in targets)
    for part in _objects(graph, shape, SH.property):
        yield from _property_shape(graph, part, target, file)


def _property_shape(graph: Graph, shape: URIRef, target: str, file: str) -> Iterator[Constraint]:
    known = {RDF.type, SH.path, SH.message, SH.severity, *_COMPONENTS}
    _refuse_unknown(graph, shape, known, file)
    path = next(_objects(graph, shape, SH.path))
    severity = next((str(node).removeprefix(str(SH)) for node in graph.objects(shape, SH.severity)), "Violation")
    texts = [text for text in graph.objects(shape, SH.message) if isinstance(text, Literal)]
    messages = {text.language or "": str(text) for text in texts}
    name = str(shape).rsplit("/", 1)[-1]
    for component, compiled in _COMPONENTS.items():
        for value in graph.objects(shape, component):
            query = compiled(target, path.n3(), value)
            kind = str(component).removeprefix(str(SH))
            shown = curie(path).removeprefix("ps:")
            yield Constraint(name, shown, kind, severity, messages, query)


def _objects(graph: Graph, subject: Node, predicate: URIRef) -> Iterator[URIRef]:
    return (node for node in sorted(graph.objects(subject, predicate), key=str) if isinstance(node, URIRef))


def _refuse_unknown(graph: Graph, shape: Node, known: Iterable[Node], file: str) -> None:
    unknown = sorted({str(predicate) for predicate in graph.predicates(shape)} - {str(one) for one in known})
    if unknown:
        raise RecordError(f"{shape} uses {unknown[0]}, which is not compiled; add it to policyscape.shapes.", file)


def _some_value(target: str, path: str, wrong: str) -> str:
    return f"SELECT DISTINCT ?this ?value WHERE {{ {{ {target} }} ?this {path} ?value . {wrong} }}"


def _min_count(target: str, path: str, value: Node) -> str:
    if int(str(value)) == 1:
        return f"SELECT DISTINCT ?this WHERE {{ {{ {target} }} FILTER NOT EXISTS {{ ?this {path} ?any }} }}"
    return _counted(target, f"OPTIONAL {{ ?this {path} ?one }}", f"< {value}")


def _max_count(target: str, path: str, value: Node) -> str:
    return _counted(target, f"?this {path} ?one", f"> {value}")


def _counted(target: str, pattern: str, test: str) -> str:
    inner = f"{{ SELECT DISTINCT ?this WHERE {{ {target} }} }} {pattern}"
    return f"SELECT ?this WHERE {{ {inner} }} GROUP BY ?this HAVING (COUNT(DISTINCT ?one) {test})"


def _unique_lang(target: str, path: str, _: Node) -> str:
    twice = f'?this {path} ?other . FILTER (?value != ?other && LANG(?value) != "" && LANG(?value) = LANG(?other))'
    return _some_value(target, path, twice)


def _compared(operator: str) -> Callable[[str, str, Node], str]:
    """A breach where the comparison is false or impossible, as between a word and a number."""

    def compiled(target: str, path: str, value: Node) -> str:
        return _some_value(target, path, f"FILTER (!COALESCE(?value {operator} {_n3(value)}, false))")

    return compiled


def _ordered(operator: str) -> Callable[[str, str, Node], str]:
    def compiled(target: str, path: str, value: Node) -> str:
        wrong = f"?this {_n3(value)} ?other . FILTER (!COALESCE(?value {operator} ?other, false))"
        return _some_value(target, path, wrong)

    return compiled


def _n3(node: Node) -> str:
    return node.n3() if isinstance(node, URIRef | Literal) else str(node)


# In the order in which a node's breach of one shape is told: a missing value before a wrong one.
_COMPONENTS: dict[Node, Callable[[str, str, Node], str]] = {
    SH.minCount: _min_count,
    SH.maxCount: _max_count,
    SH["class"]: lambda t, p, v: _some_value(t, p, f"FILTER NOT EXISTS {{ ?value {_IS} {_n3(v)} }}"),
    SH.datatype: lambda t, p, v: _some_value(t, p, f"FILTER (!COALESCE(DATATYPE(?value) = {_n3(v)}, false))"),
    SH.pattern: lambda t, p, v: _some_value(t, p, f"FILTER (!COALESCE(REGEX(STR(?value), {_n3(v)}), false))"),
    SH.uniqueLang: _unique_lang,
    SH.minInclusive: _compared(">="),
    SH.maxInclusive: _compared("<="),
    SH.lessThan: _ordered("<"),
    SH.lessThanOrEquals: _ordered("<="),
}
