from __future__ import annotations

from pathlib import Path

import factory as f
import pyoxigraph as ox
import pytest

from policyscape.errors import RecordError
from policyscape.graph import Dataset, Record, compile_record, terms
from policyscape.graph.chains import Chain, read_chains
from policyscape.ontology import load_ontology


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return compile_record(f.landscape(), load_ontology())


def edge(source: str, name: str, target: str) -> ox.Triple:
    return ox.Triple(terms.entity(source), terms.ps(name), terms.entity(target))


def test_who_administers_a_programme_supports_its_participants(dataset: Dataset) -> None:
    assert edge(f.AGENCY, "administers", f.PROGRAMME) in dataset.graphs["edges"]
    assert edge(f.UNIVERSITY, "participatesIn", f.PROGRAMME) in dataset.graphs["edges"]
    assert edge(f.AGENCY, "supports", f.UNIVERSITY) in dataset.graphs["inferred/supports-participants"]
    assert edge(f.UNIVERSITY, "supportedBy", f.AGENCY) in dataset.graphs["inferred/inverse"]


def test_a_conclusion_is_never_among_what_was_stated(dataset: Dataset) -> None:
    stated = {triple for name in ("entities", "edges", *dataset.names("document/")) for triple in dataset.graphs[name]}
    for name in dataset.names("inferred/"):
        assert stated.isdisjoint(dataset.graphs[name])


def test_the_graph_of_a_rule_names_the_rule_in_words_and_in_sparql(dataset: Dataset) -> None:
    activity = ox.NamedNode("https://w3id.org/policyscape/activity/inferred/supports-participants")
    about = {t.predicate.value: t.object for t in dataset.graphs["dataset"] if t.subject == activity}
    rule = next(chain for chain in read_chains() if chain.name == "supports-participants")
    assert about[terms.node("dct:description").value] == ox.Literal(rule.query)
    assert terms.node("rdfs:label").value in about


def test_what_a_unit_administers_its_organisation_administers_and_so_supports() -> None:
    statements = [
        f.make_fact(subject=f.DIVISION, predicate="administers", object=f.PROGRAMME),
        f.make_fact("Participation", participant=f.UNIVERSITY, programme=f.PROGRAMME),
    ]
    landscape = f.landscape()
    compiled = compile_record(Record(landscape.entities, landscape.documents, tuple(statements)), load_ontology())
    assert edge(f.AGENCY, "administers", f.PROGRAMME) in compiled.graphs["inferred/administers-through-unit"]
    assert edge(f.MINISTRY, "supports", f.UNIVERSITY) in compiled.graphs["inferred/supports-participants"]


def test_a_proposed_participation_supports_nobody() -> None:
    statements = [
        f.make_fact(subject=f.AGENCY, predicate="administers", object=f.PROGRAMME),
        f.make_fact("Participation", modality="proposed", participant=f.UNIVERSITY, programme=f.PROGRAMME),
    ]
    landscape = f.landscape()
    compiled = compile_record(Record(landscape.entities, landscape.documents, tuple(statements)), load_ontology())
    assert "inferred/supports-participants" not in compiled.graphs


def test_every_rule_is_sparql_and_is_named_in_both_languages() -> None:
    for chain in read_chains():
        assert list(chain.conclude([])) == []
        assert set(chain.labels) == {"ja", "en"}


def test_a_rule_that_is_not_sparql_is_named() -> None:
    with pytest.raises(RecordError, match="the rule broken is not SPARQL"):
        list(Chain("broken", {}, "?a ps:funds", "?a ps:supports ?b").conclude([]))


def test_a_rule_without_conclusion_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "inference.yaml"
    path.write_text("- {name: half, labels: {en: half}, if: '?a ?b ?c .'}\n", encoding="utf-8")
    with pytest.raises(RecordError, match="name, labels, if and then"):
        read_chains(path)
