"""A graph as sorted N-Quads in a file: what every export is written from, and what its hash is of.

The graphs of this project have no blank nodes, so their canonical form by RDFC-1.0 is simply their N-Quads in the order
of code points; it is sorted in pieces on disk, so that a graph of any size needs little memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from policyscape.errors import CheckError

__all__ = ["Canonical", "canonical", "hash_of", "without_graphs"]

_PIECE = 64_000_000  # bytes of lines sorted in memory at once; as Python objects they take about twice as much


@dataclass(frozen=True, slots=True)
class Canonical:
    """The file of sorted N-Quads, how many there are, and ``sha256`` of its bytes, which is the hash by RDFC-1.0."""

    path: Path
    count: int
    sha256: str

    def quads(self) -> Iterator[ox.Quad]:
        """The quads by subject, predicate, object and graph."""
        return ox.parse(path=str(self.path), format=ox.RdfFormat.N_QUADS)

    def subjects(self) -> Iterator[tuple[ox.NamedNode, list[ox.Triple]]]:
        """Each subject with its triples, sorted; a triple that is in several graphs comes once."""
        for subject, quads in groupby(self.quads(), key=attrgetter("subject")):
            yield subject, list(dict.fromkeys(quad.triple for quad in quads))


def canonical(quads: Iterable[ox.Quad], folder: Path) -> Canonical:
    """Write the canonical form of quads into ``folder``; CheckError on a blank node, which has no stable name."""
    path = folder / "canonical.nq"
    digest, count, last = hashlib.sha256(), 0, b""
    with TemporaryDirectory(dir=folder) as pieces, path.open("wb") as out:
        for line in _sorted(_lines(quads), Path(pieces)):
            if line != last:
                out.write(line)
                digest.update(line)
                count, last = count + 1, line
    return Canonical(path, count, digest.hexdigest())


def hash_of(quads: Iterable[ox.Quad]) -> tuple[int, str]:
    """How many different quads there are, and their hash by RDFC-1.0."""
    with TemporaryDirectory() as folder:
        found = canonical(quads, Path(folder))
        return found.count, found.sha256


def without_graphs(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The quads in the default graph, for formats that know only one."""
    return (ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)


def _lines(quads: Iterable[ox.Quad]) -> Iterator[bytes]:
    for quad in quads:
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            raise CheckError("blank nodes have no stable name and are not exported; give them IRIs.", [str(quad)])
        yield f"{quad} .\n".encode()


def _sorted(lines: Iterable[bytes], folder: Path) -> Iterator[bytes]:
    """The lines in order: sorted piece by piece into files, which are then merged."""
    pieces: list[Path] = []
    piece: list[bytes] = []
    size = 0
    for line in lines:
        piece.append(line)
        size += len(line)
        if size >= _PIECE:
            pieces.append(_put(folder / str(len(pieces)), piece))
            piece, size = [], 0
    piece.sort()
    with ExitStack() as stack:
        files = [stack.enter_context(path.open("rb")) for path in pieces]
        yield from merge(*files, piece)


def _put(path: Path, lines: list[bytes]) -> Path:
    lines.sort()
    with path.open("wb") as out:
        out.writelines(lines)
    return path
