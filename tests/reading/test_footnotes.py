import pytest

from policyscape.reading import read_text

from .factory import prose, prose_document, shown

FULL = "観測所の設置と運用の費用は地方自治体と漁業協同組合が分担しており、その割合は海域の広さによって定ま"


def marked(body: str, note: int) -> list[str]:
    document = prose_document(f"{body}\n\n{note}\t 港湾省, 観測計画.\n")
    return [document.text[each.start : each.end] for each in document.noise if each.kind == "footnote_mark"]


def test_a_footnote_is_a_block_of_its_own() -> None:
    document = prose_document(
        "計画3に基づく。\n\n3\t 港湾省, “観測計画,” \nhttps://example.org/a-\nb.pdf, （2031年）.\n"
    )
    assert shown(document, "footnote") == ["3 港湾省, “観測計画,” https://example.org/a-b.pdf, （2031年）."]


def test_a_footnote_does_not_cut_the_sentence_it_interrupts() -> None:
    document = read_text("x", f"{prose()}\n{FULL}\n\n1\t 港湾省, 観測計画.\n る仕組みである。\n\n{prose()}")
    assert f"{FULL}る仕組みである。" in shown(document)


@pytest.mark.parametrize(
    ("body", "note"),
    [
        ("「観測計画」3では、対象を定める。", 3),
        ("整備計画 3（以下、計画）を定める。", 3),
        ("整備計画3において定める。", 3),
        ("観測が始まった12。", 12),
        ("統合観測計画203189では、対象を定める。", 89),
        ("MWC96", 96),
    ],
)
def test_a_number_that_points_to_a_note_is_noise(body: str, note: int) -> None:
    assert [mark.strip() for mark in marked(body, note)] == [str(note)]


@pytest.mark.parametrize(
    ("body", "note"),
    [
        ("MWC1は観測の枠組みである。", 1),
        ("5Gの通信を使う。", 5),
        ("観測所は3か所である。", 3),
        ("第3の柱である。", 3),
        ("図表3の通りである。", 3),
        ("観測は2031年に始まる。", 31),
        ("費用は約3億円である。", 3),
    ],
)
def test_other_numbers_are_never_eaten(body: str, note: int) -> None:
    assert not marked(body, note)


def test_a_number_on_a_page_without_that_note_stays() -> None:
    document = read_text(
        "x", f"{prose()}\n「観測計画」3では、定める。\n 次の頁である。\n\n{prose()}\n3\t 港湾省, 計画.\n"
    )
    assert not [each for each in document.noise if each.kind == "footnote_mark"]


def test_a_chapter_title_is_no_footnote() -> None:
    document = prose_document("計画を定める。\n\n1\t 観測網の整備\n\n1\t 港湾省, 観測計画.\n")
    assert shown(document, "heading") == ["1 観測網の整備"]
    assert shown(document, "footnote") == ["1 港湾省, 観測計画."]
