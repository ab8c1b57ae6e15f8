from __future__ import annotations

import re
from pathlib import Path

import pytest

from policyscape.network.analysis import analyse
from policyscape.network.projections import find_projection
from policyscape.network.report import page, write_network_report
from policyscape.network.study import MEASURES, Study, study

from . import factory as f


@pytest.fixture(scope="module")
def found() -> Study:
    store = f.world()
    analyses = [analyse(store, find_projection(name), measures=MEASURES) for name in ("typed", "funding")]
    return study(store, analyses, draws=5, networks=3)


def test_the_page_asks_for_nothing_and_runs_nothing(found: Study) -> None:
    text = page(found)
    assert "default-src 'none'; style-src 'sha256-" in text
    assert "<script" not in text
    assert not re.search(r'(?:src|href)="(?:https?:)?//', text)
    assert " style=" not in text


def test_both_languages_have_the_same_figures_and_tables(found: Study) -> None:
    english, japanese = re.split(r'<article lang="ja"', page(found))
    for tag in ("<table>", "<svg", "<h2>", "<h3>"):
        assert english.count(tag) == japanese.count(tag) > 0
    assert "Ministry of the Sea" in english
    assert "海省" in japanese


def test_ranks_come_with_interval_command_and_facts(found: Study) -> None:
    text = page(found)
    assert re.search(r"<td>1 \(\d+–\d+\)</td>", text)
    assert "policyscape network funding --measure betweenness --top 10 --robust" in text
    assert "../explorer.html#fact=a1" in text
    assert "../explorer.html#entity=org/sea" in text


def test_the_same_study_gives_the_same_bytes(found: Study, tmp_path: Path) -> None:
    write_network_report(found, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["network.html", "network.ja.md", "network.md"]
    assert (tmp_path / "network.html").read_text(encoding="utf-8") == page(found)
    assert "| 1 (" in (tmp_path / "network.md").read_text(encoding="utf-8")
