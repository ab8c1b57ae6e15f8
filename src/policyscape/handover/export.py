"""Exporting: a profile of a graph in a format, read back before it is handed over, with its manifest beside it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

import pyoxigraph as ox

from policyscape.errors import CheckError, InputError
from policyscape.handover.answers import LARGEST, answers
from policyscape.handover.canonical import Canonical, canonical, without_graphs
from policyscape.handover.formats import FORMATS, Format
from policyscape.handover.manifest import MANIFEST, FileEntry, Manifest, file_entry, manifest_path
from policyscape.handover.profiles import Profile
from policyscape.store import memory_store

__all__ = ["LICENCE", "export", "export_profile", "find_format", "write_to"]

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def find_format(name: str) -> Format:
    """The format of this name; InputError says which there are."""
    if name not in FORMATS:
        raise InputError(f"there is no format {name!r}; there are {', '.join(FORMATS)}.")
    return FORMATS[name]


def export_profile(store: ox.Store, form: Format, profile: Profile, out: Path) -> Manifest:
    """Export a profile of a store to ``out``; see :func:`export`."""
    if form.graphs and not profile.in_graphs:
        lines = "turtle" if form.name == "trig" else "nt"
        raise InputError(f"the profile {profile.name} has no named graphs; export it as {lines}.")
    vocabulary = "ps" if profile.in_graphs else profile.name
    return export(profile.quads(store), form, out, {"profile": profile.label, "vocabulary": vocabulary})


def export(quads: Iterable[ox.Quad], form: Format, out: Path, about: Mapping[str, str] | None = None) -> Manifest:
    """Write quads to the file (or folder, for tables) ``out``, the same bytes for the same quads, and a manifest.

    ``about`` goes into the manifest; its ``vocabulary`` is ``ps`` where the sample queries make sense on the quads.
    What was written is read back; CheckError where it is not what was to be written, InputError where ``out`` cannot
    be written. Until all is well, what was at ``out`` stays.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{out.name}.part-", dir=out.parent) as beside:
            graph = canonical(quads if form.graphs else without_graphs(quads), Path(beside))
            if not graph.count:
                raise CheckError("there is nothing to export.", [f"the format {form.name}: no triples"])
            written = Path(beside) / out.name
            if form.folder:
                written.mkdir()
            manifest = _written(graph, form, written, about or {})
            _move(written, out, manifest)
    except OSError as error:
        raise InputError(f"{out} cannot be written ({error}); what was there is untouched.") from error
    return manifest


def write_to(stream: BinaryIO, quads: Iterable[ox.Quad], form: Format) -> None:
    """Write quads to a stream, without a manifest."""
    if form.folder:
        raise InputError(f"{form.name} is a folder of files; give one with --out.")
    with TemporaryDirectory() as folder:
        out = Path(folder) / f"export{form.suffix}"
        export(quads, form, out)
        with out.open("rb") as file:
            shutil.copyfileobj(file, stream)


def _written(graph: Canonical, form: Format, written: Path, about: Mapping[str, str]) -> Manifest:
    counts = dict(form.write(graph, written) or {})
    if form.rdf:
        _refuse_difference(graph, form, written)
    said: dict[str, Any] = {
        "format": form.name,
        "licence": LICENCE,
        "version": version("policyscape"),
        **about,
        **counts,
    }
    said |= {"triples": graph.count, "rdfc10": graph.sha256}
    known = {}
    if form.rdf and about.get("vocabulary") == "ps" and graph.count <= LARGEST:
        said["graph"] = written.name
        known = answers(memory_store(graph.quads()))
    return Manifest(said, _entries(graph, form, written, counts), known)


def _entries(graph: Canonical, form: Format, written: Path, rows: Mapping[str, int]) -> tuple[FileEntry, ...]:
    if form.folder:
        files = sorted(written.iterdir())
        return tuple(file_entry(path, written, rows=rows.get(path.stem)) for path in files)
    known = {"triples": graph.count, "rdfc10": graph.sha256} if form.rdf else {}
    return (file_entry(written, written.parent, **known),)


def _refuse_difference(graph: Canonical, form: Format, written: Path) -> None:
    """CheckError where the file does not read back as what was to be written."""
    assert form.rdf
    try:
        if form.name in ("nt", "nq"):
            found, hash_ = sum(1 for _ in ox.parse(path=str(written), format=form.rdf)), graph.sha256
        else:
            with TemporaryDirectory(dir=written.parent) as folder:
                again = canonical(ox.parse(path=str(written), format=form.rdf), Path(folder))
                found, hash_ = again.count, again.sha256
    except SyntaxError as error:
        raise CheckError(f"{form.name} cannot say this graph; use another format.", [str(error)]) from error
    if (found, hash_) != (graph.count, graph.sha256):
        told = [f"{graph.count} triples were to be written, {found} are read back"]
        raise CheckError(f"the {form.name} file does not read back as the graph; use another format.", told)


def _move(written: Path, out: Path, manifest: Manifest) -> None:
    """Put what was written in its place, and the manifest beside it or, in a folder, inside of it."""
    if written.is_dir():
        manifest.write(written / MANIFEST)
        if out.is_dir() and (out / MANIFEST).is_file():
            shutil.rmtree(out)
        elif out.exists():
            raise InputError(f"{out} was not made by an export; move it away or give another folder with --out.")
        written.replace(out)
        return
    if out.is_dir():
        raise InputError(f"{out} is a folder; give a file with --out.")
    beside = written.with_name(written.name + ".manifest")
    manifest.write(beside)
    written.replace(out)
    beside.replace(manifest_path(out))
