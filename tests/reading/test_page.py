"""HTML as pages of ministries bring it: encodings, layout, notes; and whatever else may come."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyscape.errors import InputError
from policyscape.reading import partition, read
from policyscape.reading.model import Document
from policyscape.reading.page import read_html

from .factory import shown

NAMES = ["p", "div", "table", "tr", "td", "th", "ul", "li", "h1", "br", "sup", "a", "nav", "script", "main", "caption"]
PIECES = [f"<{name}>" for name in NAMES] + [f"</{name}>" for name in NAMES]
PIECES += [
    '<td rowspan="3" colspan=9>',
    "<td colspan=99999>",
    '<a href="#x">1</a>',
    '<p id="x">',
    "<!--",
    "-->",
    "&amp;",
]
PIECES += [
    "海",
    "観測を",
    "行う。",
    "・",
    "※",
    "\n",
    " ",
    "　",
    "<",
    ">",
    '"',
    "&#x5e74;",
    "<![CDATA[",
    "\v",
    "</body>",
]
pages = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=60).map("".join)


def page(body: str) -> Document:
    return read_html(Path("page.html"), body, "page", "")


def prove(document: Document) -> None:
    assert partition(document)
    for block in document.blocks:
        assert block.text.strip()
        assert all(left < right for left, right in zip(block.offsets, block.offsets[1:], strict=False))
        for char, offset in zip(block.text, block.offsets, strict=True):
            assert document.text[offset] == char or char in "\t\n"
        assert len({len(row) for row in block.rows}) <= 1


@given(pages)
@settings(max_examples=400, deadline=None)
def test_any_page_is_read_or_refused(text: str) -> None:
    try:
        document = page(text)
    except InputError:
        return
    prove(document)


@pytest.mark.parametrize(
    "text",
    [
        "<p>海</p>" * 50_000,
        "<table>" + "<tr><td rowspan=99 colspan=99>海" * 3_000 + "</table>",
        "<p>海" + "<br>洋を" * 50_000,
        "<ul><li>海" * 900,
        '<a href="#n">1</a>' * 30_000 + "<p id=n>海",
        "<p>海</p><!--" * 20_000,
    ],
)
def test_monstrous_pages_take_linear_time(text: str) -> None:
    start = time.monotonic()
    assert page(text).blocks
    assert time.monotonic() - start < 30


def test_a_page_that_nests_without_end_is_refused() -> None:
    with pytest.raises(InputError, match="deeper than 2,000"):
        page("<div>" * 100_000 + "海")


@pytest.mark.parametrize("text", ["<p></p>", "<html><script>let a = 1</script>", "<nav>海</nav>", "<!-- 海 -->"])
def test_a_page_without_words_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="without words"):
        page(text)


@pytest.mark.parametrize("encoding", ["shift_jis", "euc-jp", "iso-2022-jp", "utf-8"])
def test_a_page_is_read_in_the_encoding_it_names(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(f'<meta charset="{encoding}"><p>海を観測する。'.encode(encoding))
    assert shown(read(path)) == ["海を観測する。"]


@pytest.mark.parametrize("encoding", ["utf-8", "klingon"])
def test_a_page_in_another_encoding_than_it_says_is_refused(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(f'<meta charset="{encoding}"><p>海を観測する。'.encode("cp932"))
    with pytest.raises(InputError, match=f"calls its encoding {encoding}"):
        read(path)


def test_only_the_main_matter_is_read_where_a_page_names_it() -> None:
    assert shown(page("<p>新着<main><h1>計画</h1><p>海を観測する。</main><p>関連")) == ["計画", "海を観測する。"]


def test_a_table_that_lays_out_a_page_holds_its_parts() -> None:
    document = page("<table><tr><td><h2>左</h2><td><table><tr><td>年<td>額<tr><td>2031<td>3</table></table>")
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("heading", "左"),
        ("table", "年\t額\n2031\t3"),
    ]


def test_a_line_of_the_source_breaks_no_japanese_sentence_and_parts_english_words() -> None:
    assert shown(page("<p>海を\n  観測する\n<p>deep\nsea")) == ["海を観測する", "deep sea"]


def test_a_break_within_a_sentence_joins_and_one_behind_it_parts() -> None:
    assert shown(page("<p>海を<br>観測する。<br>船を造る。")) == ["海を観測する。", "船を造る。"]


def test_a_note_stands_apart_and_its_mark_is_noise() -> None:
    document = page('<p>海を観測する<a href="#a">[1]</a>。<div id=a><p>海洋庁による。</p></div>')
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("paragraph", "海を観測する。"),
        ("footnote", "海洋庁による。"),
    ]
    assert [document.text[n.start : n.end] for n in document.noise if n.kind == "footnote_mark"] == ["[1]"]


def test_a_link_to_a_part_of_the_page_is_no_note() -> None:
    document = page('<p><a href="#a">2031</a>年と<a href="#b">海</a><h2 id=a>計画</h2><p id=b>船')
    assert [block.kind for block in document.blocks] == ["paragraph", "heading", "paragraph"]
    assert document.blocks[0].text == "2031年と海"
