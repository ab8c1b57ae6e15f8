"""Clauses: who does, what is done and when are found whatever their order, voice and clause."""

from __future__ import annotations

import pytest

from policyscape.extraction.clauses import Clause, clauses
from policyscape.extraction.mentions import NameFinder
from policyscape.extraction.rules import load_language
from policyscape.extraction.units import Reader, units
from policyscape.extraction.values import ValueFinder
from policyscape.ontology import load_ontology
from policyscape.reading.model import Block, Document
from policyscape.records import Entity
from policyscape.resolution.registry import Registry

_NAMES = {"甲省": "Ministry", "乙事業": "Programme", "丙大学": "University", "丁大学": "University", "戊法": "Law"}


def _read(text: str) -> list[Clause]:
    ontology = load_ontology()
    registry = Registry({f"x/{i}": Entity(f"x/{i}", type_, {"ja": n}) for i, (n, type_) in enumerate(_NAMES.items())})
    reader = Reader(NameFinder(registry), ValueFinder(), registry, load_language(ontology), ontology)
    block = Block("paragraph", text, tuple(range(len(text))), level=1, headings=())
    (unit,) = units(Document("example", text, "", (block,)), reader)
    assert unit.form
    return list(clauses(unit.form))


def _named(clause: Clause, relation: str) -> list[str]:
    found = next(clause.fill(relation), None)
    return [mention.name for mention in found.mentions] if found else []


@pytest.mark.parametrize(
    ("text", "doer", "done"),
    [
        ("甲省は2023年に乙事業を開始した。", ["甲省"], ["乙事業"]),
        ("乙事業は2023年に甲省により開始された。", ["甲省"], ["乙事業"]),
        ("甲省が2023年に開始した乙事業が広がる。", ["甲省"], ["乙事業"]),
        ("乙事業は、長い準備を経て、2023年に始まった。", [], ["乙事業"]),
    ],
)
def test_voice_and_order_do_not_change_who_does_what(text: str, doer: list[str], done: list[str]) -> None:
    clause = _read(text)[0]
    assert (_named(clause, "doer"), _named(clause, "done")) == (doer, done)


def test_a_topic_goes_past_the_clauses_before_its_predicate() -> None:
    *_, last = _read("甲省は戊法を制定し、2024年に乙事業を創設した。")
    assert (_named(last, "doer"), _named(last, "done")) == (["甲省"], ["乙事業"])


def test_several_named_together_are_one_argument_and_their_number_none() -> None:
    *_, last = _read("乙事業が続き、丙大学、丁大学の2大学が参画している。")
    assert _named(last, "subject") == ["丙大学", "丁大学"]


def test_a_noun_no_mention_stands_for_takes_the_place_of_the_object() -> None:
    (clause,) = _read("甲省は乙事業で新しい制度を開始した。")
    assert _named(clause, "done") == []


def test_the_date_of_another_noun_is_not_that_of_the_clause() -> None:
    (clause,) = _read("甲省は2022年の調査を踏まえて乙事業を開始した。")
    assert not list(clause.fill("when"))
