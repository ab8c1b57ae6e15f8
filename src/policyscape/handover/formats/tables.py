"""CSV tables with a CSVW description: a table for each class of facts, its columns the roles the ontology gives it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import yaml

from policyscape import namespaces
from policyscape.errors import CheckError, InputError
from policyscape.graph import terms
from policyscape.handover.canonical import Canonical
from policyscape.handover.formats.types import most_specific
from policyscape.ontology import Ontology, load_ontology
from policyscape.paths import HANDOVER

__all__ = ["METADATA", "write_tables"]

METADATA = "csv-metadata.json"  # the name that CSVW has for it
_TYPE, _LABEL, _ALIAS = (terms.node(curie) for curie in ("rdf:type", "rdfs:label", "skos:altLabel"))
# The beginnings of IRIs that a cell leaves out, the longest first; CSVW's valueUrl gives them back.
_SPACES = tuple(map(str, (namespaces.FACT, namespaces.EVIDENCE, namespaces.CONCEPT, namespaces.PS, namespaces.ID)))
_SPACE_OF_KIND = {"entity": namespaces.ID, "code": namespaces.CONCEPT, "relation": namespaces.PS}
_DATATYPES = {"integer": "integer", "decimal": "decimal"}

_Node = Mapping[ox.NamedNode, list[ox.NamedNode | ox.Literal]]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its name, where its values come from, and what CSVW says of it."""

    name: str
    predicate: ox.NamedNode
    described: Mapping[str, Any]
    language: str = ""

    def cells(self, node: _Node) -> list[str]:
        values = node.get(self.predicate, [])
        if self.language:
            return [v.value for v in values if isinstance(v, ox.Literal) and v.language == self.language]
        return [_short(value.value) if isinstance(value, ox.NamedNode) else value.value for value in values]


def write_tables(graph: Canonical, folder: Path, declared: Path = HANDOVER / "tables.yaml") -> dict[str, int]:
    """Write the tables that have rows, and their description, into a folder; gives the number of rows of each."""
    data = yaml.safe_load(declared.read_text(encoding="utf-8"))
    ontology = load_ontology()
    nodes = {subject.value: _node(triples, ontology) for subject, triples in graph.subjects()}
    rows, described = {}, []
    for name, table in data["tables"].items():
        found = _instances(nodes, ontology, table["class"])
        if found:
            columns = _columns(table, ontology)
            separators = _separators(columns, found, [data["separator"], *data["others"]])
            _write(folder / f"{name}.csv", columns, found, separators)
            rows[name] = len(found)
            described.append(_described(f"{name}.csv", table, columns, separators))
    edges = list(_edges(graph, ontology))
    rows["edges"] = len(edges)
    described.append(_write_edges(folder / "edges.csv", edges))
    if not any(rows.values()):
        raise InputError(
            "nothing in this profile is a fact or entity of the ontology, so there are no tables; use Turtle."
        )
    metadata = {"@context": "http://www.w3.org/ns/csvw", "tables": described}
    text = json.dumps(metadata, ensure_ascii=False, indent=1) + "\n"
    (folder / METADATA).write_text(text, encoding="utf-8")
    return rows


def _node(triples: Iterable[ox.Triple], ontology: Ontology) -> _Node:
    """The values by property; of the classes those of other vocabularies are left out, and all but the lowest."""
    node: dict[ox.NamedNode, list[ox.NamedNode | ox.Literal]] = {}
    for triple in triples:
        if isinstance(triple.object, ox.NamedNode | ox.Literal):
            node.setdefault(triple.predicate, []).append(triple.object)
    space = str(namespaces.PS)
    lowest = most_specific((terms.iri(value).removeprefix(space) for value in node.get(_TYPE, ())), ontology)
    node[_TYPE] = [terms.ps(lowest)] if lowest else []
    return node


def _instances(nodes: Mapping[str, _Node], ontology: Ontology, above: str) -> dict[str, _Node]:
    """The nodes of a class or of one below it."""
    wanted = {terms.ps(name) for name in ontology.descendants(above)}
    return {iri: node for iri, node in nodes.items() if not wanted.isdisjoint(node.get(_TYPE, ()))}


