"""The fixture compiled: golden Turtle, named graphs, the same bytes from any order."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from pathlib import Path

import factory as f
import pyoxigraph as ox
import pytest

from policyscape.errors import RecordError
from policyscape.graph import Dataset, Record, compile_record, describe, terms, write_trig, write_turtle
from policyscape.ontology import load_ontology

GOLDEN = f.LANDSCAPE / "policyscape.ttl"
ONTOLOGY = load_ontology()


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return compile_record(f.landscape(), ONTOLOGY, {f.DOCUMENT: f.landscape_document()})


def has(
    dataset: Dataset, graph: str, subject: ox.NamedNode, predicate: str, object_: ox.NamedNode | ox.Literal
) -> bool:
    return ox.Triple(subject, terms.ps(predicate), object_) in dataset.graphs[graph]


def edge(source: str, name: str, target: str) -> ox.Triple:
    return ox.Triple(terms.entity(source), terms.ps(name), terms.entity(target))


def test_turtle_equals_the_golden_file(dataset: Dataset, tmp_path: Path) -> None:
    """``POLICYSCAPE_GOLDEN=1 pytest`` writes the golden file anew."""
    write_turtle(dataset, tmp_path / "policyscape.ttl")
    if os.environ.get("POLICYSCAPE_GOLDEN"):
        GOLDEN.write_bytes((tmp_path / "policyscape.ttl").read_bytes())
    assert (tmp_path / "policyscape.ttl").read_text("utf-8") == GOLDEN.read_text("utf-8")


def test_shuffled_input_gives_the_same_bytes(dataset: Dataset, tmp_path: Path) -> None:
    record = f.landscape()
    entities, facts = list(record.entities.items()), list(record.facts)
    random.Random(1).shuffle(entities)
    random.Random(2).shuffle(facts)
    shuffled = Record(dict(entities), record.documents, tuple(facts))
    other = compile_record(shuffled, ONTOLOGY, {f.DOCUMENT: f.landscape_document()})
    for write, name in ((write_turtle, "a.ttl"), (write_trig, "a.trig")):
        write(dataset, tmp_path / name)
        write(other, tmp_path / "other" / name)
        assert (tmp_path / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_trig_holds_every_graph_and_triple(dataset: Dataset, tmp_path: Path) -> None:
    write_trig(dataset, tmp_path / "all.trig")
    quads = set(ox.parse(path=str(tmp_path / "all.trig"), format=ox.RdfFormat.TRIG))
    assert quads == set(dataset.quads())
    assert len(quads) == len(dataset)


def test_no_triple_is_in_two_graphs(dataset: Dataset) -> None:
    assert sum(map(len, dataset.graphs.values())) == len(dataset)


def test_there_are_no_blank_nodes(dataset: Dataset) -> None:
    assert not any(isinstance(node, ox.BlankNode) for quad in dataset.quads() for node in (quad.subject, quad.object))


def test_decided_facts_become_edges(dataset: Dataset) -> None:
    assert dataset.graphs["edges"] == {
        edge(f.AGENCY, "administers", f.PROGRAMME),
        edge(f.MINISTRY, "funds", f.PROGRAMME),
        edge(f.UNIVERSITY, "participatesIn", f.PROGRAMME),
        edge(f.PROGRAMME, "succeeds", f.OLD_PROGRAMME),
    }


def test_a_proposed_priority_is_no_edge(dataset: Dataset) -> None:
    assert edge(f.MINISTRY, "prioritises", f.QUANTUM) not in dataset.graphs["edges"]


def test_a_statement_whose_ends_do_not_fit_gives_a_warning_and_no_edge() -> None:
    record = f.landscape()
    odd = f.make_fact(subject=f.QUANTUM, predicate="memberOf", object=f.PLAN)
    compiled = compile_record(replace(record, facts=(odd,)), ONTOLOGY)
    assert "edges" not in compiled.graphs
    assert "memberOf does not take tech/quantum and policy/invention-plan" in compiled.warnings[0]


def test_inference_closes_chains_and_turns_relations_round(dataset: Dataset) -> None:
    assert edge(f.DIVISION, "partOf", f.MINISTRY) in dataset.graphs["inferred/transitive"]
    assert edge(f.MINISTRY, "hasPart", f.DIVISION) in dataset.graphs["inferred/inverse"]
    assert edge(f.PROGRAMME, "administeredBy", f.AGENCY) in dataset.graphs["inferred/inverse"]


def test_superclasses_are_inferred_and_not_mixed_with_what_was_stated(dataset: Dataset) -> None:
    typed = ox.Triple(terms.entity(f.UNIVERSITY), terms.node("rdf:type"), terms.ps("Actor"))
    assert typed in dataset.graphs["inferred/superclass"]
    assert typed not in dataset.graphs["entities"]


def test_a_graph_of_conclusions_names_the_activity_that_made_it(dataset: Dataset) -> None:
    generated = [t for t in dataset.graphs["dataset"] if t.predicate == terms.node("prov:wasGeneratedBy")]
    assert {t.subject for t in generated} == {terms.graph(name) for name in dataset.names("inferred/")}


def test_collaboration_is_one_edge_stated_and_the_other_way_inferred() -> None:
    fact = f.make_fact("Collaboration", partner=(f.UNIVERSITY, f.AGENCY))
    compiled = compile_record(replace(f.landscape(), facts=(fact,)), ONTOLOGY)
    one, other = edge(f.AGENCY, "collaboratesWith", f.UNIVERSITY), edge(f.UNIVERSITY, "collaboratesWith", f.AGENCY)
    stated, inferred = compiled.graphs["edges"], compiled.graphs["inferred/symmetric"]
    assert len({one, other} & stated) == len({one, other} & inferred) == 1


def test_the_description_is_written_anew_when_a_graph_is_added() -> None:
    compiled = compile_record(f.landscape(), ONTOLOGY)
    compiled.add("measures", [ox.Triple(terms.entity(f.AGENCY), terms.ps("pageRank"), ox.Literal(0.5))])
    describe(compiled)
    subset = ox.NamedNode("http://rdfs.org/ns/void#subset")
    graphs = {t.object for t in compiled.graphs["dataset"] if t.predicate == subset}
    assert graphs == {terms.graph(name) for name in compiled.names() if name != "dataset"}


def test_partner_file_has_no_evidence_apparatus(dataset: Dataset, tmp_path: Path) -> None:
    write_turtle(dataset, tmp_path / "p.ttl")
    text = (tmp_path / "p.ttl").read_text("utf-8")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("@prefix"))
    assert "ps:Allocation" in body
    for word in ("ps:evidence", "evidence:", "ps:confidence", "ps:rule", "ps:layer", "oa:"):
        assert word not in body


def test_a_blank_node_in_the_ontology_is_refused() -> None:
    from rdflib import RDFS, BNode, Graph

    graph = Graph()
    graph += ONTOLOGY.graph
    graph.add((BNode(), RDFS.label, BNode()))
    with pytest.raises(RecordError, match="blank nodes"):
        compile_record(f.landscape(), replace(ONTOLOGY, graph=graph))
