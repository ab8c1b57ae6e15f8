"""Evidence is verified: the words at the offsets must name what the fact says."""

from __future__ import annotations

from dataclasses import replace

import factory as f
import pytest

from policyscape.extraction.values import ValueFinder
from policyscape.graph.verify import verify
from policyscape.ontology import load_ontology
from policyscape.records import Fact, RoleValue

ONTOLOGY = load_ontology()
READER = ValueFinder()


def faults(text: str, fact: Fact) -> list[str]:
    return verify([fact], f.make_document(text), f.landscape().entities, ONTOLOGY, READER)


def said(text: str, role: str, words: str, value: RoleValue, class_: str = "Target") -> list[str]:
    fact = f.make_fact(class_, evidence=(f.found_in(text, text, **{role: words}),))
    return faults(text, replace(fact, roles={role: value}))


def test_the_fixture_holds() -> None:
    record = f.landscape()
    assert verify(record.facts, f.landscape_document(), record.entities, ONTOLOGY, READER) == []


@pytest.mark.parametrize(
    ("words", "role", "value"),
    [
        ("5,000億円", "amount", 500_000_000_000),
        ("約3兆2000億円", "amount", 3_200_000_000_000),
        ("３．７％", "value", 3.7),
        ("三つ", "position", 3),
        ("①", "position", 1),
        ("令和7年度", "fiscalYear", 2025),
        ("2021～2025年度", "endFiscalYear", 2025),
        ("2025年2月14日", "date", "2025-02-14"),
        ("2月14日", "date", "2025-02-14"),
        ("平成30年", "date", "2018"),
        ("発明 機構", "about", f.AGENCY),
        ("IA", "about", f.AGENCY),
        ("発明機構（IA）", "about", f.AGENCY),
        ("大学発 企業の数", "indicator", "大学発企業の数"),
        ("円", "currency", "JPY"),
    ],
)
def test_words_name_the_value(words: str, role: str, value: RoleValue) -> None:
    assert said(f"ここに{words}とある", role, words, value) == []


@pytest.mark.parametrize(
    ("words", "role", "value"),
    [
        ("5,000億円", "amount", 500_000_000),
        ("300社", "value", 100),
        ("2024年2月14日", "date", "2025-02-14"),
        ("来年", "date", "2025"),
        ("灯台事業", "about", f.PLAN),
        ("企業の数", "indicator", "大学の数"),
    ],
)
def test_words_that_say_something_else_are_a_fault(words: str, role: str, value: RoleValue) -> None:
    (fault,) = said(f"ここに{words}とある", role, words, value)
    assert f"do not name {role}" in fault
    assert fault.startswith("harbour-2025:1: fact ")


def test_each_of_several_values_must_be_named() -> None:
    both = ("Collaboration", "partner")
    text = "発明機構とみなと大学の協力"
    assert said(text, both[1], "発明機構とみなと大学", (f.AGENCY, f.UNIVERSITY), both[0]) == []
    assert (
        "no words name partner = org/harbour-university"
        in said(text, both[1], "発明機構", (f.AGENCY, f.UNIVERSITY), both[0])[0]
    )


def test_a_span_outside_the_text_is_a_fault() -> None:
    fact = f.make_fact("Target", evidence=(f.make_evidence(0, 99),), about=f.PLAN)
    assert "does not lie in the text of 3 characters" in faults("みなと", fact)[0]


def test_a_span_of_noise_is_a_fault() -> None:
    fact = f.make_fact("Target", evidence=(f.make_evidence(3, 5),), about=f.PLAN)
    assert "holds no words" in faults("みなと\n\n", fact)[0]


def test_words_of_a_role_the_fact_does_not_have_are_a_fault() -> None:
    fact = f.make_fact("Target", evidence=(f.make_evidence(0, 3, about=(0, 3)),), indicator="みなと")
    assert "there are words for about" in faults("みなと", fact)[0]


def test_a_changed_document_is_noticed() -> None:
    record = f.landscape()
    document = f.landscape_document()
    changed = f.make_document("追記。" + document.text)
    found = verify(record.facts, changed, record.entities, ONTOLOGY, READER)
    assert len({fault.split(":")[2] for fault in found}) == len(record.facts)
    assert replace(document, text="") != document


def test_a_word_that_refers_back_is_left_to_resolution() -> None:
    fact = f.make_fact("Target", evidence=(f.found_in("同計画では", "同計画では", about="同計画"),), about=f.PLAN)
    entities, document = f.landscape().entities, f.make_document("同計画では")
    assert "do not name about" in verify([fact], document, entities, ONTOLOGY, READER)[0]
    assert verify([fact], document, entities, ONTOLOGY, READER, frozenset({"同計画"})) == []
