from policyscape.reading.lines import split_lines
from policyscape.reading.titles import title_levels


def levels(text: str) -> list[int]:
    return list(title_levels(split_lines(text)).values())


def test_titles_one_below_the_other_go_deeper() -> None:
    assert levels("<第1期>\n\n観測網の整備\n\n- 北\n") == [1, 2]


def test_a_title_has_the_level_of_its_shape() -> None:
    assert levels("<第1期>\n\n観測網\n\n- 北\n\n人材\n\n- 南\n\n<第2期>\n\n観測網\n\n- 西\n") == [1, 2, 2, 1, 2]


def test_an_aside_begins_a_part_of_its_own() -> None:
    assert levels("<第1期>\n\n観測網\n\n- 北\n\n(参考)経緯\n\n- 南\n") == [1, 2, 1]


def test_scraps_of_a_chart_are_no_titles() -> None:
    assert levels("KPI\n\n観測所数\n\n12か所\n\n20か所\n\n次の計画の海域\n\n新たな3海域\n\n- 北\n") == [1, 2]


def test_text_is_no_title() -> None:
    assert levels("以下を重点とする。\n\n- 北\n\n「冷たい海」\n【北港市】\n") == []
