"""The record: what is written is read back, and what is malformed is told with its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyscape.errors import InputError, RecordError
from policyscape.records import Entity, Evidence, Fact, fact_id, read_entities, read_facts, write_lines

EVIDENCE = Evidence(3, 9, "paragraph", 1, {"about": (3, 5)}, page=2, heading="題")
FACT = Fact(
    "report", "Target", {"about": "policy/plan", "value": 3}, "modality/decided", "layer/rule", "r", 0.9, (EVIDENCE,)
)


def test_facts_come_back_as_they_were(tmp_path: Path) -> None:
    write_lines(tmp_path / "facts.jsonl", [FACT.as_json()])
    assert read_facts(tmp_path / "facts.jsonl") == [FACT]


@given(st.text(min_size=1), st.lists(st.text(min_size=1), max_size=3))
def test_entities_come_back_whatever_their_names(label: str, aliases: list[str]) -> None:
    entity = Entity("org/one", "Company", {"ja": label}, tuple(sorted(set(aliases))))
    row = entity.as_json()
    assert (row["labels"]["ja"], row.get("aliases", [])) == (label, sorted(set(aliases)))


def test_an_id_depends_on_what_is_said_not_on_where() -> None:
    moved = replace(FACT, evidence=(), rule="other", confidence=0.1)
    other = replace(FACT, roles={"about": "policy/plan", "value": 4})
    assert fact_id(moved) == FACT.id != other.id


def test_parts_of_an_id_cannot_run_together() -> None:
    one = replace(FACT, roles={"about": ("ab", "c")})
    two = replace(FACT, roles={"about": ("a", "bc")})
    assert one.id != two.id


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", r"facts\.jsonl:1: not JSON at column"),
        ("[]", r"facts\.jsonl:1: a line of the record is a JSON object"),
        ('{"type":"Target"}', r"facts\.jsonl:1: a fact lacks or misuses 'document'"),
    ],
)
def test_a_malformed_line_is_told_with_its_place(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "facts.jsonl").write_text(line)
    with pytest.raises(RecordError, match=message):
        read_facts(tmp_path / "facts.jsonl")


def test_a_changed_fact_no_longer_bears_its_id(tmp_path: Path) -> None:
    row = FACT.as_json() | {"roles": {"about": "policy/plan", "value": 4}}
    write_lines(tmp_path / "facts.jsonl", [row])
    with pytest.raises(RecordError, match=f"the id {FACT.id} does not belong to this content"):
        read_facts(tmp_path / "facts.jsonl")


def test_an_id_names_one_entity(tmp_path: Path) -> None:
    row = Entity("org/one", "Company", {"ja": "一"}).as_json()
    write_lines(tmp_path / "a.jsonl", [row])
    write_lines(tmp_path / "b.jsonl", [row])
    with pytest.raises(RecordError, match="org/one is used twice"):
        read_entities(tmp_path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_facts(tmp_path / "none.jsonl")
