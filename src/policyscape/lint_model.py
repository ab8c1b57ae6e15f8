"""What the checks of the lint look at: the ontology's files as graphs, and the terms they declare."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rdflib import OWL, RDF, Graph, URIRef

from policyscape import ontology_reader as read

__all__ = ["Finding", "Model", "read_model"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A fault: the file and the term it is at, the rule it breaks, and a sentence saying how."""

    file: str
    term: str
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.term}: {self.message} [{self.rule}]"


@dataclass(frozen=True)
class Model:
    """The graph of each file, shapes included, and all of them as one; terms and codes are local names."""

    files: dict[str, Graph]
    graph: Graph

    @cached_property
    def classes(self) -> list[str]:
        """Our classes."""
        return read.names(self.graph, OWL.Class)

    @cached_property
    def properties(self) -> list[str]:
        """Our object and datatype properties."""
        return read.names(self.graph, *read.PROPERTY_TYPES)

    @cached_property
    def annotations(self) -> list[str]:
        """Our annotation properties."""
        return read.names(self.graph, OWL.AnnotationProperty)

    @cached_property
    def codes(self) -> list[str]:
        """Our codes."""
        return read.code_names(self.graph)

    def above(self, name: str) -> frozenset[str]:
        """The class and its superclasses."""
        return self._above[name] if name in self._above else frozenset({name})

    def values(self, name: str, predicate: URIRef) -> list[str]:
        """The objects of one predicate of a term: local names where they are ours, else IRIs or texts."""
        found = self.graph.objects(read.iri(name), predicate)
        return sorted(read.local(node) or str(node) for node in found)

    def disjoint(self, one: str, other: str) -> bool:
        """Whether two classes are disjoint, by declaration on them or on classes above them."""
        return any((a, b) in self._disjoint for a in self.above(one) for b in self.above(other))

    def finding(self, name: str, rule: str, message: str) -> Finding:
        """A finding at a term or code, in the file that declares it."""
        return Finding(self.home(name), name if "/" in name else f"ps:{name}", rule, message)

    def home(self, name: str) -> str:
        """The file that declares a term or code."""
        declaring = (file for file, graph in self.files.items() if (read.iri(name), RDF.type, None) in graph)
        return next(declaring, "?")

    @cached_property
    def _above(self) -> dict[str, frozenset[str]]:
        return {name: frozenset(read.superclasses(self.graph, name)) for name in self.classes}

    @cached_property
    def _disjoint(self) -> set[tuple[str, str]]:
        pairs = [(read.local(a) or str(a), read.local(b) or str(b)) for a, b in self.graph[: OWL.disjointWith]]
        return {*pairs, *((b, a) for a, b in pairs)}


def read_model(folder: Path) -> Model:
    """The modules of a folder and, if there are any, its shapes."""
    paths = read.module_files(folder) + [path for path in (folder / "shapes.ttl",) if path.is_file()]
    files = {path.name: read.read_module(path) for path in paths}
    merged = Graph()
    for graph in files.values():
        merged += graph
    return Model(files, merged)
