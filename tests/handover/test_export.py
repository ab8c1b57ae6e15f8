"""Every format says the same, whole, and in the same bytes each time."""

from __future__ import annotations

import csv
import hashlib
import json
import random
from dataclasses import replace
from pathlib import Path

import factory as f
import networkx as nx
import pyoxigraph as ox
import pytest

from policyscape.errors import CheckError, InputError
from policyscape.graph import terms
from policyscape.graph.facts import values
from policyscape.handover import canonical as canonical_module
from policyscape.handover.canonical import Canonical, canonical, hash_of, without_graphs
from policyscape.handover.export import export, export_profile, find_format
from policyscape.handover.formats import FORMATS
from policyscape.handover.manifest import manifest_path, read_manifest
from policyscape.handover.profiles import find_profile
from policyscape.namespaces import FACT, ID
from policyscape.ontology import load_ontology

from . import world

RDF = sorted(name for name, form in FORMATS.items() if form.rdf)
S, P = ox.NamedNode("https://example.org/s"), ox.NamedNode("https://example.org/p")


def read(name: str, path: Path) -> set[ox.Triple]:
    form = FORMATS[name].rdf
    assert form
    return {quad.triple for quad in ox.parse(path=str(path), format=form)}


@pytest.mark.parametrize("name", RDF)
def test_each_rdf_format_holds_exactly_the_triples_of_the_graph(name: str, exports: dict[str, Path]) -> None:
    assert read(name, exports[name]) == {quad.triple for quad in world.quads()}


@pytest.mark.parametrize("name", ["nq", "trig"])
def test_formats_of_named_graphs_keep_them(name: str, exports: dict[str, Path]) -> None:
    assert set(ox.parse(path=str(exports[name]), format=FORMATS[name].rdf)) == set(world.quads())


@pytest.mark.parametrize("name", FORMATS)
def test_the_order_of_the_input_leaves_the_bytes_alone(name: str, exports: dict[str, Path], tmp_path: Path) -> None:
    shuffled = world.quads() * 2
    random.Random(7).shuffle(shuffled)
    again = tmp_path / exports[name].name
    export(shuffled, FORMATS[name], again)
    for one in sorted(again.iterdir()) if again.is_dir() else [again]:
        if one.name != "manifest.json":
            other = exports[name] / one.name if again.is_dir() else exports[name]
            assert one.read_bytes() == other.read_bytes(), one.name


def test_a_graph_larger_than_a_piece_is_sorted_on_disk_to_the_same_hash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = canonical(world.quads(), tmp_path)
    monkeypatch.setattr(canonical_module, "_PIECE", 10_000)
    assert hash_of(reversed(world.quads())) == (whole.count, whole.sha256)


def test_the_hash_is_that_of_rdfc_1_0() -> None:
    known = ox.Dataset(world.quads())
    known.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = "".join(sorted(f"{quad} .\n" for quad in known))
    with_hash = hash_of(world.quads())
    assert with_hash == (len(known), hashlib.sha256(lines.encode()).hexdigest())


def test_names_with_spaces_and_quotes_survive_json_ld(exports: dict[str, Path]) -> None:
    nodes = json.loads(exports["jsonld"].read_text(encoding="utf-8"))["@graph"]
    odd = next(node for node in nodes if node["id"] == f"psid:{world.ODD}")
    assert odd["label"] == {"ja": world.ODD_NAME, "en": world.ODD_NAME}
    assert odd["altLabel"] == {"ja": "名前 の 空白"}


def test_json_ld_is_compact_with_the_evidence_inside_of_its_fact(exports: dict[str, Path]) -> None:
    nodes = json.loads(exports["jsonld"].read_text(encoding="utf-8"))["@graph"]
    allocation = next(node for node in nodes if node.get("amount") == 500_000_000_000)
    assert allocation["about"] == f"psid:{f.PROGRAMME}"
    assert allocation["currency"] == "JPY"
    assert allocation["evidence"]["inDocument"] == f"psid:document/{f.DOCUMENT}"
    assert not any(node["id"].startswith("https://w3id.org/policyscape/evidence/") for node in nodes)


