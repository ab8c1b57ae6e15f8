"""Tables of tabs, bars and HTML in plain text and Markdown."""

from __future__ import annotations

import pytest

from policyscape.reading import partition, read_text

_TABS = "一覧\n\nNo.\t拠点名\t代表\n1\t港拠点\t北大学\n2\t森拠点\t南大学\n\n本文である。"
_PIPES = "一覧\n\n| 指標 | 現状 |\n|---|---|\n| 率 | 3% |\n| 数 | 5件 |\n\n本文である。"
_HTML = (
    "# 一覧\n\n<table>\n<tr><th>国</th><th>庁</th></tr>\n<tr><td>甲国</td><td>乙庁</td></tr>\n</table>\n\n本文である。"
)


@pytest.mark.parametrize(
    ("text", "markdown", "rows"),
    [
        (_TABS, False, [["No.", "拠点名", "代表"], ["1", "港拠点", "北大学"], ["2", "森拠点", "南大学"]]),
        (_PIPES, False, [["指標", "現状"], ["率", "3%"], ["数", "5件"]]),
        (_HTML, True, [["国", "庁"], ["甲国", "乙庁"]]),
    ],
)
def test_tables_wherever_they_stand(text: str, markdown: bool, rows: list[list[str]]) -> None:
    document = read_text("any", text, markdown=markdown)
    tables = [block for block in document.blocks if block.rows]
    assert [[cell.text.strip() for cell in row] for row in tables[0].rows] == rows
    assert all(cell.header for cell in tables[0].rows[0])
    assert document.blocks[-1].text == "本文である。"
    partition(document)


def test_an_unfinished_html_table_is_text() -> None:
    document = read_text("any", "# 題\n\n<table><tr><td>甲\n\n乙", markdown=True)
    assert not any(block.rows for block in document.blocks)


SPANNING = (
    "船の数\n\n<table>\n"
    '<tr><th rowspan="2">国</th><th colspan="2">数（隻）</th></tr>\n<tr><th>2021年</th><th>2022年</th></tr>\n'
    '<tr><td rowspan="2">北国</td><td>1</td><td>2</td></tr>\n<tr><td>3</td><td>4</td></tr>\n</table>\n'
)


def test_a_cell_that_spans_rows_or_columns_stands_in_each() -> None:
    document = read_text("ships", SPANNING)
    rows = next(block.rows for block in document.blocks if block.rows)
    assert [[cell.text for cell in row] for row in rows] == [
        ["国", "数（隻）", "数（隻）"],
        ["国", "2021年", "2022年"],
        ["北国", "1", "2"],
        ["北国", "3", "4"],
    ]
    assert [row[0].header for row in rows] == [True, True, False, False]
    partition(document)
