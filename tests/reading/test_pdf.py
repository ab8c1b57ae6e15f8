"""PDFs that the tests make themselves: where lines stand decides what they are and in which order they are read."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from policyscape.errors import InputError
from policyscape.reading import partition, read
from policyscape.reading.model import Document
from policyscape.reading.pdf import read_pdf

from .factory import shown

FONT = "HeiseiMin-W3"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
LEFT, RIGHT, TOP = 72, 310, 760
LINE = "海域の観測を担う船を新たに造り、漁業"  # 18 characters: a full line of a column of 180 points

Page = list[tuple[float, float, float, str]]  # x and y of the beginning, size, words


def made(
    *pages: Page, draw: Callable[[Canvas], None] = lambda _: None, encrypt: StandardEncryption | None = None
) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, encrypt=encrypt)
    for page in pages:
        for x, y, size, words in page:
            canvas.setFont(FONT, size)
            canvas.drawString(x, y, words)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def document(*pages: Page, draw: Callable[[Canvas], None] = lambda _: None) -> Document:
    return read_pdf(Path("plan.pdf"), made(*pages, draw=draw), "", "plan")


def column(x: float, lines: list[str], top: float = TOP, size: float = 10) -> Page:
    return [(x, top - number * 17, size, line) for number, line in enumerate(lines)]


def noise(document: Document, kind: str) -> list[str]:
    return [document.text[n.start : n.end].strip() for n in document.noise if n.kind == kind]


def test_columns_are_read_one_after_the_other_and_a_sentence_goes_on_in_the_next() -> None:
    left = column(LEFT, [LINE, LINE, LINE, LINE])
    right = column(RIGHT, [LINE, LINE, "を支える。"], top=TOP - 3)  # the lines of two columns need not be level
    assert shown(document(left + right)) == [LINE * 6 + "を支える。"]


def test_what_spans_the_columns_stands_between_them() -> None:
    upper = column(LEFT, [LINE] * 3 + ["終わる。"]) + column(RIGHT, [LINE] * 3 + ["結ぶ。"])
    title = [(LEFT, TOP - 110, 16, "第二部　国際的な動きと今後の進め方について")]
    lower = column(LEFT, [LINE] * 3 + ["始まる。"], TOP - 150) + column(RIGHT, [LINE] * 3 + ["閉じる。"], TOP - 150)
    found = shown(document(upper + title + lower))
    assert [text[-4:] for text in found] == ["終わる。", "業結ぶ。", "について", "始まる。", "閉じる。"]


def test_labels_beside_values_are_no_columns() -> None:
    rows: Page = [(LEFT, TOP - 20 * n, 10, name) for n, name in enumerate(["所管", "予算", "期間", "対象"])]
    rows += [(LEFT + 80, TOP - 20 * n, 10, value) for n, value in enumerate(["海洋庁", "三億円", "五年", "大学"])]
    text = "".join(shown(document(rows)))
    assert text.index("海洋庁") < text.index("予算") < text.index("三億円") < text.index("期間")


def test_running_heads_and_page_numbers_are_noise_and_number_the_pages() -> None:
    pages = [
        [(LEFT, 800, 9, "海洋計画"), *column(LEFT, [f"観測の第{n}の報告である。"]), (290, 30, 9, f"- {n} -")]
        for n in (5, 6, 7)
    ]
    found = document(*pages)
    assert [block.page for block in found.blocks] == [5, 6, 7]
    assert noise(found, "running_head") == ["海洋計画"] * 3
    assert noise(found, "page_number") == ["- 5 -", "- 6 -", "- 7 -"]


def test_pages_without_numbers_count_from_one() -> None:
    found = document(column(LEFT, ["海を観測する。"]), column(LEFT, ["船を造る。"]))
    assert [block.page for block in found.blocks] == [1, 2]


def test_a_title_that_several_slides_bear_stays_a_title() -> None:
    pages = [[(LEFT, 800, 24, "海洋計画の概要"), *column(LEFT, [f"{place}の海を観測する。"] * 3)] for place in "北南東"]
    assert shown(document(*pages), "heading") == ["海洋計画の概要"] * 3


def test_a_paragraph_goes_on_over_the_page_and_each_place_has_its_page() -> None:
    long = LINE + LINE
    found = document(column(LEFT, [long] * 3), column(LEFT, ["を支える。次に船を造る。"]))
    (block,) = found.blocks
    assert [found.page(block, block.offsets[place]) for place in (0, block.text.index("次に"))] == [1, 2]


def test_a_note_at_the_foot_stands_apart_and_does_not_cut_the_sentence() -> None:
    body = column(LEFT, [LINE, LINE])
    body.append((LEFT + 180, TOP - 17 + 4, 6, "1"))
    notes: Page = [(LEFT, 80, 7.5, "1　海洋庁の資料による。2031年に"), (LEFT, 68, 7.5, "改められた。")]
    found = document(body + notes, column(LEFT, ["を支える。"]))
    assert [(block.kind, block.text, block.page) for block in found.blocks] == [
        ("paragraph", f"{LINE}{LINE}を支える。", 1),
        ("footnote", "1　海洋庁の資料による。2031年に改められた。", 1),
    ]
    assert noise(found, "footnote_mark") == ["1"]


def test_a_raised_figure_that_names_no_note_stays() -> None:
    body = [(LEFT, TOP, 10, "面積は3 km"), (LEFT + 50, TOP + 4, 6, "2"), (LEFT + 54, TOP, 10, "である。")]
    assert noise(document([*body, *column(LEFT, [LINE] * 2, TOP - 40)]), "footnote_mark") == []


def test_larger_lines_are_headings_by_size_and_an_indent_begins_a_paragraph() -> None:
    page: Page = [(LEFT, TOP, 18, "海洋計画"), (LEFT, TOP - 40, 13, "１　背景")]
    page += column(LEFT + 10, [LINE[:-1]], TOP - 60) + column(LEFT, [LINE, "を支える。"], TOP - 77)
    page += column(LEFT + 10, [LINE[:-1]], TOP - 111) + column(LEFT, ["が担う。"], TOP - 128)
    assert [(block.kind, block.level, block.text) for block in document(page).blocks] == [
        ("heading", 1, "海洋計画"),
        ("heading", 2, "１　背景"),
        ("paragraph", 0, f"{LINE[:-1]}{LINE}を支える。"),
        ("paragraph", 0, f"{LINE[:-1]}が担う。"),
    ]


def test_bullets_begin_items_and_are_noise() -> None:
    found = document(column(LEFT, ["・海を観測する", "・船を造る", "（1）人を育てる"]))
    assert [(block.kind, block.text) for block in found.blocks] == [
        ("list_item", "海を観測する"),
        ("list_item", "船を造る"),
        ("list_item", "（1）人を育てる"),
    ]


def test_a_ruled_table_has_cells_broken_lines_joined_and_spans_repeated() -> None:
    def rules(canvas: Canvas) -> None:
        for y in (700, 740, 780):
            canvas.line(LEFT if y != 740 else LEFT + 100, y, LEFT + 300, y)
        for x in (LEFT, LEFT + 100, LEFT + 300):
            canvas.line(x, 700, x, 780)

    words: Page = [
        (LEFT + 4, 760, 10, "観測船"),
        (LEFT + 104, 764, 10, "海域の観測を担う船を新たに造り、海"),
        (LEFT + 104, 750, 10, "を守る"),
    ]
    words.append((LEFT + 104, 720, 10, "3億円"))
    (table,) = [block for block in document(words, draw=rules).blocks if block.kind == "table"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["観測船", "海域の観測を担う船を新たに造り、海を守る"],
        ["観測船", "3億円"],
    ]


def test_a_frame_around_text_is_no_table() -> None:
    found = document(column(LEFT, ["海を観測する。"]), draw=lambda canvas: canvas.rect(60, 740, 400, 50))
    assert [block.kind for block in found.blocks] == ["paragraph"]


def test_words_that_gaps_alone_part_are_parted() -> None:
    page: Page = [(LEFT, TOP, 10, "deep"), (LEFT + 26, TOP, 10, "sea")]
    assert shown(document(page)) == ["deep sea"]


def test_radicals_are_read_as_the_characters_they_look_like() -> None:
    assert shown(document(column(LEFT, ["⼤学と⼈材"]))) == ["大学と人材"]


def test_the_same_file_gives_the_same_text_and_tells_by_what(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(made(column(LEFT, [LINE, "を支える。"])))
    one, again = read(path), read(path)
    assert (one.text, one.blocks, one.text_sha256) == (again.text, again.blocks, again.text_sha256)
    assert one.reader.startswith("pdfplumber ")
    assert len(one.text_sha256) == 64


BROKEN = {
    "needs a password": made(column(LEFT, ["海"]), encrypt=StandardEncryption("user", "owner")),
    "a scan": made([], draw=lambda canvas: canvas.rect(9, 9, 99, 99, fill=1)),
    "no PDF, or a damaged one": made(column(LEFT, ["海"]))[:400],
    "damaged": b"%PDF-1.4\n%%EOF",
    "no PDF": "海を観測する。".encode(),
}


@pytest.mark.parametrize("message", BROKEN)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(message: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(BROKEN[message])
    with pytest.raises(InputError, match=message):
        read(path)


lines = st.tuples(
    st.integers(0, 560),
    st.integers(0, 820),
    st.sampled_from([6, 7.5, 10, 10, 14, 24]),
    st.sampled_from([*"12・※。", LINE, "3億円"]),
)


@given(st.lists(st.lists(lines, min_size=1, max_size=12), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_lines_anywhere_are_parted_into_blocks_and_noise(pages: list[Page]) -> None:
    found = document(*pages)
    assert partition(found)
    assert all(
        char == found.text[offset]
        for block in found.blocks
        if not block.rows
        for char, offset in zip(block.text, block.offsets, strict=True)
    )


@given(st.integers(0, 1500), st.binary(min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_is_read_or_refused(place: int, damage: bytes) -> None:
    data = made(column(LEFT, [LINE, LINE]))
    with suppress(InputError):
        read_pdf(Path("plan.pdf"), data[:place] + damage + data[place + len(damage) :], "", "plan")


def test_boxes_beside_each_other_are_read_one_after_the_other() -> None:
    boxes = column(LEFT, ["観測船は少なく、人材も不足してい", "る。"]) + column(
        RIGHT, ["海洋庁は2031年度に予算を計上し", "た。"]
    )

    def frames(canvas: Canvas) -> None:
        canvas.rect(LEFT - 4, TOP - 40, 180, 60)
        canvas.rect(RIGHT - 4, TOP - 40, 180, 60)

    assert shown(document(boxes, draw=frames)) == [
        "観測船は少なく、人材も不足している。",
        "海洋庁は2031年度に予算を計上した。",
    ]


def test_lines_of_boxes_without_frames_are_never_glued_across() -> None:
    boxes = column(LEFT, ["観測船は少なく、人材も不足してい", "る。"]) + column(
        RIGHT, ["海洋庁は2031年度に予算を計上し", "た。"]
    )
    assert shown(document(boxes))[:2] == ["観測船は少なく、人材も不足してい", "海洋庁は2031年度に予算を計上し"]


def test_short_lines_one_below_the_other_are_not_glued() -> None:
    page = [*column(LEFT, ["観測船を百隻に増やす", "投資を二倍に増やす"]), (LEFT, TOP - 80, 10, LINE + LINE)]
    assert shown(document(page))[:2] == ["観測船を百隻に増やす", "投資を二倍に増やす"]
