"""What remains of identifiers that are no longer in use."""

from __future__ import annotations

import shutil
from pathlib import Path

import factory as f
import pyoxigraph as ox
import pytest

from policyscape.errors import RecordError
from policyscape.graph import compile_record, read_record, terms
from policyscape.graph.tombstones import Tombstone, add_tombstones, read_tombstones
from policyscape.ontology import load_ontology
from policyscape.resolution.judgements import add_judgement

DEAD = "org/old-agency"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record that can be written to."""
    return Path(shutil.copytree(f.LANDSCAPE, tmp_path / "graph"))


def compiled(folder: Path) -> set[ox.Triple]:
    return compile_record(read_record(folder), load_ontology()).graphs.get("tombstones", set())


def test_a_tombstone_says_that_an_id_is_dead_and_what_took_its_place(record: Path) -> None:
    assert add_tombstones(record, [Tombstone(DEAD, {"ja": "旧発明機構"}, (f.AGENCY,))]) == 1
    dead = terms.entity(DEAD)
    assert compiled(record) == {
        ox.Triple(dead, terms.node("owl:deprecated"), ox.Literal(True)),
        ox.Triple(dead, terms.node("skos:historyNote"), ox.Literal("旧発明機構", language="ja")),
        ox.Triple(dead, terms.node("dct:isReplacedBy"), terms.entity(f.AGENCY)),
    }


def test_a_fact_has_a_tombstone_of_its_own(record: Path) -> None:
    add_tombstones(record, [Tombstone("0123456789abcdef")])
    assert {triple.subject for triple in compiled(record)} == {terms.fact("0123456789abcdef")}


def test_tombstones_are_added_once_and_stay(record: Path) -> None:
    add_tombstones(record, [Tombstone(DEAD, {"ja": "旧"}, (f.AGENCY,))])
    assert add_tombstones(record, [Tombstone(DEAD), Tombstone("org/another")]) == 1
    assert read_tombstones(record)[DEAD].successors == (f.AGENCY,)


def test_an_entity_merged_by_a_judgement_has_a_tombstone_by_that(record: Path) -> None:
    row = {"entities": [f.AGENCY, f.DIVISION], "decision": "same"}
    add_judgement(record / "judgements" / "entities.jsonl", row)
    replaced = ox.Triple(terms.entity(f.DIVISION), terms.node("dct:isReplacedBy"), terms.entity(f.AGENCY))
    assert replaced in compiled(record)


@pytest.mark.parametrize(
    ("stone", "told"),
    [
        (Tombstone(f.AGENCY), "in use; an id is never used again"),
        (Tombstone(DEAD, {}, ("org/nobody",)), "which does not exist"),
    ],
)
def test_a_tombstone_of_the_living_or_with_a_false_heir_is_refused(stone: Tombstone, told: str, record: Path) -> None:
    add_tombstones(record, [stone])
    with pytest.raises(RecordError, match=told):
        compiled(record)
