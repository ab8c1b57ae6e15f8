"""The graph as Python sees it."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import factory as f
import pyoxigraph as ox
import pytest

import policyscape
from policyscape.errors import InputError
from policyscape.graph import compile_record
from policyscape.ontology import load_ontology
from policyscape.opened import OpenGraph, python_value
from policyscape.store import write_store

XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built")
    dataset = compile_record(f.landscape(), load_ontology())
    write_store(dataset.quads(), out / "store")
    (out / "graph.nq").write_bytes(ox.serialize(dataset.quads(), format=ox.RdfFormat.N_QUADS) or b"")
    return out


@pytest.fixture(scope="module")
def graph(built: Path) -> OpenGraph:
    return policyscape.open(built)


def test_a_build_a_store_and_a_file_open_alike(built: Path) -> None:
    question = "SELECT ?x { ?x a ps:University }"
    opened = [
        policyscape.open(built),
        policyscape.open(str(built)),
        policyscape.open(built / "store"),
        policyscape.open(built / "graph.nq"),
        policyscape.open(built, memory=True),
    ]
    assert {tuple(one.query(question)) for one in opened} == {((f"https://w3id.org/policyscape/id/{f.UNIVERSITY}",),)}
    with pytest.raises(InputError, match="there is no store at"):
        policyscape.open(built / "nothing")


def test_rows_are_named_tuples_of_python_values(graph: OpenGraph) -> None:
    (row,) = graph.query("budget-by-phase", programme=f.PROGRAMME)
    assert row.amount == 500_000_000_000
    assert row.programme == "灯台事業"
    assert row.qualifier is None
    rows = graph.query("SELECT ?x { ?x a ps:Programme } ORDER BY ?x")
    assert repr(rows) == "<2 rows: x>"
    assert rows[0] in rows[:1]
    assert "<table>" in rows._repr_html_()


def test_a_parameter_is_given_by_name(graph: OpenGraph) -> None:
    assert len(graph.query("budget-by-phase", country="日本", year=2022)) == 1
    assert len(graph.query("budget-by-phase", country=None, year=1999)) == 0
    with pytest.raises(InputError, match="did you mean year"):
        graph.query("budget-by-phase", yaer=2022)


def test_a_frame_has_the_columns_and_types(graph: OpenGraph) -> None:
    pytest.importorskip("pandas", reason="pandas is the extra 'analyst'")
    frame = graph.query("budget-by-phase").to_frame()
    assert list(frame.columns)[:2] == ["programme", "fiscal_year"]
    assert frame["amount"].sum() == 500_000_000_000


def test_a_dataset_is_the_same_store_seen_by_rdflib(graph: OpenGraph) -> None:
    pytest.importorskip("oxrdflib", reason="oxrdflib is the extra 'analyst'")
    dataset = graph.dataset()
    found = dataset.query("SELECT ?x { ?x a <https://w3id.org/policyscape/ontology#Programme> }")
    assert len(list(found)) == 2


def test_a_network_is_a_networkx_graph(graph: OpenGraph) -> None:
    network = graph.network("typed")
    assert network.number_of_edges() > 0
    with pytest.raises(InputError, match="did you mean typed"):
        graph.network("tyepd")


def test_help_is_at_hand(graph: OpenGraph) -> None:
    assert "ps:TaxMeasure has no instances" in graph.hints("SELECT * { ?x a ps:TaxMeasure }")[0]
    assert graph.explain("budget-by-phase", "ja", year=2022).startswith("次の条件に合うものを")


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (ox.Literal(5), 5),
        (ox.Literal("0.5", datatype=ox.NamedNode(XSD + "decimal")), Decimal("0.5")),
        (ox.Literal(1.5), 1.5),
        (ox.Literal(True), True),
        (ox.Literal("2024", datatype=ox.NamedNode(XSD + "gYear")), 2024),
        (ox.Literal("2024-05", datatype=ox.NamedNode(XSD + "gYearMonth")), "2024-05"),
        (ox.Literal("2024-05-06", datatype=ox.NamedNode(XSD + "date")), datetime.date(2024, 5, 6)),
        (ox.Literal("not a date", datatype=ox.NamedNode(XSD + "date")), "not a date"),
        (ox.Literal("灯台", language="ja"), "灯台"),
        (ox.NamedNode("urn:x"), "urn:x"),
        (None, None),
    ],
)
def test_a_term_has_a_python_value(term: ox.Literal | ox.NamedNode | None, value: object) -> None:
    assert python_value(term) == value
    assert type(python_value(term)) is type(value)
