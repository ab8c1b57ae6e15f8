"""A query in words, in both languages, with the number of triples of each pattern."""

from __future__ import annotations

import pytest

from policyscape.errors import InputError
from policyscape.graph import compile_record
from policyscape.ontology import load_ontology
from policyscape.query import asker, explain, library, prepare
from policyscape.store import memory_store

from .harbour import harbour

ONTOLOGY = load_ontology()
ASK = asker(memory_store(compile_record(harbour(), ONTOLOGY).quads()))
TEXT = """SELECT ?name WHERE {
  ?fund a ps:Fund ; rdfs:label ?name .
  FILTER (LANG(?name) = "ja" && (STRLEN(?name) > 1 || ?name IN ("a"@ja)))
  OPTIONAL { ?money ps:about ?fund ; ps:amount ?amount . FILTER (?amount > 5) }
  MINUS { ?fund ps:country/ps:partOf psplace:jp }
  { ?fund ps:country psplace:jp } UNION { ?fund ps:broader ?other }
}"""


def said(language: str) -> list[str]:
    return explain(prepare(TEXT, {}, ONTOLOGY, ASK), ONTOLOGY, ASK, language).splitlines()


def test_each_pattern_is_a_sentence_with_its_number_of_triples() -> None:
    lines = said("en")
    assert lines[0] == "Gives a table with the columns name, where:"
    assert "  ?fund is of the class fund  [1 triples]" in lines
    assert '  only where LANG(?name) = "ja"' in lines
    assert lines.index("  if there is one:") < lines.index("    only where ?amount > 5")
    assert lines.index("  but not where:") < lines.index("  either:") < lines.index("  or:")


def test_the_words_are_japanese_as_well() -> None:
    lines = said("ja")
    assert lines[0] == "次の条件に合うものを、列 name の表にする。"
    assert "  ?fund は「基金」である  [1 トリプル]" in lines


def test_an_open_parameter_is_left_out_and_a_given_one_said_plainly() -> None:
    query = next(one for one in library() if one.name == "budget-by-phase")
    text = prepare(query, {"year": 2022}, ONTOLOGY, ASK)
    lines = explain(text, ONTOLOGY, ASK).splitlines()
    assert any("?single = ?param_year" in line for line in lines)
    assert not any("BOUND" in line or "param_phase" in line for line in lines)


@pytest.mark.parametrize("query", library(), ids=lambda query: query.name)
def test_every_query_of_the_library_can_be_explained(query: object) -> None:
    from policyscape.query import Query

    assert isinstance(query, Query)
    assert explain(prepare(query, {}, ONTOLOGY, ASK), ONTOLOGY, ASK, "ja")


def test_a_query_that_cannot_be_taken_apart_is_an_input_error() -> None:
    with pytest.raises(InputError, match="cannot be taken apart"):
        explain("SELECT", ONTOLOGY, ASK)
