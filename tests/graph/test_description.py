"""The dataset describes itself, and what it says is true."""

from __future__ import annotations

from pathlib import Path

import factory as f
import pyoxigraph as ox

from policyscape.graph import Dataset, compile_record, terms
from policyscape.graph.provenance import folder_hash, record_hash
from policyscape.namespaces import BASE
from policyscape.ontology import load_ontology

VOID, DCAT = "http://rdfs.org/ns/void#", "http://www.w3.org/ns/dcat#"
SPDX = "http://spdx.org/rdf/terms#"
DATASET = ox.NamedNode(BASE + "dataset")


def landscape() -> Dataset:
    return compile_record(f.landscape(), load_ontology())


def objects(dataset: Dataset, subject: object, iri: str) -> list[str]:
    found = dataset.triples("dataset", "provenance")
    return sorted(getattr(t.object, "value", "") for t in found if t.subject == subject and t.predicate.value == iri)


def test_partitions_count_what_a_query_counts() -> None:
    dataset = landscape()
    described = {
        t.subject: terms.iri(t.object) for t in dataset.triples("dataset") if t.predicate.value == VOID + "property"
    }
    rest = [name for name in dataset.names() if name not in ("dataset", "ontology")]
    for part, iri in described.items():
        counted = sum(t.predicate.value == iri for t in dataset.triples(*rest))
        assert objects(dataset, part, VOID + "triples") == [str(counted)]
    assert terms.node("skos:prefLabel").value in described.values()
    ministries = ox.NamedNode(f"{DATASET.value}/class/Ministry")
    assert objects(dataset, ministries, VOID + "entities") == ["1"]


def test_examples_are_resources_of_the_dataset() -> None:
    dataset = landscape()
    examples = objects(dataset, DATASET, VOID + "exampleResource")
    subjects = {terms.iri(t.subject) for t in dataset.triples("entities", *dataset.names("document/"))}
    assert terms.entity(f.MINISTRY).value in examples
    assert set(examples) <= subjects


def test_distributions_have_type_title_and_licence() -> None:
    dataset = landscape()
    files = objects(dataset, DATASET, DCAT + "distribution")
    assert len(files) == 2
    for file in map(ox.NamedNode, files):
        for iri in (DCAT + "mediaType", terms.node("dct:title").value, terms.node("dct:license").value):
            assert objects(dataset, file, iri)


def test_the_build_used_hashed_inputs_and_the_documents() -> None:
    dataset = landscape()
    (build,) = map(ox.NamedNode, objects(dataset, DATASET, terms.node("prov:wasGeneratedBy").value))
    used = objects(dataset, build, terms.node("prov:used").value)
    assert {BASE + "input/graph", BASE + "input/rules", terms.entity(f"document/{f.DOCUMENT}").value} <= set(used)
    checksum = ox.NamedNode(BASE + "input/graph/checksum")
    assert objects(dataset, checksum, SPDX + "checksumValue") == [record_hash(f.landscape())]
    (software,) = map(ox.NamedNode, objects(dataset, build, terms.node("prov:wasAssociatedWith").value))
    assert objects(dataset, software, SPDX + "checksum")


def test_the_hash_of_a_folder_is_of_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    (tmp_path / "b").write_text("2")
    first = folder_hash(tmp_path)
    (tmp_path / "b").rename(tmp_path / "c")
    second = folder_hash(tmp_path)
    (tmp_path / "c").write_text("3")
    assert len({first, second, folder_hash(tmp_path)}) == 3
