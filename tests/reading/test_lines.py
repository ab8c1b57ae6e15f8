import pytest

from policyscape.reading.lines import continues, ends_sentence, joint, split_lines, width


def test_lines_know_their_offsets_and_indentation() -> None:
    first, blank, last = split_lines(" あい \n\nう")
    assert (first.text, first.start, first.end, first.indent, first.set_in) == ("あい", 1, 3, 1, True)
    assert not blank
    assert (last.text, last.start) == ("う", 6)


def test_a_form_feed_begins_a_page() -> None:
    assert [line.starts_page for line in split_lines("あ\fい")] == [False, True]


def test_width_counts_full_width_twice() -> None:
    assert width("海ab") == 4


@pytest.mark.parametrize("text", ["終わる。", "という」。", "とした。12", "とした。53, 54"])
def test_a_note_number_does_not_hide_the_end_of_a_sentence(text: str) -> None:
    assert ends_sentence(text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("海の状態を記録し、", "公開する"),
        ("港の観測所を", "拠点とする"),
        ("北の海", "における観測"),
        ("校正", "、点検"),
        ("機材（通信設備", "を含む）"),
        ("協定の締結", "（2031.5）：海域の共有"),
    ],
)
def test_a_broken_sentence_goes_on(before: str, after: str) -> None:
    assert continues(before, after, full=False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("北港(12か所)", "南港(9か所)"),
        ("漁業者", "研究者"),
        ("観測を行う。", "また、校正も行う。"),
        ("海の状態を記録し、", "・公開する"),
        ("機材の更新", "対象：全観測所"),
        ("校正の技術", "さらに、点検"),
    ],
)
def test_neighbours_are_not_glued(before: str, after: str) -> None:
    assert not continues(before, after, full=False)


def test_katakana_is_joined_only_at_the_edge_of_its_box() -> None:
    assert continues("海洋モニタ", "リング", full=True)
    assert not continues("海洋モニタ", "リング", full=False)


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [("観測", "網", ""), ("Marine", "Weather", " "), ("open-", "data", ""), ("https://example.org/a", "b", "")],
)
def test_only_latin_words_are_joined_by_a_blank(before: str, after: str, between: str) -> None:
    assert joint(before, after) == between
