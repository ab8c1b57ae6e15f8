"""The formats a partner can ask for, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from policyscape.handover.canonical import Canonical
from policyscape.handover.formats import rdf
from policyscape.handover.formats.jsonld import write_jsonld
from policyscape.handover.formats.networks import write_gexf, write_graphml
from policyscape.handover.formats.tables import write_tables

__all__ = ["FORMATS", "Format"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: ``write`` puts the canonical form into a file or, where ``folder``, into a folder.

    ``graphs`` says whether named graphs are kept, ``rdf`` is what reads the file back, None where that is no RDF;
    ``write`` may give counts of what it wrote beside the triples (rows of tables, nodes and edges).
    """

    name: str
    suffix: str
    media_type: str
    write: Callable[[Canonical, Path], Mapping[str, int] | None]
    rdf: ox.RdfFormat | None = None
    graphs: bool = False
    folder: bool = False


FORMATS = {
    found.name: found
    for found in (
        Format("turtle", ".ttl", "text/turtle", rdf.write_turtle, ox.RdfFormat.TURTLE),
        Format("nt", ".nt", "application/n-triples", rdf.write_lines, ox.RdfFormat.N_TRIPLES),
        Format("trig", ".trig", "application/trig", rdf.write_trig, ox.RdfFormat.TRIG, graphs=True),
        Format("nq", ".nq", "application/n-quads", rdf.write_lines, ox.RdfFormat.N_QUADS, graphs=True),
        Format("jsonld", ".jsonld", "application/ld+json", write_jsonld, ox.RdfFormat.JSON_LD),
        Format("rdfxml", ".rdf", "application/rdf+xml", rdf.write_rdfxml, ox.RdfFormat.RDF_XML),
        Format("graphml", ".graphml", "application/graphml+xml", write_graphml),
        Format("gexf", ".gexf", "application/gexf+xml", write_gexf),
        Format("csv", "", "text/csv", write_tables, folder=True),
    )
}
