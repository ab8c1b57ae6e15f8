"""The formats of RDF, each written from the canonical form in one pass, so that a large graph needs little memory."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from io import RawIOBase
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import pyoxigraph as ox

from policyscape.errors import CheckError
from policyscape.graph.dataset import in_order
from policyscape.handover.canonical import Canonical
from policyscape.namespaces import ENTITY_PREFIXES, PREFIXES

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

__all__ = ["PREFIXES_OF_FILES", "UNWRITABLE", "write_lines", "write_rdfxml", "write_trig", "write_turtle"]

_SPACES = {
    "evidence": "https://w3id.org/policyscape/evidence/",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "eurio": "http://data.europa.eu/s66#",
}
PREFIXES_OF_FILES = dict(sorted((PREFIXES | ENTITY_PREFIXES | _SPACES).items()))
# What XML 1.0 has no way of writing, not even as a character reference.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LOCAL_NAME = re.compile(r"[^\W\d][\w.-]*\Z")


def write_lines(graph: Canonical, path: Path) -> None:
    """N-Quads, or N-Triples where the graph has no named graphs: the canonical form itself."""
    shutil.copyfile(graph.path, path)


def write_turtle(graph: Canonical, path: Path) -> None:
    """Turtle with the type and the labels of a subject first."""
    ox.serialize(_ordered(graph), str(path), ox.RdfFormat.TURTLE, prefixes=PREFIXES_OF_FILES)


def write_trig(graph: Canonical, path: Path) -> None:
    """TriG, graph by graph: the quads are first parted into a file for each graph."""
    parts = _parted(graph.quads(), path.parent)
    ox.serialize(_in_graphs(parts), str(path), ox.RdfFormat.TRIG, prefixes=PREFIXES_OF_FILES)
    for part in parts.values():
        part.unlink()


def write_rdfxml(graph: Canonical, path: Path) -> None:
    """RDF/XML; CheckError on what XML cannot say, which would else be lost in silence."""
    with path.open("wb") as out:
        ox.serialize(
            map(_sayable, _ordered(graph)), cast(IO[bytes], _Xml(out)), ox.RdfFormat.RDF_XML, prefixes=PREFIXES_OF_FILES
        )


class _Xml(RawIOBase):
    """Writes carriage returns as references: as they are, every reader of XML takes them for line feeds."""

    def __init__(self, out: IO[bytes]) -> None:
        super().__init__()
        self._out = out

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer) -> int:
        self._out.write(bytes(data).replace(b"\r", b"&#13;"))
        return len(bytes(data))


def _ordered(graph: Canonical) -> Iterator[ox.Triple]:
    for _, triples in graph.subjects():
        yield from in_order(triples)


def _sayable(triple: ox.Triple) -> ox.Triple:
    if not _LOCAL_NAME.search(re.split(r"[/#:]", triple.predicate.value)[-1]):
        raise CheckError("the name of a property has to end in a name for RDF/XML; use another format.", [str(triple)])
    if isinstance(triple.object, ox.Literal) and UNWRITABLE.search(triple.object.value):
        raise CheckError("XML cannot hold control characters; use another format.", [str(triple)])
    return triple


def _parted(quads: Iterable[ox.Quad], folder: Path) -> dict[str, Path]:
    """The triples of each graph in a file of their own, in the order of the graphs' names."""
    files: dict[str, IO[bytes]] = {}
    names: dict[str, Path] = {}
    try:
        for quad in quads:
            name = "" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value
            if name not in files:
                names[name] = folder / f"graph-{len(files)}.nt"
                files[name] = names[name].open("wb")
            files[name].write(f"{quad.triple} .\n".encode())
    finally:
        for file in files.values():
            file.close()
    return dict(sorted(names.items()))


def _in_graphs(parts: dict[str, Path]) -> Iterator[ox.Quad]:
    for name, path in parts.items():
        graph = ox.NamedNode(name) if name else ox.DefaultGraph()
        for _, triples in Canonical(path, 0, "").subjects():
            for triple in in_order(triples):
                yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)
