"""The manifest of a build: every file with its checksum, the graph with its hash and what the sample queries answer."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pyoxigraph as ox

from policyscape.graph import Dataset
from policyscape.handover.answers import answers
from policyscape.handover.canonical import hash_of
from policyscape.handover.export import LICENCE
from policyscape.handover.manifest import MANIFEST, FileEntry, Manifest, file_entry
from policyscape.store import memory_store

__all__ = ["write_build_manifest"]

_GRAPH = "policyscape.trig"
_RDF = {".ttl": ox.RdfFormat.TURTLE, ".trig": ox.RdfFormat.TRIG}
# The store is made of files whose bytes differ from build to build; whoever wants it builds it of the graph.
_LEFT_OUT = "store"


def write_build_manifest(dataset: Dataset, folder: Path) -> None:
    """Write ``manifest.json`` into the folder of a build, once all other files are there."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    entries = tuple(_entry(path, folder) for path in files if _LEFT_OUT not in path.relative_to(folder).parts[:1])
    graph = next(entry for entry in entries if entry.file == _GRAPH)
    about = {"graph": _GRAPH, "licence": LICENCE, "version": version("policyscape"), "vocabulary": "ps"}
    about |= {"rdfc10": str(graph.rdfc10), "triples": str(graph.triples)}
    Manifest(about, entries, answers(memory_store(dataset.quads()))).write(folder / MANIFEST)


def _entry(path: Path, folder: Path) -> FileEntry:
    """RDF is read back for its hash: a file that cannot be read is found here and not by a partner."""
    if path.suffix not in _RDF:
        return file_entry(path, folder)
    count, hash_ = hash_of(ox.parse(path=str(path), format=_RDF[path.suffix]))
    return file_entry(path, folder, triples=count, rdfc10=hash_)
