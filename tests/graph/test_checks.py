"""Every unknown name in the record is an error that names its place and the nearest name there is."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import factory as f
import pytest

from policyscape.errors import InputError, RecordError
from policyscape.graph import Record, compile_record, read_record
from policyscape.graph.checks import find_faults
from policyscape.ontology import load_ontology
from policyscape.records import Entity, Fact, write_lines

ONTOLOGY = load_ontology()


def faults(*facts: Fact, entities: tuple[Entity, ...] = ()) -> list[str]:
    known = f.landscape()
    record = Record(known.entities | {entity.id: entity for entity in entities}, known.documents, facts)  # type: ignore[operator]
    return [fault.sentence for fault in find_faults(record, ONTOLOGY)]


def test_the_fixture_is_without_fault() -> None:
    assert list(find_faults(f.landscape(), ONTOLOGY)) == []


@pytest.mark.parametrize(
    ("fact", "message"),
    [
        (f.make_fact("Alocation", about=f.PLAN), "no class 'Alocation'; did you mean Allocation"),
        (f.make_fact("Programme", about=f.PLAN), "Programme is no class of facts"),
        (f.make_fact("Target", indicatr="数"), "no property 'indicatr'; did you mean indicator"),
        (f.make_fact("Target", about="policy/invention-plann"), "did you mean policy/invention-plan"),
        (f.make_fact("Event", eventType="event/establish"), "did you mean event/established"),
        (f.make_fact("Event", eventType="phase/draft"), "'phase/draft' is no code of eventType"),
        (f.make_fact("Target", about=f.PLAN, modality="decideed"), "did you mean modality/decided"),
        (f.make_fact("Target", value="100"), "value takes a number, not '100'"),
        (f.make_fact("Target", baselineYear=2024.5), "baselineYear takes an integer"),
        (f.make_fact("Target", deadline="2030年"), "deadline takes a date such as"),
        (f.make_fact("Target", deadline="2030-13"), "deadline takes a date such as"),
        (f.make_fact("Target", indicator=" "), "indicator takes words"),
        (f.make_fact("Target", rank=5), "rank belongs to Ranked, not to Target"),
        (f.make_fact("Priority", technology=f.AGENCY), "technology takes Technology, but org/invention-agency is"),
        (f.make_fact(subject=f.AGENCY, predicate="administer", object=f.PLAN), "did you mean administers"),
        (f.make_fact(subject=f.AGENCY, predicate="administers"), "a Statement has one object, not 0"),
        (
            f.make_fact(subject=f.AGENCY, predicate="leads", object=(f.PLAN, f.PROGRAMME)),
            "one object, not 2; make a fact",
        ),
        (f.make_fact("Target", about=f.PLAN, evidence=()), "the fact has no evidence"),
        (f.make_fact("Target", about=f.PLAN, country="place/jpn"), "did you mean place/jp"),
        (f.make_fact("Target", about=f.PLAN, document="harbor-2025"), "did you mean harbour-2025"),
        (f.make_fact("Target", evidence=(f.make_evidence(),), words="x"), "words is written by the build"),
    ],
)
def test_a_wrong_fact_is_named(fact: Fact, message: str) -> None:
    found = faults(fact)
    assert any(message in sentence for sentence in found), found


@pytest.mark.parametrize(
    ("entity", "message"),
    [
        (f.make_entity("org/x", "Univercity"), "did you mean University"),
        (f.make_entity("org/x", "Allocation"), "Allocation is no class of entities"),
        (f.make_entity("org/発明", "University"), "is not kind/slug"),
        (f.make_entity("org/x", "University", partOff=f.AGENCY), "did you mean partOf"),
        (f.make_entity("org/x", "University", locatedIn="place/nowhere"), "there is no entity 'place/nowhere'"),
        (f.make_entity("org/x", "University", country="place/nowhere"), "there is no entity 'place/nowhere'"),
    ],
)
def test_a_wrong_entity_is_named(entity: Entity, message: str) -> None:
    found = faults(entities=(entity,))
    assert any(message in sentence for sentence in found), found


def test_compilation_stops_at_the_file_and_line(tmp_path: Path) -> None:
    shutil.copytree(f.LANDSCAPE, tmp_path / "graph")
    record = f.landscape()
    wrong = replace(record.facts[3], roles={"indicator": "数", "about": "policy/nowhere"})
    rows = [fact.as_json() for fact in (*record.facts[:3], wrong)]
    write_lines(tmp_path / "graph" / "statements" / f"{f.DOCUMENT}.jsonl", rows)
    with pytest.raises(RecordError, match=rf"^{f.DOCUMENT}\.jsonl:4: there is no entity 'policy/nowhere'"):
        compile_record(read_record(tmp_path / "graph"), ONTOLOGY)


def test_a_fact_that_stands_twice_is_refused(tmp_path: Path) -> None:
    shutil.copytree(f.LANDSCAPE, tmp_path / "graph")
    fact = f.landscape().facts[0].as_json()
    write_lines(tmp_path / "graph" / "statements" / f"{f.DOCUMENT}.jsonl", [fact, fact])
    with pytest.raises(RecordError, match="stands twice"):
        read_record(tmp_path / "graph")


def test_a_statement_file_belongs_to_a_document(tmp_path: Path) -> None:
    shutil.copytree(f.LANDSCAPE, tmp_path / "graph")
    write_lines(tmp_path / "graph" / "statements" / "other.jsonl", [])
    with pytest.raises(RecordError, match="no document other; it has harbour-2025"):
        read_record(tmp_path / "graph")


def test_a_missing_folder_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no folder"):
        read_record(tmp_path / "nowhere")
