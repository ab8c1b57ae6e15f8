"""Proving offline that a copy is whole: its checksums, its triples, the shapes, and what the sample queries answer."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from policyscape.errors import CheckError, InputError
from policyscape.graph import Dataset, terms
from policyscape.graph.inference import infer
from policyscape.handover.answers import LARGEST, answers, differences
from policyscape.handover.canonical import hash_of
from policyscape.handover.formats import FORMATS
from policyscape.handover.manifest import FileEntry, Manifest, manifest_path, read_manifest, sha256_of
from policyscape.ontology import load_ontology
from policyscape.shapes import find_breaches
from policyscape.store import memory_store

__all__ = ["check_copy"]

_FORMATS = {form.suffix: form.rdf for form in FORMATS.values() if form.rdf}
# What profiles without evidence leave out, and which such a copy is not blamed for.
_APPARATUS = {"evidence", "layer", "rule", "confidence"}


@dataclass
class _Found:
    """What was proven, and what was wrong, in sentences."""

    proofs: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def check_copy(path: Path, manifest: Path | None = None) -> list[str]:
    """Check a file, or the folder of a build or of tables; gives what was proven, CheckError with what was not.

    The manifest is the one given, or the one that stands beside the file or in the folder; without one only what
    needs none is proven. InputError where there is no copy.
    """
    if not path.exists():
        raise InputError(f"there is no {path}; give an exported file or the folder of a build or of tables.")
    stands = manifest or manifest_path(path)
    known = read_manifest(stands) if manifest or stands.is_file() else None
    found = _Found()
    if known is None:
        found.proofs.append(f"no manifest at {stands}: checksums and answers cannot be compared")
        _check_alone(path, found)
    else:
        for entry in known.files:
            _check_file(path if path.is_file() else path / entry.file, entry, found)
        _check_content(path, known, found)
    if found.faults:
        raise CheckError(f"{path} is not a whole copy: {len(found.faults)} faults.", found.faults)
    return found.proofs


def _check_alone(path: Path, found: _Found) -> None:
    if path.suffix not in _FORMATS:
        raise InputError(f"{path} has no manifest and is no RDF file; ask for the manifest it was handed over with.")
    quads = list(_parse(path))
    found.proofs.append(f"{path.name}: {len(quads)} triples can be read")
    if not quads:
        found.faults.append(f"{path.name} holds no triples.")
    _check_shapes(quads, found)


def _check_file(path: Path, entry: FileEntry, found: _Found) -> None:
    if not path.is_file():
        found.faults.append(f"{entry.file} is missing.")
        return
    same = path.stat().st_size == entry.bytes and sha256_of([path]) == entry.sha256
    if same:
        found.proofs.append(f"{entry.file}: SHA-256 agrees")
    if entry.rdfc10:
        _check_triples(path, entry, same, found)
    elif not same:
        found.faults.append(f"{entry.file} has other bytes ({path.stat().st_size} of {entry.bytes}).")
    if entry.rows is not None and same:
        with path.open(encoding="utf-8", newline="") as file:
            rows = sum(1 for _ in csv.reader(file)) - 1
        if rows != entry.rows:
            found.faults.append(f"{entry.file} has {rows} rows, not {entry.rows}.")


def _check_triples(path: Path, entry: FileEntry, same: bool, found: _Found) -> None:
    try:
        count, hash_ = hash_of(_parse(path))
    except (SyntaxError, CheckError) as error:
        found.faults.append(f"{path.name} cannot be read: {error}.")
        return
    if (count, hash_) != (entry.triples, entry.rdfc10):
        found.faults.append(f"{path.name} holds {count} triples, not the {entry.triples} it was handed over with.")
        return
    written = "" if same else ", though its bytes are others"
    found.proofs.append(f"{path.name}: {count} triples, RDFC-1.0 hash agrees{written}")


def _check_content(path: Path, manifest: Manifest, found: _Found) -> None:
    """Shapes and sample queries, on the file that holds the graph of which the manifest has the answers."""
    name = manifest.about.get("graph")
    if not name:
        return
    file = path if path.is_file() else path / str(name)
    try:
        quads = list(_parse(file))
    except (SyntaxError, OSError):
        return  # told already
    _check_shapes(quads, found)
    told = differences(dict(manifest.answers), answers(memory_store(quads)))
    found.faults += told
    if manifest.answers and not told:
        found.proofs.append(f"{len(manifest.answers)} sample queries answer as on the original")


def _check_shapes(quads: list[ox.Quad], found: _Found) -> None:
    """Violations are faults; a graph too large for memory is not judged."""
    if len(quads) > LARGEST:
        found.proofs.append("shapes not judged: the graph is too large")
        return
    ontology = load_ontology()
    dataset = Dataset()
    dataset.add("ontology", _ontology_triples())
    dataset.add("entities", (quad.triple for quad in quads))
    evidence = any(quad.object == terms.ps("Evidence") for quad in quads)
    infer(dataset, ontology)
    breaches = [breach for breach in find_breaches(dataset) if evidence or breach.path not in _APPARATUS]
    violations = [breach for breach in breaches if breach.severity == "Violation"]
    found.faults += [f"{breach.node}: {breach.message('en')} ({breach.path})" for breach in violations]
    if not violations:
        found.proofs.append(f"shapes: no violation, {len(breaches)} warnings")


def _ontology_triples() -> Iterator[ox.Triple]:
    text = load_ontology().graph.serialize(format="nt")
    return (quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES))


def _parse(path: Path) -> Iterator[ox.Quad]:
    form = _FORMATS.get(path.suffix)
    if form is None:
        raise InputError(f"{path} is of no known kind; RDF files end in {', '.join(_FORMATS)}.")
    return ox.parse(path=str(path), format=form)
