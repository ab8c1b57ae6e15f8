"""The review in a terminal: each answer becomes a line of data, and what reads the record respects it."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from factory import AGENCY, DOCUMENT, JAPAN, LANDSCAPE, MINISTRY, make_entity

from policyscape.cli import main
from policyscape.graph import Record, read_record
from policyscape.records import Fact, read_lines, write_lines

ALL = ("--below", "0.95")


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """The landscape in a folder of its own, and its document beside it."""
    shutil.copytree(LANDSCAPE, tmp_path / "record")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    shutil.copy(LANDSCAPE / f"{DOCUMENT}.txt", corpus)
    path = tmp_path / "record" / "documents.jsonl"
    row = json.loads(path.read_text())
    row["sha256"] = hashlib.sha256((corpus / f"{DOCUMENT}.txt").read_bytes()).hexdigest()
    write_lines(path, [row])
    return tmp_path / "record"


def review(record: Path, *arguments: str, answers: str = "") -> Result:
    done = CliRunner().invoke(main, ["review", "--record", str(record), *arguments], input=answers)
    assert done.exit_code == 0, done.output
    return done


def facts(record: Path, type_: str) -> list[Fact]:
    return [fact for fact in read_record(record).facts if fact.type == type_]


def judgements(record: Path, name: str) -> list[dict[str, object]]:
    return [row for _, row in read_lines(record / "judgements" / f"{name}.jsonl")]


def add_entity(record: Path, ja: str) -> None:
    entity = make_entity("org/x-0123456789", "PublicAgency", ja, country=JAPAN)
    write_lines(record / "entities" / "discovered.jsonl", [entity.as_json()])


def test_only_unsure_facts_are_asked_about(record: Path) -> None:
    assert "accept" not in review(record).output
    assert "[1/6]" in review(record, *ALL).output


def test_the_words_are_in_sight_when_the_document_is_at_hand(record: Path) -> None:
    told = review(record, *ALL, "--corpus", str(record.parent / "corpus")).output
    assert "「発明機構は灯台事業を運営する。」" in told
    assert "subject 「発明機構」" in told
    assert "「" not in review(record, *ALL).output.split("[a]ccept")[0]


def test_another_text_under_the_name_of_a_document_is_refused(record: Path) -> None:
    (record.parent / "corpus" / f"{DOCUMENT}.txt").write_text("別の文書である。\n")
    arguments = ["review", "--record", str(record), *ALL, "--corpus", str(record.parent / "corpus")]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2
    assert "is not the text the record was read from" in done.stderr


def test_an_accepted_fact_is_sure_and_not_asked_about_again(record: Path) -> None:
    review(record, *ALL, answers="a\nq\n")
    assert [fact.confidence for fact in facts(record, "Statement")] == [1.0]
    assert "[1/5]" in review(record, *ALL).output


def test_a_rejected_fact_is_gone_until_the_line_is_deleted(record: Path) -> None:
    review(record, *ALL, answers="r\nThe ministry runs it.\nq\n")
    assert facts(record, "Statement") == []
    assert [row["reason"] for row in judgements(record, "rejected")] == ["The ministry runs it."]
    (record / "judgements" / "rejected.jsonl").unlink()
    assert len(facts(record, "Statement")) == 1


def test_a_corrected_fact_takes_the_place_of_the_wrong_one(record: Path) -> None:
    wrong = facts(record, "Statement")[0]
    review(record, *ALL, answers=f"c\nsubject={MINISTRY}\nmodality=modality/planned\n\nq\n")
    (right,) = facts(record, "Statement")
    assert (right.roles["subject"], right.modality, right.layer) == (MINISTRY, "modality/planned", "layer/reviewed")
    assert right.confidence == 1.0
    assert set(right.evidence[0].words) == {"object"}
    assert judgements(record, "rejected") == [{"fact": wrong.id, "reason": f"corrected: {right.id}"}]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("subject=org/nobody", "there is no entity 'org/nobody'"),
        ("colour=red", "colour"),
        ("subject", "a change is written role=value"),
        ("", "nothing was changed"),
        ('subject={"a": 1}', "a role takes words, a number or a list"),
    ],
)
def test_a_correction_that_cannot_be_is_told_and_not_written(record: Path, change: str, message: str) -> None:
    assert message in review(record, *ALL, answers=f"c\n{change}\n\nq\n").output
    assert not (record / "reviewed").exists()


def test_a_correction_in_an_editor(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.edit", lambda text, **_: text.replace(AGENCY, MINISTRY))
    review(record, *ALL, answers="c\nedit\n\nq\n")
    assert facts(record, "Statement")[0].roles["subject"] == MINISTRY


def test_the_end_of_the_answers_is_as_good_as_quit(record: Path) -> None:
    assert "1 decisions" in review(record, *ALL, answers="a\n").stderr


def test_an_unknown_document_names_the_known(record: Path) -> None:
    done = CliRunner().invoke(main, ["review", "--record", str(record), "--document", "harbor"])
    assert done.exit_code == 2
    assert f"it has {DOCUMENT}" in done.stderr


def test_two_names_of_one_thing_become_one(record: Path) -> None:
    add_entity(record, "発明支援機構")
    told = review(record, answers="same\nThe older name.\n").output
    assert "org/invention-agency" in told
    known: Record = read_record(record)
    assert "org/x-0123456789" not in known.entities
    assert "発明支援機構" in known.entities[AGENCY].names
    assert "org/x-0123456789" not in review(record).output


def test_two_things_of_near_names_are_not_proposed_again(record: Path) -> None:
    add_entity(record, "発明支援機構")
    assert "org/x-0123456789" in review(record, answers="n\n").output
    review(record, answers="d\nOne of a city, one of the state.\n")
    assert "org/x-0123456789" not in review(record).output
    assert "org/x-0123456789" in read_record(record).entities
