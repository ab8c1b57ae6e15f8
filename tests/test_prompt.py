"""The prompt, typed at through a pipe."""

from __future__ import annotations

from pathlib import Path

import factory as f
import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from policyscape.cli.prompting import completer, prompt
from policyscape.graph import compile_record
from policyscape.ontology import load_ontology
from policyscape.opened import OpenGraph
from policyscape.store import memory_store

GRAPH = OpenGraph(memory_store(compile_record(f.landscape(), load_ontology()).quads()))


def typed(keys: str, capsys: pytest.CaptureFixture[str], history: Path | None = None) -> tuple[str, str]:
    with create_pipe_input() as pipe:
        pipe.send_text(keys + "\x04")
        prompt(GRAPH, history=history, source=pipe, target=DummyOutput())
    captured = capsys.readouterr()
    return captured.out, captured.err


def test_a_query_may_have_several_lines(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = typed("SELECT ?x {\r?x a ps:University\r}\r", capsys)
    assert "psid:org/harbour-university" in out
    assert "1 rows" in out


def test_a_name_of_the_library_takes_parameters(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    out, _ = typed("budget-by-phase year=2022 country=Japan\r", capsys)
    assert "500000000000" in out


def test_tab_completes_with_the_meaning_beside() -> None:
    (found,) = completer("ja").get_completions(Document("SELECT ?x { ?x a ps:Univ"), CompleteEvent())
    assert (found.text, found.start_position, found.display_meta_text) == ("ps:University", -7, "大学")


def test_a_mistake_is_told_and_the_prompt_stays(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = typed("SELECT ?x { ?x a ps:Univers }\r\\queries succession-\r\\quit\r", capsys)
    assert "did you mean ps:University" in err
    assert "succession-chains\tChains of succession" in out


def test_an_empty_answer_has_a_reason_and_a_query_can_be_explained(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = typed("SELECT * { ?x a ps:TaxMeasure }\r\\explain SELECT * { ?x a ps:Country }\r\\help\r", capsys)
    assert "Nothing found: ps:TaxMeasure has no instances" in out
    assert "?x is of the class country  [1 triples]" in out
    assert "\\queries" in out


def test_history_is_kept_where_asked_for(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    typed("ASK { ?x a ps:Fund }\r", capsys, tmp_path / "history")
    assert "ASK { ?x a ps:Fund }" in (tmp_path / "history").read_text(encoding="utf-8")
