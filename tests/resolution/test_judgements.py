"""Judgements of persons: what they say of facts and of entities holds wherever the record is read."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from factory import LANDSCAPE, make_entity, make_evidence, make_fact

from policyscape.errors import RecordError
from policyscape.extraction.corpus import Extractor
from policyscape.reading import read_text
from policyscape.resolution.judgements import Judgements, add_judgement
from policyscape.resolution.registry import Registry, mint

NEW = "「火星移住推進計画」"
TEXT = f"発明機構は2031年4月に{NEW}を策定した。\n"


def load(folder: Path, *rows: dict[str, object]) -> Judgements:
    for row in rows:
        add_judgement(folder / "entities.jsonl", row)
    return Judgements.load(folder)


def same(kept: str, dropped: str, *names: str) -> dict[str, object]:
    return {"decision": "same", "entities": [kept, dropped], "names": list(names), "reason": "test"}


def test_without_files_nothing_is_judged(tmp_path: Path) -> None:
    fact = make_fact(subject="org/a", predicate="funds", object="org/b")
    assert Judgements.load(tmp_path / "none").judge([fact]) == [fact]


def test_facts_about_a_second_copy_are_about_what_is_kept(tmp_path: Path) -> None:
    judged = load(tmp_path, same("org/a", "org/b"))
    one = make_fact(about="org/a", partner=("org/b", "org/c"))
    other = make_fact(about="org/b", partner=("org/a", "org/c"), evidence=(make_evidence(20, 30),))
    (fact,) = judged.judge([one, other])
    assert fact.roles == {"about": "org/a", "partner": ("org/a", "org/c")}
    assert [evidence.start for evidence in fact.evidence] == [0, 20]


def test_a_chain_of_copies_ends_in_one(tmp_path: Path) -> None:
    judged = load(tmp_path, same("org/a", "org/b", "乙"), same("org/b", "org/c", "丙"))
    entities = {id_: make_entity(id_, ja=id_, partOf="org/c") for id_ in ("org/a", "org/b", "org/c", "org/d")}
    merged = judged.merge(entities)
    assert set(merged) == {"org/a", "org/d"}
    assert set(merged["org/a"].aliases) == {"乙", "丙"}
    assert merged["org/d"].links == {"partOf": ("org/a",)}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([same("org/a", "org/b"), same("org/b", "org/a")], "run in a circle"),
        ([{"decision": "perhaps", "entities": ["org/a", "org/b"]}], "there is no decision 'perhaps'"),
        ([{"decision": "same"}], "lacks 'entities'"),
    ],
)
def test_a_judgement_that_cannot_be_is_told(tmp_path: Path, rows: list[dict[str, object]], message: str) -> None:
    with pytest.raises(RecordError, match=message):
        load(tmp_path, *rows)


def test_a_kept_entity_must_be_known(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no entity org/a"):
        load(tmp_path, same("org/a", "org/b")).merge({"org/b": make_entity("org/b")})


def test_two_discovered_names_of_one_thing_are_discovered_as_one() -> None:
    kept, dropped = (mint("org", "Company", name, None) for name in ("甲社", "乙社"))
    registry = Registry({}, same={dropped: kept})
    assert registry.discover("乙社", "Company", "org", None) == kept
    assert registry.discover("甲社", "Company", "org", None) == kept
    assert [entity.names for entity in registry.discovered.values()] == [("乙社", "甲社")]


def test_names_that_stay_open_are_counted() -> None:
    homonyms = {id_: make_entity(id_, ja="港大学") for id_ in ("org/a", "org/b")}
    registry = Registry(homonyms)
    assert registry.resolve("港大学", "report", None) is None
    assert registry.unresolved == {("report", "港大学"): 1}


def test_reading_anew_respects_what_was_judged(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    shutil.copytree(LANDSCAPE, graph)
    document = read_text("report", TEXT)
    (event,) = (fact for fact in Extractor(graph=graph).extract(document) if fact.type == "Event")
    add_judgement(graph / "judgements" / "accepted.jsonl", {"fact": event.id})
    assert {f.id: f.confidence for f in Extractor(graph=graph).extract(document)}[event.id] == 1.0
    add_judgement(graph / "judgements" / "rejected.jsonl", {"fact": event.id, "reason": "test"})
    assert event.id not in {fact.id for fact in Extractor(graph=graph).extract(document)}


def test_judgements_are_sorted_and_stand_once(tmp_path: Path) -> None:
    path = tmp_path / "accepted.jsonl"
    for fact in ("b", "a", "b"):
        add_judgement(path, {"fact": fact})
    assert [json.loads(line)["fact"] for line in path.read_text().splitlines()] == ["a", "b"]
