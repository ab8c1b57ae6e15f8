"""What readers found right stays, what they found faulty does not come back."""

from __future__ import annotations

import json
from pathlib import Path

from policyscape.graph import read_record

AUDIT = Path(__file__).parent / "fixtures" / "audit"
VERDICTS, SECOND, THIRD = (
    [json.loads(line) for line in (AUDIT / name).read_text().splitlines()]
    for name in ("verdicts.jsonl", "second.jsonl", "third.jsonl")
)
RECORD = {fact.id for fact in read_record().facts}


def test_no_fact_found_faulty_is_in_the_record() -> None:
    faulty = {row["fact"] for row in VERDICTS if row["verdict"] != "right"}
    assert faulty
    assert not faulty & RECORD


def test_nearly_all_facts_found_right_are_still_in_the_record() -> None:
    right = {row["fact"] for row in VERDICTS if row["verdict"] == "right"}
    assert len(right) == 290
    assert len(right & RECORD) >= 0.95 * len(right)


def test_of_the_second_draw_too_nearly_all_are_still_in_the_record() -> None:
    right = {row["fact"] for row in SECOND if row["verdict"] == "right"}
    assert len(right) == 288
    assert len(right & RECORD) >= 0.95 * len(right)
    assert not any(row["wrong_amount"] for row in SECOND)


def test_of_the_third_draw_too_nearly_all_are_still_in_the_record() -> None:
    right = {row["fact"] for row in THIRD if row["verdict"] == "right"}
    assert len(right) == 288
    assert len(right & RECORD) >= 0.95 * len(right)
    assert not any(row["wrong_amount"] for row in THIRD)
