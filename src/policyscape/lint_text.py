"""Checks of what people read: labels, definitions, examples, and where a term is defined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from rdflib import OWL, RDF, RDFS, SKOS, BNode, URIRef
from rdflib.term import Node

from policyscape import ontology_reader as read
from policyscape.lint_model import Finding, Model
from policyscape.namespaces import BASE

__all__ = ["TEXT_CHECKS"]

_LANGUAGES = ("ja", "en")


def missing_texts(model: Model) -> Iterator[Finding]:
    """Every term and code has a label and a definition in both languages, every term an example."""
    for name in [*model.classes, *model.properties, *model.annotations, *model.codes]:
        for what, predicate in (("label", RDFS.label), ("definition", SKOS.definition)):
            found = read.texts(model.graph, read.iri(name), predicate)
            if absent := [language for language in _LANGUAGES if not found.get(language, "").strip()]:
                yield model.finding(name, f"missing-{what}", f"no {what} in {' and '.join(absent)}; write one.")
    for name in [*model.classes, *model.properties, *model.annotations]:
        if not model.values(name, SKOS.example):
            yield model.finding(name, "missing-example", "no skos:example; write a short one from the genre.")


def defined_elsewhere(model: Model) -> Iterator[Finding]:
    """``rdfs:isDefinedBy`` names the module the term stands in."""
    for name in [*model.classes, *model.properties, *model.annotations, *model.codes]:
        home = f"{BASE}ontology/{model.home(name).removesuffix('.ttl')}"
        if model.values(name, RDFS.isDefinedBy) != [home]:
            yield model.finding(name, "missing-module", f"rdfs:isDefinedBy is not <{home}>, where the term stands.")


def same_labels(model: Model) -> Iterator[Finding]:
    """No two classes, no two properties and no two codes of one list are called the same."""
    groups: dict[str, list[str]] = {"class": model.classes, "property": model.properties}
    for code in model.codes:
        groups.setdefault(code.split("/")[0], []).append(code)
    for names in groups.values():
        users: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name in names:
            for language, text in read.texts(model.graph, read.iri(name), RDFS.label).items():
                users[language, text].append(name)
        for (language, text), sharing in users.items():
            for name in sharing[1:]:
                yield model.finding(
                    name, "same-label", f"the label {text!r}@{language} is that of {sharing[0]} too; tell them apart."
                )


def undeclared_terms(model: Model) -> Iterator[Finding]:
    """Every term of ours that a file uses is declared in some file."""
    declared = set(model.graph.subjects(RDF.type))
    for file, graph in model.files.items():
        used: set[Node] = {node for triple in graph for node in triple if isinstance(node, URIRef)}
        for node in sorted(used - declared, key=str):
            # Ontology, version and scheme IRIs hold no '#'; codes stand under their scheme.
            name = read.local(node)
            if name:
                shown = name if "/" in name else f"ps:{name}"
                yield Finding(file, shown, "undeclared", "used here and declared nowhere; declare or correct it.")


def blank_nodes(model: Model) -> Iterator[Finding]:
    """No file holds a blank node: they differ from run to run."""
    for file, graph in model.files.items():
        if any(isinstance(node, BNode) for triple in graph for node in triple):
            yield Finding(file, "file", "blank-node", "holds blank nodes, which change from run to run; name them.")


def incomplete_headers(model: Model) -> Iterator[Finding]:
    """Each module has a header with title, creator, licence, version IRI, prior version and preferred prefix."""
    wanted = {"title": read.DCT.title, "creator": read.DCT.creator, "licence": read.DCT.license}
    wanted |= {"version IRI": OWL.versionIRI, "prior version": OWL.priorVersion}
    wanted |= {"preferred prefix": read.VANN.preferredNamespacePrefix}
    for file, graph in model.files.items():
        header = next(iter(graph.subjects(RDF.type, OWL.Ontology)), None)
        absent = [
            what for what, predicate in wanted.items() if header is None or not any(graph.objects(header, predicate))
        ]
        if absent:
            yield Finding(file, "owl:Ontology", "incomplete-header", f"the header lacks {', '.join(absent)}.")


TEXT_CHECKS: tuple[Callable[[Model], Iterator[Finding]], ...] = (
    missing_texts,
    defined_elsewhere,
    same_labels,
    undeclared_terms,
    blank_nodes,
    incomplete_headers,
)
