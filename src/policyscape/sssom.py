"""The alignment with other vocabularies as an SSSOM table, made of the axioms and matches of the ontology."""

from __future__ import annotations

from rdflib import OWL, RDFS, SKOS
from rdflib.term import Node

from policyscape import ontology_reader as read
from policyscape.namespaces import ONTOLOGY_IRI, PREFIXES
from policyscape.ontology import Ontology
from policyscape.paths import ONTOLOGY

__all__ = ["FILE", "VOCABULARIES", "aligned", "curie", "mappings", "sssom"]

VOCABULARIES = PREFIXES | {
    "foaf": "http://xmlns.com/foaf/0.1/",
    "time": "http://www.w3.org/2006/time#",
    "qb": "http://purl.org/linked-data/cube#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "eurio": "http://data.europa.eu/s66#",
    "dg": "https://w3id.org/dingo#",
    "frapo": "http://purl.org/cerif/frapo/",
    "obeu-dim": "http://data.openbudgets.eu/ontology/dsd/dimension/",
    "obeu-att": "http://data.openbudgets.eu/ontology/dsd/attribute/",
    "obeu-mea": "http://data.openbudgets.eu/ontology/dsd/measure/",
    "semapv": "https://w3id.org/semapv/vocab/",
}
"""The prefixes of every vocabulary the ontology is aligned with."""

FILE = ONTOLOGY / "alignment.sssom.tsv"
"""Where the table stands in the repository."""

_PREDICATES = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch)
_COLUMNS = ("subject_id", "subject_label", "predicate_id", "object_id", "mapping_justification")
_JUSTIFICATION = "semapv:ManualMappingCuration"


def aligned(ontology: Ontology, name: str) -> list[tuple[Node, Node]]:
    """The kind of mapping and the term of another vocabulary, for each a term of ours is aligned with, sorted."""
    found = {
        (predicate, node)
        for predicate in _PREDICATES
        for node in ontology.graph.objects(read.iri(name), predicate)
        if read.local(node) is None
    }
    return sorted(found, key=str)


def mappings(ontology: Ontology) -> list[tuple[str, Node, Node]]:
    """All alignments: our term, the kind of mapping, the other term."""
    names = sorted([*ontology.classes, *ontology.properties])
    return [(name, *found) for name in names for found in aligned(ontology, name)]


def curie(node: object) -> str:
    """A term by its prefix; the IRI where no vocabulary holds it."""
    text = str(node)
    spaces = [(space, prefix) for prefix, space in VOCABULARIES.items() if text.startswith(space)]
    space, prefix = max(spaces, key=lambda pair: len(pair[0]), default=("", ""))
    return f"{prefix}:{text.removeprefix(space)}" if prefix else text


def sssom(ontology: Ontology) -> str:
    """The table with its header of metadata, as the file ``alignment.sssom.tsv`` holds it."""
    rows = [
        (f"ps:{name}", ontology.label(name), curie(predicate), curie(node), _JUSTIFICATION)
        for name, predicate, node in mappings(ontology)
    ]
    used = {cell.split(":")[0] for row in rows for cell in (row[0], row[2], row[3], row[4])}
    head = ["#curie_map:", *(f"#  {prefix}: {VOCABULARIES[prefix]}" for prefix in sorted(used))]
    head += [
        "#license: http://www.apache.org/licenses/LICENSE-2.0",
        "#mapping_set_id: https://w3id.org/policyscape/ontology/alignment.sssom.tsv",
        f"#mapping_set_version: {_version(ontology)}",
        "#subject_source: https://w3id.org/policyscape/ontology",
    ]
    return "\n".join([*head, "\t".join(_COLUMNS), *("\t".join(row) for row in rows)]) + "\n"


def _version(ontology: Ontology) -> str:
    return str(next(ontology.graph.objects(ONTOLOGY_IRI, OWL.versionInfo), ""))
