from __future__ import annotations

import csv
import os

import pytest
from rdflib import RDFS, SKOS, URIRef

from policyscape.namespaces import PS
from policyscape.ontology import Ontology, load_ontology
from policyscape.ontology_reader import read_module
from policyscape.paths import ONTOLOGY
from policyscape.sssom import FILE, VOCABULARIES, curie, sssom


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def rows() -> list[dict[str, str]]:
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def expand(term: str) -> URIRef:
    prefix, _, local = term.partition(":")
    return URIRef(VOCABULARIES[prefix] + local)


def test_the_table_is_that_of_the_ontology(ontology: Ontology) -> None:
    """``POLICYSCAPE_GOLDEN=1 pytest`` writes the table anew."""
    if os.environ.get("POLICYSCAPE_GOLDEN"):
        FILE.write_text(sssom(ontology), encoding="utf-8")
    assert FILE.read_text(encoding="utf-8") == sssom(ontology)


def test_every_triple_of_the_alignment_is_a_row_and_no_row_is_without_triple(ontology: Ontology) -> None:
    mapped = {(expand(row["subject_id"]), expand(row["predicate_id"]), expand(row["object_id"])) for row in rows()}
    predicates = {RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.exactMatch, SKOS.broadMatch}
    aligned = {triple for triple in read_module(ONTOLOGY / "alignment.ttl") if triple[1] in predicates}
    assert len(aligned) > 80
    assert aligned <= mapped
    assert all(triple in ontology.graph for triple in mapped)


def test_all_vocabularies_asked_for_are_covered() -> None:
    found = {row["object_id"].split(":")[0] for row in rows()}
    wanted = {"org", "foaf", "schema", "prov", "skos", "time", "oa", "qb", "eurio", "frapo", "dg", "eli"}
    assert wanted | {"obeu-dim", "obeu-att", "obeu-mea"} <= found


def test_a_term_is_written_with_the_longest_prefix_that_fits() -> None:
    assert curie(PS.Allocation) == "ps:Allocation"
    assert curie("http://example.org/x") == "http://example.org/x"
