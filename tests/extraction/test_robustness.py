"""Any text is safe: nothing crashes, nothing hangs, and work grows no faster than the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyscape.extraction.corpus import Extractor
from policyscape.extraction.units import units
from policyscape.extraction.values import ValueFinder
from policyscape.fold import fold
from policyscape.reading import read_text

_PIECES = [
    *[
        "株式会社",
        "「",
        "」",
        "（",
        "）",
        "以下、",
        "機構",
        "法",
        "計画",
        "億円",
        "2030年度",
        "令和",
        "、",
        "。",
        "〜",
        "約",
    ],
    *["3", "百万", "は", "を", "に", "事業名：", "①", "A", "・", "ア", "<table>", "<td>", "米国", "🜁", "|", "\t", "\n"],
    *["\ufffd", "\ue001", "\uf001"],
]
_SECONDS = 60


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@given(st.lists(st.sampled_from(_PIECES), max_size=60).map("".join) | st.text(max_size=200), st.booleans())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_read(extractor: Extractor, text: str, markdown: bool) -> None:
    document = read_text("any", text, markdown=markdown)
    for fact in extractor.extract(document):
        for evidence in fact.evidence:
            assert 0 <= evidence.start < evidence.end <= len(document.text)


@given(st.text(alphabet="0123456789,.兆億万千百円年度月日〜~約超以上%件人（）()令和R/", max_size=80))
@settings(max_examples=200, deadline=None)
def test_values_stand_in_their_text(text: str) -> None:
    taken = 0
    for value in ValueFinder().find(text):
        assert taken <= value.start < value.end <= len(fold(text))
        taken = value.end


@pytest.mark.parametrize(
    "piece",
    [
        "（",
        "「甲",
        "1,",
        "甲乙計画（以下、",
        "2030年までに",
        "株式会社甲、",
        "甲機構は、",
        "あ",
        "A1 ",
        "<td>",
        "a\t",
        "|甲",
    ],
)
def test_long_runs_do_not_hang(extractor: Extractor, piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.perf_counter()
    extractor.extract(read_text("long", text))
    assert time.perf_counter() - start < _SECONDS


def test_units_have_an_end(extractor: Extractor) -> None:
    document = read_text("long", "甲" * 20_000)
    assert max(len(unit.text) for unit in units(document, extractor._reader)) <= 1_501