def test_json_ld_writes_in_full_what_a_term_would_read_as_another_value(tmp_path: Path) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    odd: list[ox.NamedNode | ox.Literal] = [
        ox.Literal("007", datatype=ox.NamedNode(xsd + "integer")),
        ox.Literal("9007199254740993", datatype=ox.NamedNode(xsd + "integer")),
        ox.Literal("5.0", datatype=ox.NamedNode(xsd + "decimal")),
        ox.Literal("five"),
        ox.Literal("fünf", language="de"),
        ox.NamedNode("urn:x:five"),
    ]
    given = [ox.Quad(S, terms.ps("amount"), value) for value in odd]
    given += [ox.Quad(S, terms.node("rdfs:label"), ox.Literal("plain")), ox.Quad(S, terms.ps("about"), ox.Literal("x"))]
    export(given, FORMATS["jsonld"], tmp_path / "x.jsonld")
    assert read("jsonld", tmp_path / "x.jsonld") == {quad.triple for quad in given}


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_to_export_is_an_error_and_no_file_of_0_bytes(name: str, tmp_path: Path) -> None:
    with pytest.raises(CheckError, match="nothing to export"):
        export([], FORMATS[name], tmp_path / "x")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("quad", "told"),
    [
        (ox.Quad(S, P, ox.Literal("control \x01")), "control characters"),
        (ox.Quad(S, ox.NamedNode("https://example.org/123"), ox.Literal("x")), "end in a name"),
    ],
)
def test_what_rdf_xml_cannot_say_fails_the_export_and_leaves_the_old_file(
    quad: ox.Quad, told: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.rdf"
    path.write_text("old")
    with pytest.raises(CheckError, match=told):
        export([quad, *world.quads()], FORMATS["rdfxml"], path)
    assert path.read_text() == "old"
    export([quad], FORMATS["turtle"], tmp_path / "x.ttl")
    assert read("turtle", tmp_path / "x.ttl") == {quad.triple}


def test_a_name_that_xml_cannot_hold_fails_the_network_files(tmp_path: Path) -> None:
    node = terms.entity("org/bad")
    bad = [ox.Quad(node, terms.node("rdf:type"), terms.ps("Company"))]
    bad.append(ox.Quad(node, terms.node("rdfs:label"), ox.Literal("bad \x02", language="ja")))
    for name in ("graphml", "gexf"):
        with pytest.raises(CheckError, match="control characters"):
            export([*world.quads(), *bad], FORMATS[name], tmp_path / name)


def test_blank_nodes_are_refused_as_their_names_change_with_each_reading(tmp_path: Path) -> None:
    with pytest.raises(CheckError, match="blank nodes"):
        export([ox.Quad(ox.BlankNode(), P, S)], FORMATS["nt"], tmp_path / "x.nt")


def write_nothing(_: Canonical, path: Path) -> None:
    path.write_text("")


def test_a_file_that_does_not_read_back_as_the_graph_is_not_handed_over(tmp_path: Path) -> None:
    swallowing = replace(FORMATS["turtle"], write=write_nothing)
    with pytest.raises(CheckError, match="does not read back"):
        export(world.quads(), swallowing, tmp_path / "x.ttl")
    assert not list(tmp_path.iterdir())


def test_the_manifest_has_count_hash_and_licence(exports: dict[str, Path]) -> None:
    count, hash_ = hash_of(without_graphs(world.quads()))
    manifest = read_manifest(manifest_path(exports["turtle"]))
    assert (manifest.files[0].triples, manifest.files[0].rdfc10) == (count, hash_)
    assert manifest.about["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert manifest.about["profile"] == "full"


def test_networks_have_each_entity_and_each_relation_with_typed_attributes(exports: dict[str, Path]) -> None:
    entities = {q.subject for q in world.quads() if str(ID) in str(q.subject)}
    relations = {terms.ps(name) for name in relation_names()}
    edges = {q.triple for q in world.quads() if q.predicate in relations and q.subject in entities}
    for graph in (nx.read_graphml(exports["graphml"], force_multigraph=True), nx.read_gexf(exports["gexf"])):
        assert set(graph) == {node.value for node in entities if isinstance(node, ox.NamedNode)}
        assert graph.number_of_edges() == len(edges) > 20
    graphml = nx.read_graphml(exports["graphml"], force_multigraph=True)
    assert graphml.nodes[f"{ID}{f.AGENCY}"] == {
        "type": "PublicAgency",
        "label_ja": "発明機構",
        "label_en": "Invention Agency",
        "country": f.JAPAN,
    }
    assert graphml.get_edge_data(f"{ID}{f.AGENCY}", f"{ID}{f.PROGRAMME}")["administers"]["relation"] == "administers"


def relation_names() -> tuple[str, ...]:
    return load_ontology().relations


def table(exports: dict[str, Path], name: str) -> list[dict[str, str]]:
    with (exports["csv"] / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_tables_have_a_row_for_each_fact_entity_and_place(exports: dict[str, Path]) -> None:
    facts = {q.subject for q in world.quads() if str(FACT) in str(q.subject)}
    assert {row["id"] for row in table(exports, "facts")} == {
        node.value.removeprefix(str(FACT)) for node in facts if isinstance(node, ox.NamedNode)
    }
    assert len(table(exports, "facts")) == len(world.record().facts)
    assert len(table(exports, "evidence")) == sum(len(fact.evidence) for fact in world.record().facts)
    known = world.record()
    assert len(table(exports, "entities")) == len(known.entities) + len(known.documents)
    for name, kind in (("allocations", "Allocation"), ("targets", "Target"), ("statements", "Statement")):
        assert len(table(exports, name)) == sum(fact.type == kind for fact in known.facts) > 0


def test_tables_have_every_value_of_every_role(exports: dict[str, Path]) -> None:
    described = json.loads((exports["csv"] / "csv-metadata.json").read_text(encoding="utf-8"))["tables"]
    schema = next(t for t in described if t["url"] == "collaborations.csv")["tableSchema"]["columns"]
    marks = {column["name"]: column.get("separator") for column in schema}
    partners = {p for row in table(exports, "collaborations") for p in row["partner"].split(marks["partner"])}
    stated = (values(fact.roles["partner"]) for fact in world.record().facts if fact.type == "Collaboration")
    assert partners == {partner for several in stated for partner in several}


def test_tables_keep_odd_words_apart(exports: dict[str, Path]) -> None:
    row = next(row for row in table(exports, "characteristics") if row["about"] == world.ODD)
    assert (row["text"], row["attribute"]) == ('=1+1,"x"\n|', "特 徴")
    entity = next(row for row in table(exports, "entities") if row["id"] == world.ODD)
    assert entity["label_ja"] == world.ODD_NAME


def test_csvw_describes_every_column_of_every_table(exports: dict[str, Path]) -> None:
    described = json.loads((exports["csv"] / "csv-metadata.json").read_text(encoding="utf-8"))["tables"]
    assert {t["url"] for t in described} == {path.name for path in exports["csv"].glob("*.csv")}
    for one in described:
        with (exports["csv"] / one["url"]).open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == [column["name"] for column in one["tableSchema"]["columns"]]


def test_a_mapped_profile_has_no_tables_and_says_so(tmp_path: Path) -> None:
    for name in ("csv", "graphml", "gexf"):
        with pytest.raises(InputError, match="use Turtle"):
            export_profile(world.store(), find_format(name), find_profile("eurio"), tmp_path / name)


def test_an_unknown_format_is_told_with_those_there_are() -> None:
    with pytest.raises(InputError, match=r"no format 'n3'; there are turtle, nt, trig"):
        find_format("n3")
