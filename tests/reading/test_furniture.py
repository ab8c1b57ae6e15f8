from policyscape.reading import read_text
from policyscape.reading.model import Document

from .factory import prose, shown

TITLE = "\n".join("沿岸の観測")


def paged(*numbers: int) -> Document:
    pages = [f"{prose()}\n港湾研究報告 第3巻（2031年） {number}\n\n{TITLE}\n\n2\n\n\n\n" for number in numbers]
    return read_text("paged", "".join(pages))


def noise(document: Document, kind: str) -> list[str]:
    return [document.text[each.start : each.end] for each in document.noise if each.kind == kind]


def test_running_heads_are_found_by_repetition() -> None:
    assert noise(paged(7, 8, 9), "running_head") == [f"港湾研究報告 第3巻（2031年） {number}" for number in (7, 8, 9)]


def test_vertical_titles_take_the_number_below_along() -> None:
    assert "".join(noise(paged(7, 8, 9), "vertical_title")) == "沿岸の観測2" * 3


def test_pages_carry_the_numbers_printed_on_them() -> None:
    assert [block.page for block in paged(7, 8, 9).blocks] == [7, 8, 9]


def test_pages_without_numbers_are_counted_from_one() -> None:
    document = read_text("slides", "観測所の拠点づくり\n\n港\n\n灯台\n 校正の技術の伝え方\n\n学校\n")
    assert {block.text: block.page for block in document.blocks}["学校"] == 2


def test_lines_that_repeat_away_from_the_edge_of_a_page_stay() -> None:
    body = "".join(f"{prose(6)}\n出典：架空の資料をもとに港湾研究所が作成\n\n" for _ in range(4)) + prose(6)
    assert len([text for text in shown(read_text("x", body)) if text.startswith("出典")]) == 4


def test_plans_of_successive_years_are_no_running_head() -> None:
    lines = "".join(f"統合観測網整備計画{year}\n{prose(6)}\n" for year in (2031, 2032, 2033, 2034))
    assert not noise(read_text("x", prose(6) + "\n" + lines), "running_head")


def test_a_label_set_one_character_a_line_is_kept_where_it_stands_once() -> None:
    document = read_text("slides", f"観測所の拠点づくり\n\n{TITLE}\n\n港\n")
    assert "沿岸の観測" in shown(document)


def test_a_number_alone_at_the_end_of_a_slide_is_its_page_number() -> None:
    text = "観測所の拠点づくり\n\n港\n\n1\n 校正の技術の伝え方\n\n学校\n\n2\n"
    assert noise(read_text("slides", text), "page_number") == ["1", "2"]
