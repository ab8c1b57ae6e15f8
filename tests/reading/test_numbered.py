from policyscape.reading import read_text
from policyscape.reading.lines import split_lines
from policyscape.reading.numbered import numbered_titles


def levels(text: str) -> list[int]:
    return list(numbered_titles(split_lines(text)).values())


OVERVIEW = """令和8年度　海洋観測の概要

Ⅰ．趣旨
海を測る。

Ⅱ．主要事業
１．観測網整備事業
（1）目的
海を広く測る。
（2）内容
本事業は船を造る。

２．浮標更新事業
（1）目的
浮標を替える。
"""


def test_each_style_of_numbers_is_a_level_below_the_one_around_it() -> None:
    assert levels(OVERVIEW) == [2, 2, 3, 4, 4, 3, 4]


def test_dotted_numbers_stand_below_the_chapter() -> None:
    chapter = "第2章 各国\n\n2.1 北国\n\n（1）概況\n海が広い。\n\n2.2 南国\n\n（2）政策\n船が多い。\n"
    assert levels(chapter) == [2, 3, 2, 3]


def test_items_of_a_list_are_no_titles() -> None:
    assert levels("次の三つである。\n１．船\n２．浮標\n３．衛星\n\n（1）北の海\n（2）南の海\n") == []


def test_a_single_number_or_a_sentence_is_no_title() -> None:
    assert levels("１．船\n船を造る。\n") == []
    assert levels("１．船を造る。\n船は速い。\n２．浮標を置く。\n浮標は遅い。\n") == []


def test_text_stands_below_its_numbered_title() -> None:
    document = read_text("overview", OVERVIEW)
    work = next(block for block in document.blocks if block.text.startswith("本事業"))
    assert work.headings[1:] == ("Ⅱ．主要事業", "１．観測網整備事業", "（2）内容")
