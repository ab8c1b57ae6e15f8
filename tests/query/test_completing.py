"""What can be typed next."""

from __future__ import annotations

import pytest

from policyscape.ontology import load_ontology
from policyscape.query.completing import Candidate, complete, is_whole

ONTOLOGY = load_ontology()


def texts(before: str, language: str = "en") -> list[str]:
    return [found.text for found in complete(before, ONTOLOGY, language)]


def test_a_term_is_completed_with_its_label() -> None:
    assert Candidate("ps:Allocation", 5, "allocation") in complete("SELECT * { ?x a ps:Al", ONTOLOGY)
    assert Candidate("ps:Allocation", 5, "予算・資金配分") in complete("SELECT * { ?x a ps:al", ONTOLOGY, "ja")
    assert texts("PREFIX my: <https://w3id.org/policyscape/ontology#> ASK { ?x my:fiscalY") == ["my:fiscalYear"]


def test_a_code_is_completed_after_the_prefix_of_its_list() -> None:
    before = "PREFIX phase: <https://w3id.org/policyscape/concept/phase/> ASK { ?x ps:budgetPhase phase:in"
    assert texts(before) == ["phase:initial"]


def test_prefixes_keywords_and_variables_are_completed() -> None:
    assert "psplace:" in texts("SELECT * { ?x ps:country psp")
    assert "OPTIONAL" in texts("SELECT * { ?x a ps:Fund opt")
    assert texts("SELECT * { ?fund a ps:Fund ; ps:amount ?fu") == ["?fund"]


def test_a_name_of_the_library_is_completed_at_the_beginning_only() -> None:
    assert "budget-by-phase" in texts("budget")
    assert "budget-by-phase" not in texts("SELECT budget")


@pytest.mark.parametrize("before", ["", "SELECT ", "ASK { ?x a zz:", 'ASK { ?x rdfs:label "ps:Al"'])
def test_nothing_is_completed_where_there_is_nothing_to_complete(before: str) -> None:
    assert texts(before) == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("ASK { ?x a ps:Fund }", True),
        ("ASK {\n ?x a ps:Fund", False),
        ('ASK { ?x rdfs:label "}"', False),
        ("SELECT ?x", False),
        ("PREFIX a: <b>", False),
        ("budget-by-phase year=2022", True),
    ],
)
def test_a_query_is_whole_when_its_braces_are_closed(text: str, whole: bool) -> None:
    assert is_whole(text) is whole
