"""Results as text."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from policyscape.errors import InputError
from policyscape.query import FORMATS, Result, render

RESULT = Result(
    ("name", "thing", "number", "nothing"),
    (
        (
            ox.Literal('灯台|"事業"\n<b>', language="ja"),
            ox.NamedNode("https://w3id.org/policyscape/id/policy/lighthouse"),
            ox.Literal(5),
            None,
        ),
    ),
)


def test_json_is_the_standard_one_with_sorted_keys() -> None:
    text = render(RESULT, "json")
    (row,) = json.loads(text)["results"]["bindings"]
    assert row == {
        "name": {"type": "literal", "value": '灯台|"事業"\n<b>', "xml:lang": "ja"},
        "thing": {"type": "uri", "value": "https://w3id.org/policyscape/id/policy/lighthouse"},
        "number": {"type": "literal", "value": "5", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
    }
    assert text.index('"head"') < text.index('"results"')


def test_json_of_a_question_is_a_boolean() -> None:
    answer = Result(("answer",), ((ox.Literal(True),),), "ASK")
    assert json.loads(render(answer, "json")) == {"boolean": True, "head": {}}


def test_csv_quotes_what_needs_it() -> None:
    assert render(RESULT, "csv") == (
        'name,thing,number,nothing\n"灯台|""事業""\n<b>",https://w3id.org/policyscape/id/policy/lighthouse,5,\n'
    )


def test_tsv_keeps_types_and_has_one_line_a_row() -> None:
    head, row = render(RESULT, "tsv").splitlines()
    assert head == "?name\t?thing\t?number\t?nothing"
    assert row.split("\t")[0] == '"灯台|\\"事業\\"\\n<b>"@ja'
    assert row.endswith('"5"^^<http://www.w3.org/2001/XMLSchema#integer>\t')


def test_markdown_escapes_what_would_break_the_table() -> None:
    assert render(RESULT, "markdown").splitlines()[2] == '| 灯台\\|"事業" &lt;b> | psid:policy/lighthouse | 5 |  |'


def test_a_table_shows_prefixed_names_and_no_markup() -> None:
    text = render(Result(("x",), ((ox.Literal("[red]x[/red]"),), (RESULT.rows[0][1],))), "table", 80)
    assert "[red]x[/red]" in text
    assert "psid:policy/lighthouse" in text


def test_a_narrow_table_cuts_no_number_short() -> None:
    text = render(Result(("amount", "of"), ((ox.Literal(411_400_000_000), ox.Literal("長い名前" * 9)),)), "table", 24)
    assert "…" not in text
    first = [line.split("│")[1].strip() for line in text.splitlines() if line.startswith("│")]
    assert "".join(first) == "411400000000"


def test_html_is_a_table_that_stays_text() -> None:
    text = render(RESULT, "html")
    assert "&lt;b&gt;" in text
    assert "<b>" not in text
    assert '<a href="https://w3id.org/policyscape/id/policy/lighthouse">psid:policy/lighthouse</a>' in text


def test_turtle_holds_triples_with_the_prefixes_they_use_in_their_order() -> None:
    thing, name = RESULT.rows[0][1], RESULT.rows[0][0]
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    text = render(Result(("subject", "predicate", "object"), ((thing, label, name),), "CONSTRUCT"), "turtle")
    prefixes = [line.split()[1] for line in text.splitlines() if line.startswith("@prefix")]
    assert prefixes == ["psid:", "pspolicy:", "rdfs:"]
    assert "pspolicy:lighthouse rdfs:label" in text
    with pytest.raises(InputError, match="turtle holds triples"):
        render(RESULT, "turtle")


def test_an_unknown_format_is_named_with_those_there_are() -> None:
    with pytest.raises(InputError, match="there is no format 'xml'; there are table, json"):
        render(RESULT, "xml")


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "turtle"])
def test_every_format_takes_an_empty_result(form: str) -> None:
    assert "x" in render(Result(("x",), ()), form)
