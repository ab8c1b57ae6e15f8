"""Changes as RDF: a change set for each subject, what came and went as graphs, an update that makes new of old."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import pyoxigraph as ox

from policyscape import namespaces
from policyscape.graph import terms
from policyscape.handover.canonical import Canonical, canonical

__all__ = ["QuadDifference", "as_change_sets", "as_trig", "as_update", "difference"]

_CS = "http://purl.org/vocab/changeset/schema#"
_PREFIXES = {"cs": _CS, "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "ps": str(namespaces.PS)}
_BATCH = 500  # quads of one operation: servers limit the length of an update


@dataclass(frozen=True, slots=True)
class QuadDifference:
    """The quads that only the old and that only the new graph has, sorted."""

    removed: tuple[ox.Quad, ...]
    added: tuple[ox.Quad, ...]


def difference(old: ox.Store, new: ox.Store) -> QuadDifference:
    """Compare two stores quad by quad, in their canonical order."""
    with TemporaryDirectory() as folder:
        parts = [Path(folder) / name for name in ("old", "new")]
        for part in parts:
            part.mkdir()
        before, after = (
            canonical(store.quads_for_pattern(None, None, None, None), part)
            for store, part in zip((old, new), parts, strict=True)
        )
        gone, come = _apart(before, after)
    return QuadDifference(tuple(map(_quad, gone)), tuple(map(_quad, come)))


def as_update(found: QuadDifference) -> Iterator[str]:
    """SPARQL 1.1 Update that makes the new graph of the old one, in operations of limited length."""
    for keyword, quads in (("DELETE DATA", found.removed), ("INSERT DATA", found.added)):
        for start in range(0, len(quads), _BATCH):
            yield f"{keyword} {{\n{''.join(map(_pattern, quads[start : start + _BATCH]))}}} ;\n"


def as_trig(found: QuadDifference) -> bytes:
    """The triples that came and went as two named graphs, whatever graphs they are of."""
    graphs = (("changes/removed", found.removed), ("changes/added", found.added))
    quads = (
        ox.Quad(quad.subject, quad.predicate, quad.object, terms.graph(name)) for name, part in graphs for quad in part
    )
    return ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=_PREFIXES) or b""


def as_change_sets(found: QuadDifference) -> bytes:
    """Turtle with a ``cs:ChangeSet`` for each subject, its additions and removals reified; IRIs follow from content."""
    triples: list[ox.Triple] = []
    for kind, quads in (("removal", found.removed), ("addition", found.added)):
        for quad in dict.fromkeys(quad.triple for quad in quads):
            triples += _reified(kind, quad)
    ordered = sorted(set(triples), key=str)
    return ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=_PREFIXES) or b""


def _reified(kind: str, triple: ox.Triple) -> Iterator[ox.Triple]:
    changeset = _node("set", terms.iri(triple.subject))
    statement = _node(kind, str(triple))
    yield ox.Triple(changeset, terms.node("rdf:type"), ox.NamedNode(_CS + "ChangeSet"))
    yield ox.Triple(changeset, ox.NamedNode(_CS + "subjectOfChange"), triple.subject)
    yield ox.Triple(changeset, ox.NamedNode(_CS + kind), statement)
    yield ox.Triple(statement, terms.node("rdf:type"), terms.node("rdf:Statement"))
    for name, term in (("subject", triple.subject), ("predicate", triple.predicate), ("object", triple.object)):
        yield ox.Triple(statement, terms.node(f"rdf:{name}"), term)


def _node(kind: str, content: str) -> ox.NamedNode:
    return ox.NamedNode(f"{namespaces.BASE}change/{kind}/{hashlib.sha256(content.encode()).hexdigest()[:16]}")


def _pattern(quad: ox.Quad) -> str:
    if isinstance(quad.graph_name, ox.DefaultGraph):
        return f"  {quad.triple} .\n"
    return f"  GRAPH {quad.graph_name} {{ {quad.triple} }}\n"


def _apart(old: Canonical, new: Canonical) -> tuple[list[bytes], list[bytes]]:
    """The lines only one of two sorted files has; both are read once, side by side."""
    gone, come = [], []
    with old.path.open("rb") as before, new.path.open("rb") as after:
        one, other = next(before, b""), next(after, b"")
        while one or other:
            if one == other:
                one, other = next(before, b""), next(after, b"")
            elif not other or (one and one < other):
                gone.append(one)
                one = next(before, b"")
            else:
                come.append(other)
                other = next(after, b"")
    return gone, come


def _quad(line: bytes) -> ox.Quad:
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
    return cast(ox.Quad, quad)
