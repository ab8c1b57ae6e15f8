from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from policyscape.errors import InputError
from policyscape.network.analysis import analyse
from policyscape.network.blocks import as_markdown
from policyscape.network.projections import find_projection
from policyscape.network.report import blocks, page, write_network_report
from policyscape.network.robustness import Effort
from policyscape.network.sections import section_text
from policyscape.network.study import MEASURES, Study, study

from . import factory as f


@pytest.fixture(scope="module")
def found() -> Study:
    store = f.world()
    analyses = [analyse(store, find_projection(name), measures=MEASURES) for name in ("typed", "funding")]
    return study(store, analyses, effort=Effort(5, 3))


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
    names = ["network-figures", "network.html", "network.ja.md", "network.md"]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert (tmp_path / "network.html").read_text(encoding="utf-8") == page(found)
    assert "| 1 (" in (tmp_path / "network.md").read_text(encoding="utf-8")


def test_every_figure_is_a_file_of_its_own_that_the_report_names(found: Study, tmp_path: Path) -> None:
    write_network_report(found, tmp_path)
    text = (tmp_path / "network.html").read_text(encoding="utf-8")
    files = sorted(path.name for path in (tmp_path / "network-figures").iterdir())
    assert files == sorted(re.findall(r'href="network-figures/([^"]+)"', text))
    for name in files:
        svg = ElementTree.fromstring((tmp_path / "network-figures" / name).read_text(encoding="utf-8"))
        assert svg.get("width")
        assert "http://www.w3.org/2000/svg" in svg.tag


def test_the_first_of_each_ranking_have_their_reason_in_words(found: Study) -> None:
    english, japanese = (as_markdown(blocks(found, language)) for language in ("en", "ja"))
    assert "“funds”" in english
    assert "「資金を出す" in japanese or "「資金" in japanese
    assert english.count("Why the first") == japanese.count("その順位にある理由") > 0
    assert "[report]" in english  # where a fact was read


def test_a_section_can_be_had_alone() -> None:
    store = f.world()
    analysis = analyse(store, find_projection("typed"), measures=["betweenness"])
    for name in ("communities", "brokers", "links", "change"):
        assert section_text(store, analysis, name, "en")
    assert "tidal power" in section_text(store, analysis, "gaps", "en")
    with pytest.raises(InputError, match="did you mean brokers"):
        section_text(store, analysis, "broker", "en")
