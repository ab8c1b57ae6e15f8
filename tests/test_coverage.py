"""Coverage says which blocks gave facts, and how many facts each figure and table gave."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

from click.testing import CliRunner
from factory import DOCUMENT, LANDSCAPE, landscape, landscape_document, make_evidence, make_fact

from policyscape.cli import main
from policyscape.coverage import coverage
from policyscape.coverage_listing import listing
from policyscape.reading import read_text
from policyscape.records import Fact, write_lines

TEXT = """# 港の計画

図表3　港の一覧

| 港 | 年 |
|---|---|
| 甲港 | 2031 |
| 乙港 | 2032 |

出典：発明省

港の整備は、長い年月をかけて進められてきた。その歩みは、各地の港で働く人々の工夫と努力に支えられており、今後もまた、技術の進歩とともに続いていくものと考えられている。

## 港の費用

| 港 | 費用 |
|---|---|
| 甲港 | 3億円 |
"""


def at(words: str, **roles: str) -> Fact:
    start = TEXT.index(words)
    return make_fact(evidence=(make_evidence(start, start + len(words)),), **roles)


def test_blocks_with_evidence_are_covered_and_mentions_cover_nothing() -> None:
    facts = [at("甲港 | 2031", item="甲"), at("乙港 | 2032", predicate="mentions", object="org/b")]
    found = coverage(read_text("report", TEXT, markdown=True), facts)
    assert (found.whole.facts, found.whole.covered_blocks) == (1, 1)
    assert 0 < found.whole.covered_characters < found.whole.characters
    assert found.whole.covered_blocks + len(found.gaps) == found.whole.blocks
    assert [gap.line for gap in found.gaps] == sorted(gap.line for gap in found.gaps)


def test_a_figure_runs_from_its_caption_to_the_next_prose_and_other_tables_stand_alone() -> None:
    facts = [at("甲港 | 2031", item="甲"), at("乙港 | 2032", item="乙"), at("甲港 | 3億円", item="丙")]
    found = coverage(read_text("report", TEXT, markdown=True), facts)
    told = [(figure.kind, figure.number, figure.line, figure.facts) for figure in found.figures]
    assert told == [("figure", "図表3", 3, 2), ("table", None, 16, 1)]


def test_where_there_are_no_figures_the_slides_are_listed() -> None:
    found = coverage(read_text("slides", "# 甲港\n\n- 2031年\n\n# 乙港\n\n- 2032年\n", markdown=True), [])
    assert [(figure.kind, figure.line, figure.blocks) for figure in found.figures] == [
        ("section", 1, 2),
        ("section", 5, 2),
    ]


def test_sections_add_up_to_the_whole() -> None:
    found = coverage(read_text("report", TEXT, markdown=True), [at("甲港 | 3億円", item="丙")])
    assert [section.name for section in found.sections] == ["港の計画", "港の費用"]
    assert [section.facts for section in found.sections] == [0, 1]
    assert sum(section.characters for section in found.sections) == found.whole.characters


def test_an_empty_document_has_no_coverage() -> None:
    found = coverage(read_text("empty", ""), [])
    assert (found.whole.blocks, found.gaps, found.figures) == (0, (), ())
    assert "0%" in listing(found, gaps=True)


def test_the_landscape_is_covered_by_its_facts() -> None:
    found = coverage(landscape_document(), landscape().facts)
    assert found.whole.covered_blocks == found.whole.blocks == 6


def test_the_listing_shows_first_words_of_what_was_missed(tmp_path: Path) -> None:
    record = tmp_path / "record"
    shutil.copytree(LANDSCAPE, record)
    text = (LANDSCAPE / f"{DOCUMENT}.txt").read_text() + "\n潮の満ち引きは月による。\n"
    (tmp_path / f"{DOCUMENT}.txt").write_text(text)
    row = json.loads((record / "documents.jsonl").read_text())
    write_lines(record / "documents.jsonl", [row | {"sha256": hashlib.sha256(text.encode()).hexdigest()}])
    arguments = ["coverage", "--record", str(record), "--corpus", str(tmp_path)]
    done = CliRunner().invoke(main, [*arguments, "--document", DOCUMENT])
    assert done.exit_code == 0, done.output
    assert "8\tparagraph\t潮の満ち引きは月による。" in done.output
    assert "潮" not in CliRunner().invoke(main, arguments).output
