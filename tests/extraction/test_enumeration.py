"""Enumerations: marked items end where the sentence takes them up again, words are parted as often as counted."""

from __future__ import annotations

import pytest

from policyscape.extraction.enumeration import marked_items, ordinal, pieces


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("計画では①量子、②半導体、③深宇宙、深地球の3つの領域を指定した。", ["量子", "半導体", "深宇宙、深地球"]),
        ("戦略には、①人材の育成、②課題を共に解決することを目標として掲げる。", ["人材の育成", "課題を共に解決"]),
        ("柱は（1）投資、（2）連携（国際）、の二つだ。", ["投資", "連携（国際）、の二つだ"]),
        ("2つの分野（①研究、②脱炭素）を特定した。", ["研究", "脱炭素"]),
        ("③だけでは列にならない。", []),
    ],
)
def test_marked_items(text: str, items: list[str]) -> None:
    found = list(marked_items(text))
    assert [text[start:end] for start, end, _ in found] == items
    assert [number for _, _, number in found] == list(range(1, len(items) + 1))


@pytest.mark.parametrize(
    ("text", "count", "items"),
    [
        ("研究、教育および普及", None, ["研究", "教育", "普及"]),
        ("研究、資金および人材の確保", 2, ["研究", "資金および人材の確保"]),
        ("堅牢性（丈夫さ、強さ）、柔軟性", 2, ["堅牢性（丈夫さ、強さ）", "柔軟性"]),
        ("危険の評価を徹底し、「競争」「保護」「連携」", 3, ["競争", "保護", "連携"]),
    ],
)
def test_pieces(text: str, count: int | None, items: list[str]) -> None:
    assert [text[start:end] for start, end in pieces(text, 0, len(text), count)] == items


def test_ordinal() -> None:
    assert [ordinal(mark) for mark in ("③", "（2）", "五", "甲")] == [3, 2, 5, None]