def _columns(table: Mapping[str, Any], ontology: Ontology) -> list[_Column]:
    roles = table.get("columns") or [role for role in ontology.roles(table["class"]) if role != "evidence"]
    columns = [_Column("type", _TYPE, {"propertyUrl": "rdf:type", "valueUrl": f"{namespaces.PS}{{type}}"})]
    for language in () if table.get("unlabelled") else ("ja", "en"):
        columns.append(_Column(f"label_{language}", _LABEL, _text("rdfs:label", language), language))
    for language in ("ja", "en") if table.get("names") else ():
        columns.append(_Column(f"aliases_{language}", _ALIAS, _text("skos:altLabel", language), language))
    return columns + [_Column(role, terms.ps(role), _role(role, ontology)) for role in roles]


def _text(predicate: str, language: str) -> dict[str, Any]:
    return {"propertyUrl": predicate, "lang": language}


def _role(role: str, ontology: Ontology) -> dict[str, Any]:
    found = ontology.property(role)
    described: dict[str, Any] = {"propertyUrl": f"{namespaces.PS}{role}"}
    if found.labels:
        described["titles"] = {"und": [role]}
        described["dc:description"] = found.definitions.get("en", "")
    if found.kind in _SPACE_OF_KIND:
        described["valueUrl"] = f"{_SPACE_OF_KIND[found.kind]}{{+{role}}}"
    elif found.kind in _DATATYPES:
        described["datatype"] = _DATATYPES[found.kind]
    elif found.kind == "words":
        described["lang"] = terms.LANGUAGE
    return described


def _separators(columns: Iterable[_Column], nodes: Mapping[str, _Node], marks: list[str]) -> dict[str, str]:
    """For each column with several values in a cell the first mark that stands in none of its values."""
    chosen = {}
    for column in columns:
        cells = [column.cells(node) for node in nodes.values()]
        if any(len(cell) > 1 for cell in cells):
            words = "".join(value for cell in cells for value in cell)
            free = [mark for mark in marks if mark not in words]
            if not free:
                raise CheckError("no separator is free; give tables.yaml another one.", [column.name])
            chosen[column.name] = free[0]
    return chosen


def _write(path: Path, columns: list[_Column], nodes: Mapping[str, _Node], separators: Mapping[str, str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(["id", *(column.name for column in columns)])
        for iri, node in nodes.items():
            cells = (separators.get(column.name, "").join(column.cells(node)) for column in columns)
            writer.writerow([_short(iri), *cells])


def _described(url: str, table: Mapping[str, Any], columns: list[_Column], separators: Mapping[str, str]) -> Any:
    described = [{"name": "id", "required": True}]
    for column in columns:
        separator = {"separator": separators[column.name]} if column.name in separators else {}
        described.append({"name": column.name, **column.described, **separator})
    space = {"Entity": namespaces.ID, "Evidence": namespaces.EVIDENCE}.get(table["class"], namespaces.FACT)
    title = [{"@value": words, "@language": tag} for tag, words in table["title"].items()]
    schema = {"columns": described, "primaryKey": "id", "aboutUrl": f"{space}{{+id}}"}
    return {"url": url, "dc:title": title, "tableSchema": schema}


def _edges(graph: Canonical, ontology: Ontology) -> Iterator[ox.Triple]:
    """Plain triples between entities."""
    relations = {terms.ps(name) for name in ontology.relations}
    space = str(namespaces.ID)
    for subject, triples in graph.subjects():
        if subject.value.startswith(space):
            for triple in triples:
                if triple.predicate in relations and isinstance(triple.object, ox.NamedNode):
                    yield triple


def _write_edges(path: Path, edges: Iterable[ox.Triple]) -> Any:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(["source", "relation", "target"])
        writer.writerows(map(_short, (terms.iri(t.subject), t.predicate.value, terms.iri(t.object))) for t in edges)
    columns = [
        {"name": "source", "suppressOutput": True},
        {"name": "relation", "suppressOutput": True},
        {"name": "target", "propertyUrl": f"{namespaces.PS}{{relation}}", "valueUrl": f"{namespaces.ID}{{+target}}"},
    ]
    title = [{"@value": "辺", "@language": "ja"}, {"@value": "Plain edges between entities", "@language": "en"}]
    return {
        "url": path.name,
        "dc:title": title,
        "tableSchema": {"columns": columns, "aboutUrl": f"{namespaces.ID}{{+source}}"},
    }


def _short(iri: str) -> str:
    for space in _SPACES:
        if iri.startswith(space):
            return iri.removeprefix(space)
    return iri
