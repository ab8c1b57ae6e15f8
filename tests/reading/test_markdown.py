from policyscape.reading import read_text
from policyscape.reading.model import Block

from .factory import shown


def blocks(text: str) -> list[Block]:
    return list(read_text("x", text, markdown=True).blocks)


def cells(text: str) -> list[list[str]]:
    return [[cell.text for cell in row] for row in blocks(text)[0].rows]


def test_headings_have_levels_and_stand_above_what_follows() -> None:
    read = blocks("# 計画\n\n## 海域\n\n北\n\n# 費用\n")
    assert [(block.kind, block.level, block.headings) for block in read] == [
        ("heading", 1, ()),
        ("heading", 2, ("計画",)),
        ("paragraph", 0, ("計画", "海域")),
        ("heading", 1, ()),
    ]


def test_list_items_are_nested_by_indentation_and_lose_their_marks() -> None:
    assert [(block.level, block.text) for block in blocks("- ・ 北\n  - 南\n    - ✓ 西\n- 東\n")] == [
        (1, "北"), (2, "南"), (3, "西"), (1, "東"),
    ]  # fmt: skip


def test_hard_breaks_join_lines() -> None:
    assert [block.text for block in blocks("- 観測所を  \n拠点とする\n- 機器  \n(冬季のみ)\n")] == [
        "観測所を拠点とする",
        "機器 (冬季のみ)",
    ]


def test_a_note_ends_a_list_item() -> None:
    assert [block.kind for block in blocks("- 観測所\n※海域は暫定\n")] == ["list_item", "footnote"]


def test_emphasis_and_link_targets_are_markup_but_addresses_stay() -> None:
    assert [block.text for block in blocks("**三つ**の[海域](#)を\\*見る <https://example.org>\n")] == [
        "三つの海域を*見る https://example.org"
    ]


def test_tabs_make_a_table_whose_first_row_is_the_header() -> None:
    table = blocks("\t北\t南\n機器\t水温計\t\n")[0]
    assert [[cell.text for cell in row] for row in table.rows] == [["", "北", "南"], ["機器", "水温計", ""]]
    assert [row[1].header for row in table.rows] == [True, False]
    assert table.text == "\t北\t南\n機器\t水温計\t"


def test_items_of_html_in_a_cell_are_parted_by_line_feeds() -> None:
    html = '<p><u>機器</u></p> <ul style="x"> <li>・浮標</li> <li>・係留</li> </ul>'
    assert cells(f"対象\t内容\n水温\t{html}\n")[1] == ["水温", "機器\n浮標\n係留"]


def test_angle_brackets_that_are_no_tag_stay() -> None:
    assert shown(read_text("x", "## <I. 費用>\n", markdown=True)) == ["<I. 費用>"]


def test_the_page_number_in_the_last_row_is_noise() -> None:
    document = read_text("x", "項目\t北\t南\n数\t12\t9\n\t\t7\n", markdown=True)
    assert shown(document) == ["項目\t北\t南\n数\t12\t9"]
    assert [noise.kind for noise in document.noise][-2:] != []
    assert "page_number" in [noise.kind for noise in document.noise]


def test_pipes_make_a_table() -> None:
    assert cells("| 項目 | 額 |\n|---|---|\n| 設置 | 3億円 |\n") == [["項目", "額"], ["設置", "3億円"]]


def test_text_full_of_markdown_is_read_as_markdown() -> None:
    assert shown(read_text("x", "- **北**\n- **南**\n- **西**\n")) == ["北", "南", "西"]
