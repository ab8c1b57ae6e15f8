"""Reading the Turtle modules: local names, codes and texts out of the triples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.term import Identifier, Literal, Node

from policyscape.errors import InputError, RecordError
from policyscape.namespaces import CONCEPT, PREFIXES, PS

__all__ = [
    "DCT",
    "OWL",
    "PROPERTY_TYPES",
    "PS",
    "SCHEMA",
    "SKOS",
    "VANN",
    "code_names",
    "inverse",
    "iri",
    "local",
    "module_files",
    "names",
    "one",
    "own",
    "read_module",
    "read_modules",
    "shortcuts",
    "superclasses",
    "texts",
]

SCHEMA = Namespace(PREFIXES["schema"])
DCT = Namespace(PREFIXES["dct"])
VANN = Namespace("http://purl.org/vocab/vann/")
PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty)

# Shapes judge data and are read by a SHACL engine; they are no part of the ontology proper.
_NOT_MODULES = {"shapes.ttl"}


def module_files(folder: Path) -> list[Path]:
    """The Turtle files of a folder that make up the ontology."""
    files = [path for path in sorted(folder.glob("*.ttl")) if path.name not in _NOT_MODULES]
    if not files:
        raise InputError(f"{folder} holds no ontology module (*.ttl).")
    return files


def read_module(path: Path) -> Graph:
    """One Turtle file; RecordError names it if it is not Turtle."""
    try:
        return Graph().parse(path, format="turtle")
    except Exception as error:  # rdflib's parser has no common base of its errors
        raise RecordError(f"not valid Turtle: {str(error).strip()}", path.name) from error


def read_modules(folder: Path) -> Graph:
    """All modules of a folder in one graph."""
    graph = Graph()
    for path in module_files(folder):
        graph += read_module(path)
    return graph


def iri(name: str) -> URIRef:
    """The IRI of a term's local name, or of a code ``<scheme>/<code>``."""
    return CONCEPT[name] if "/" in name else PS[name]


def local(node: Node) -> str | None:
    """The name of one of our own terms or codes; None for any other node."""
    text = str(node)
    for namespace in (PS, CONCEPT):
        if text.startswith(str(namespace)):
            return text.removeprefix(str(namespace))
    return None


def own(graph: Graph, subject: URIRef, predicate: URIRef) -> tuple[str, ...]:
    """The objects that are terms of ours, as sorted local names."""
    found = (local(node) for node in graph.objects(subject, predicate))
    return tuple(sorted(name for name in found if name))


def one(graph: Graph, subject: URIRef, predicate: URIRef) -> Node | None:
    """The object, or None; the first in order where there are several."""
    return min(graph.objects(subject, predicate), default=None, key=str)


def texts(graph: Graph, subject: URIRef, predicate: URIRef) -> dict[str, str]:
    """Literals by language tag."""
    found = (node for node in graph.objects(subject, predicate) if isinstance(node, Literal))
    return {node.language: str(node) for node in sorted(found) if node.language}


def names(graph: Graph, *types: URIRef) -> list[str]:
    """The sorted local names of our terms that are of one of these types."""
    nodes: set[Identifier | Node] = {node for each in types for node in graph.subjects(RDF.type, each)}
    return sorted(str(node).removeprefix(str(PS)) for node in nodes if str(node).startswith(str(PS)))


def code_names(graph: Graph) -> list[str]:
    """All codes, ``<scheme>/<code>``, sorted."""
    return sorted(name for node in graph.subjects(RDF.type, SKOS.Concept) if (name := local(node)))


def inverse(graph: Graph, property_iri: URIRef) -> str | None:
    """The local name of the inverse, on whichever of the two it is declared."""
    nodes = [*graph.objects(property_iri, OWL.inverseOf), *graph.subjects(OWL.inverseOf, property_iri)]
    return local(nodes[0]) if nodes else None


def superclasses(graph: Graph, name: str) -> set[str]:
    """The class and all above it, as far as they are ours."""
    return {found for node in graph.transitive_objects(iri(name), RDFS.subClassOf) if node and (found := local(node))}


def shortcuts(graph: Graph) -> Iterator[tuple[str, str, str, str, str | None]]:
    """Each declared shortcut: property, class of fact, role of the subject, role of the object, event type or None."""
    for node in sorted(graph.subjects(RDF.type, PS.Shortcut), key=_number):
        parts = [one(graph, URIRef(str(node)), PS[f"shortcut{part}"]) for part in ("Property", "Class", "From", "To")]
        if not all(parts):
            raise RecordError(
                f"the shortcut {local(node)} lacks one of property, class, from and to; declare all four."
            )
        event = one(graph, URIRef(str(node)), PS.shortcutEventType)
        first, second, third, fourth = (str(local(part)) for part in parts if part)
        yield first, second, third, fourth, local(event) if event else None


def _number(node: Node) -> tuple[int, str]:
    tail = str(node).rsplit("-", 1)[-1]
    return (int(tail) if tail.isdigit() else 0, str(node))
