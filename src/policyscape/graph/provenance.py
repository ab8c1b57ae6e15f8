"""How the graph came to be: the software by version and hash of its code, and the hashes of all that it was made of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pyoxigraph as ox

from policyscape import namespaces, paths
from policyscape.graph import terms
from policyscape.graph.record import Record

__all__ = ["PROVENANCE_GRAPH", "folder_hash", "provenance_triples", "record_hash"]

PROVENANCE_GRAPH = "provenance"
_DATASET = ox.NamedNode(namespaces.BASE + "dataset")
_BUILD = ox.NamedNode(namespaces.BASE + "activity/build")
_SPDX = "http://spdx.org/rdf/terms#"
_CODE = Path(__file__).resolve().parents[1]
_LABELS = {
    "graph": {"ja": "記録", "en": "The record"},
    "ontology": {"ja": "オントロジー", "en": "The ontology"},
    "rules": {"ja": "規則", "en": "The rules"},
    "queries": {"ja": "質問集", "en": "The queries"},
    "build": {"ja": "グラフの構築", "en": "Building the graph"},
}


def provenance_triples(record: Record) -> Iterator[ox.Triple]:
    """The activity of building, its software, and everything it used, each with its SHA-256; no clock."""
    yield ox.Triple(_DATASET, terms.node("prov:wasGeneratedBy"), _BUILD)
    yield ox.Triple(_BUILD, terms.node("rdf:type"), terms.node("prov:Activity"))
    yield from terms.texts(_BUILD, "rdfs:label", _LABELS["build"])
    release = version("policyscape")
    software = ox.NamedNode(f"{namespaces.BASE}software/policyscape-{release}")
    yield ox.Triple(_BUILD, terms.node("prov:wasAssociatedWith"), software)
    yield ox.Triple(software, terms.node("rdf:type"), terms.node("prov:SoftwareAgent"))
    yield ox.Triple(software, terms.node("rdfs:label"), ox.Literal(f"Policyscape {release}"))
    yield from _checksum(software, _hash_of_code())
    folders = {"ontology": paths.ONTOLOGY, "rules": paths.RULES, "queries": paths.QUERIES}
    hashes = {name: folder_hash(folder) for name, folder in folders.items()} | {"graph": record_hash(record)}
    for name, hash_ in hashes.items():
        used = ox.NamedNode(f"{namespaces.BASE}input/{name}")
        yield ox.Triple(_BUILD, terms.node("prov:used"), used)
        yield ox.Triple(used, terms.node("rdf:type"), terms.node("prov:Entity"))
        yield from terms.texts(used, "rdfs:label", _LABELS[name])
        yield from _checksum(used, hash_)
    for document in record.documents:
        yield ox.Triple(_BUILD, terms.node("prov:used"), terms.entity(f"document/{document}"))


def record_hash(record: Record) -> str:
    """The SHA-256 of all lines of a record as judged, sorted: it depends on what is stated, not on the files."""
    rows = [entity.as_json() for entity in record.entities.values()]
    rows += [fact.as_json() for fact in record.facts]
    rows += [asdict(document) for document in record.documents.values()]
    lines = sorted(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def folder_hash(folder: Path, pattern: str = "*") -> str:
    """The SHA-256 of the names and hashes of all files of a folder, whatever order the disk gives them in."""
    lines = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob(pattern)
        if path.is_file() and not path.name.startswith(".")
    }
    return hashlib.sha256("".join(f"{hash_}  {name}\n" for name, hash_ in sorted(lines.items())).encode()).hexdigest()


@cache
def _hash_of_code() -> str:
    return folder_hash(_CODE, "*.py")


def _checksum(subject: ox.NamedNode, hash_: str) -> Iterator[ox.Triple]:
    node = ox.NamedNode(f"{subject.value}/checksum")
    hexadecimal = ox.NamedNode(terms.XSD + "hexBinary")
    yield ox.Triple(subject, ox.NamedNode(_SPDX + "checksum"), node)
    yield ox.Triple(node, terms.node("rdf:type"), ox.NamedNode(_SPDX + "Checksum"))
    yield ox.Triple(node, ox.NamedNode(_SPDX + "algorithm"), ox.NamedNode(_SPDX + "checksumAlgorithm_sha256"))
    yield ox.Triple(node, ox.NamedNode(_SPDX + "checksumValue"), ox.Literal(hash_, datatype=hexadecimal))
