"""What readers found right stays, what they found faulty does not come back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policyscape.graph import read_record

AUDIT = Path(__file__).parent / "fixtures" / "audit"
DRAWS = {
    name: [json.loads(line) for line in (AUDIT / f"{name}.jsonl").read_text().splitlines()]
    for name in ("verdicts", "second", "third", "fourth")
}
RECORD = {fact.id for fact in read_record().facts}


def test_no_fact_found_faulty_is_in_the_record() -> None:
    faulty = {row["fact"] for row in DRAWS["verdicts"] if row["verdict"] != "right"}
    assert faulty
    assert not faulty & RECORD


@pytest.mark.parametrize(
    ("draw", "found_right", "wrong_amounts"),
    [("verdicts", 290, 1), ("second", 288, 0), ("third", 288, 0), ("fourth", 290, 0)],
)
def test_nearly_all_facts_found_right_are_still_in_the_record(draw: str, found_right: int, wrong_amounts: int) -> None:
    right = {row["fact"] for row in DRAWS[draw] if row["verdict"] == "right"}
    assert len(right) == found_right
    assert len(right & RECORD) >= 0.95 * len(right)
    assert sum(row["wrong_amount"] for row in DRAWS[draw]) == wrong_amounts


def test_no_fact_is_in_two_draws() -> None:
    drawn = [row["fact"] for draw in DRAWS.values() for row in draw]
    assert len(drawn) == len(set(drawn)) == 300 * len(DRAWS)
