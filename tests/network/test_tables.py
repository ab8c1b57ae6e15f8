from __future__ import annotations

import pytest
from pyoxigraph import Store

from policyscape.errors import RecordError
from policyscape.network.analysis import analyse
from policyscape.network.markdown import markdown
from policyscape.network.measures import MEASURES
from policyscape.network.projections import find_projection
from policyscape.network.tables import NetworkSection, network_section
from policyscape.network.wording import measure_meaning, measure_name, words

from . import factory as f


@pytest.fixture(scope="module")
def section() -> NetworkSection:
    store = f.world()
    return network_section([analyse(store, find_projection(name)) for name in ("participation", "lineage")], top=2)


def test_tables_hold_the_first_rows_and_whole_counts(section: NetworkSection) -> None:
    participation = section.networks[0]
    assert (participation.nodes, participation.edges, participation.components, participation.largest) == (3, 3, 1, 3)
    strength = next(table for table in participation.rankings if table.measure == "strength")
    assert [(row.rank, row.node.label_ja, row.score) for row in strength.rows] == [
        (1, "東大洋大学", 3),
        (1, "西大洋大学", 3),
    ]


def test_a_score_of_zero_is_not_ranked(section: NetworkSection) -> None:
    betweenness = next(table for table in section.networks[0].rankings if table.measure == "betweenness")
    assert betweenness.rows == ()


def test_communities_name_their_strongest_members(section: NetworkSection) -> None:
    [community] = section.networks[0].communities
    assert community.size == 3
    assert [node.label("en") for node in community.leaders] == ["East Ocean University", "西大洋大学", "Acme"]


def test_markdown_in_english(section: NetworkSection) -> None:
    text = markdown(section, "en")
    assert text.startswith("## Network\n\n### Participation in the same programme\n\n")
    assert "3 entities, 3 ties, 1 separate parts, the largest with 3" in text
    assert (
        "| Rank | Entity | Type | Score |\n| --- | --- | --- | --- |\n| 1 | East Ocean University | University | 3 |"
        in text
    )


def test_markdown_in_japanese(section: NetworkSection) -> None:
    text = markdown(section, "ja", level=1)
    assert text.startswith("# ネットワーク\n\n## 同じ事業への参加\n\n")
    assert "| 1 | 東大洋大学 | University | 3 |" in text
    assert "| 1 | 3 | 東大洋大学、西大洋大学、アクメ |" in text


def test_an_empty_network_says_so() -> None:
    section = network_section([analyse(Store(), find_projection("co-mention"))])
    assert "No ties are stated, so nothing is ranked." in markdown(section, "en")
    assert "参考用。" in markdown(section, "ja")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_measure_has_words(language: str) -> None:
    assert all(measure_name(name, language) and measure_meaning(name, language) for name in MEASURES)
    assert set(words("ja")) == set(words("en"))


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(RecordError, match="there is no entry report/fr; languages are ja, en"):
        words("fr")
