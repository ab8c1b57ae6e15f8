from policyscape.reading.lines import split_lines
from policyscape.reading.slides import is_title, last_titles

RUNNING = "研究者と漁業者が共同で利用できる場を整え、新しい産業の芽を育てる。"


def test_a_short_first_line_is_the_title() -> None:
    assert is_title(split_lines("観測所の拠点づくり\n\n港"), 0, slides=True)


def test_the_first_items_of_a_list_are_no_title() -> None:
    assert not is_title(split_lines("北海域(12か所)\n南海域(9か所)"), 0, slides=True)


def test_running_text_is_no_title() -> None:
    assert not is_title(split_lines(RUNNING), 0, slides=True)


def test_the_title_of_a_slide_that_begins_with_text_may_stand_last() -> None:
    lines = split_lines(f" {RUNNING}\n\n港\n\n灯台\n\n観測機材更新事業（仮称）\n令和15年度予算案額 1.2億円\n")
    assert last_titles(lines) == {6: 1}


def test_the_last_label_of_a_chart_is_no_title() -> None:
    assert not last_titles(split_lines("港\n\n灯台\n\n漁業者\n\n観測機材を更新する事業\n"))
