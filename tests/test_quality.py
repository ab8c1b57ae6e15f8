"""The report says what a reader should look at: open names, near names, judgements, coverage and figures."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from factory import AGENCY, DOCUMENT, JAPAN, LANDSCAPE, landscape, landscape_document, make_entity

from policyscape import quality
from policyscape.graph import compile_record, read_record
from policyscape.ontology import load_ontology
from policyscape.paths import VIZ
from policyscape.reasoner import Verdict
from policyscape.records import write_lines
from policyscape.report import Findings, write_report
from policyscape.resolution.judgements import add_judgement

OPEN = {"document": DOCUMENT, "name": "港大学", "count": 3, "entities": ["org/a", "org/b"]}


def report(findings: Findings, out: Path, name: str = "report.md") -> str:
    write_report(findings, out)
    return (out / "report" / name).read_text(encoding="utf-8")


def findings(folder: Path = LANDSCAPE) -> Findings:
    record, ontology = read_record(folder), load_ontology()
    return Findings(record, compile_record(record, ontology), Verdict(True, (), (), 1, 0.0), ontology, [])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(LANDSCAPE, tmp_path / "record")
    return tmp_path / "record"


def test_names_that_stayed_open_are_listed(folder: Path, tmp_path: Path) -> None:
    assert quality.unresolved(read_record(folder)) == []
    write_lines(folder / "unresolved.jsonl", [OPEN])
    assert quality.unresolved(read_record(folder)) == [(DOCUMENT, "港大学", 3, ("org/a", "org/b"))]
    assert f"| {DOCUMENT} | 港大学 | 3 | org/a / org/b |" in report(findings(folder), tmp_path)


def test_near_names_are_listed_until_they_are_judged(folder: Path, tmp_path: Path) -> None:
    twin = make_entity("org/twin", "PublicAgency", "発明 支援機構", country=JAPAN)
    write_lines(folder / "entities" / "more.jsonl", [twin.as_json()])
    assert "(org/twin)" in report(findings(folder), tmp_path)
    row = {"decision": "different", "entities": [AGENCY, "org/twin"], "reason": "test"}
    add_judgement(folder / "judgements" / "entities.jsonl", row)
    assert "(org/twin)" not in report(findings(folder), tmp_path)


def test_judgements_are_counted_apart(folder: Path) -> None:
    first, second, *_ = read_record(folder).facts
    add_judgement(folder / "judgements" / "accepted.jsonl", {"fact": first.id})
    add_judgement(folder / "judgements" / "rejected.jsonl", {"fact": second.id, "reason": "test"})
    counts = quality.judged(read_record(folder))
    assert counts == {"reviewed": 0, "accepted": 1, "rejected": 1, "unsure": 0, "same": 0, "different": 0}


def test_coverage_is_told_where_the_documents_are_at_hand_and_quotes_nothing(tmp_path: Path) -> None:
    assert "The documents were not at hand" in report(findings(), tmp_path)
    document = landscape_document()
    told = report(replace(findings(), documents={DOCUMENT: document}), tmp_path)
    assert f"| {DOCUMENT} | 6 | 6 |" in told
    assert not any(block.text in told for block in document.blocks)


def test_figures_are_listed_by_line_and_not_by_their_words() -> None:
    _, ((name, figure),) = quality.covered(landscape(), {DOCUMENT: landscape_document()})
    assert (name, figure.kind, figure.number, figure.line, figure.facts) == (DOCUMENT, "section", None, 1, 6)


def test_both_languages_have_the_same_words(tmp_path: Path) -> None:
    words = yaml.safe_load((VIZ / "report.yaml").read_text(encoding="utf-8"))
    assert words["en"].keys() == words["ja"].keys()
    assert "人が読み、判断したもの" in report(findings(), tmp_path, "report.ja.md")
