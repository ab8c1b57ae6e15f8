"""What a passage tells about the words in it: country by title, the thing 本事業 means, names defined later."""

from __future__ import annotations

import pytest

from policyscape.extraction.corpus import Extractor
from policyscape.extraction.units import Unit, units
from policyscape.reading import read_text


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def read_units(extractor: Extractor, text: str) -> list[Unit]:
    return list(units(read_text("invented", text), extractor._reader))


def named(found: list[Unit], words: str) -> list[str | None]:
    return [m.entity for unit in found for m in unit.mentions if unit.text[m.start : m.end] == words]


CHAPTER = """第1章　海洋国

1.1　スウェーデン

（1）概況
海岸が長い。

1.2　フィンランド

（1）概況
湖が多い。
"""


def test_titles_below_that_of_a_country_are_about_it(extractor: Extractor) -> None:
    countries = {unit.text: unit.country for unit in read_units(extractor, CHAPTER)}
    assert (countries["海岸が長い。"], countries["湖が多い。"]) == ("place/se", "place/fi")


def test_this_programme_is_the_one_of_the_title(extractor: Extractor) -> None:
    found = read_units(
        extractor,
        "１．沿岸観測網整備事業\n（1）目的\n本事業は海を測る。基本計画に従う。\n\n２．浮標更新支援事業\n（1）目的\n浮標を替える。\n",
    )
    assert named(found, "本事業") == named(found, "沿岸観測網整備事業")
    assert not named(found, "本計画")


def test_a_name_is_known_before_it_is_defined(extractor: Extractor) -> None:
    found = read_units(
        extractor, "沿岸会議は毎年開かれる。\n\n北方沿岸観測推進会議（以下「沿岸会議」という。）は海を測る。\n"
    )
    assert len(named(found, "沿岸会議")) == 2
    assert set(named(found, "沿岸会議")) == set(named(found, "北方沿岸観測推進会議"))


def test_an_acronym_defined_here_is_not_that_of_another_country(extractor: Extractor) -> None:
    found = read_units(
        extractor, "1.1　スウェーデン\n海岸戦略プログラム（SIP）が続く。SIPは長い。\n1.2　フィンランド\n湖がある。\n"
    )
    assert set(named(found, "SIP")) == set(named(found, "海岸戦略プログラム"))
