"""An invented paper of the genre, as a PDF that Chromium prints and as the text that a person would write of it."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

__all__ = ["CHROMIUM", "FONT", "PAPER", "print_pdf", "text_version"]

CHROMIUM = shutil.which("chromium")
FONT = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")

_STYLE = """
@page { size: A4; margin: 22mm 18mm }
body { font: 10pt/1.7 'Noto Serif CJK JP' }
h1 { font-size: 18pt; text-align: center }
h2 { font-size: 13pt }
.columns { column-count: 2; column-gap: 9mm; text-align: justify }
p { text-indent: 1em; margin: 0 }
table { border-collapse: collapse; width: 100% }
td, th { border: .6pt solid; padding: 3pt }
sup { font-size: 6pt; line-height: 0 }
.note, .caption { font-size: 7.5pt; text-indent: 0 }
.notes { margin-top: 12pt; border-top: .5pt solid }
.next { break-before: page }
"""
_HEAD = "海洋イノベーション戦略（案）"
# what a part is, and its words; a mark ^1 points to a note; None begins the second page
_Part = tuple[str, str | list[list[str]]]
PAPER: list[_Part | None] = [
    ("h1", _HEAD),
    ("h2", "第1章　背景"),
    (
        "p",
        "科学技術振興機構は2031年4月に「深海観測推進計画」（以下、深海計画）を策定した^1。この計画は、海洋の観測網を全国に整えることを目的とし、"
        "大学と企業が共同で進める体制をとっている。観測の結果は毎年度公表され、関係する機関の間で共有される仕組みになっている。",
    ),
    (
        "p",
        "内閣府は2032年3月に「海洋データ戦略」を公表し、2035年度までに観測船の数を120隻に増やす目標を掲げた。関係者の間では、費用の分担を"
        "どのように定めるかが論点になっており、地方自治体の意見を聞く場が設けられた^2。",
    ),
    (
        "p",
        "文部科学省は2031年度予算において、深海観測推進計画に350億円を計上した。この事業は科学技術振興機構が実施し、複数の大学が参加する。"
        "採択された機関は五年間の支援を受けることができ、中間評価の結果によって継続の可否が決まる。",
    ),
    ("h2", "第2章　国際的な動き"),
    (
        "p",
        "米国では、国立科学財団（NSF）が2030年に海洋研究プログラムを開始し、総額15億ドルを投じる方針を示した。欧州連合は2029年に新たな枠組みを"
        "設け、加盟国の研究機関を結ぶ観測網の整備を進めている。",
    ),
    ("note", "1　計画の本文は機構の報告書による。"),
    ("note", "2　意見を聞く場は2032年5月に開かれた。"),
    None,
    ("h2", "第3章　予算の内訳"),
    ("caption", "図表1　主な事業の予算（単位：億円）"),
    (
        "table",
        [
            ["事業名", "実施機関", "2031年度", "2032年度"],
            ["深海観測推進計画", "科学技術振興機構", "350", "410"],
            ["海洋人材育成事業", "新エネルギー・産業技術総合開発機構", "42", "55"],
            ["観測船整備事業", "情報通信研究機構", "128", "131"],
        ],
    ),
    (
        "p",
        "経済産業省は2032年7月に「海洋産業ビジョン」を策定し、民間投資を2040年までに2兆円とする目標を示した。産業界からは、規制の見直しと"
        "人材の確保を同時に進めるよう求める声が上がっている。また、地域の大学を核とした拠点の形成が重要であるとの指摘もあり、今後の検討課題とされた。",
    ),
    (
        "p",
        "東京大学と東北大学は2031年10月に共同研究拠点を設立し、理化学研究所が参画した。拠点は三つの部門からなり、若手研究者の雇用を安定させる"
        "ための仕組みを備えている。観測の装置は共用され、企業からの利用も受け付ける。年度ごとの成果は報告会で示される。",
    ),
]


def print_pdf(path: Path) -> None:
    """Print the paper with its fonts in it: prose in two columns, a running head and numbered pages."""
    small = "font: 8px 'Noto Serif CJK JP'; width: 100%; text-align:"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(_html())
        page.pdf(
            path=path,
            prefer_css_page_size=True,
            display_header_footer=True,
            header_template=f'<div style="{small} right; margin-right: 18mm">{_HEAD}</div>',
            footer_template=f'<div style="{small} center"><span class="pageNumber"></span></div>',
        )
        browser.close()


def _html() -> str:
    parts = [f"<!DOCTYPE html><html lang=ja><meta charset=utf-8><style>{_STYLE}</style><body>"]
    outside = {"h1", "table", "caption", "note"}
    columns = False
    for kind, content in [part or ("next", "") for part in PAPER]:
        if columns and kind in (*outside, "next"):
            parts.append("</div>")
            columns = False
        if not columns and kind == "p":
            parts.append('<div class="columns">')
            columns = True
        parts.append(_element(kind, content))
    return "".join([*parts, "</div>"])


def _element(kind: str, content: str | list[list[str]]) -> str:
    if isinstance(content, list):
        rows = ("".join(f"<td>{cell}" for cell in row) for row in content)
        return f"<table>{''.join(f'<tr>{row}' for row in rows)}</table>"
    for number in "12":
        content = content.replace(f"^{number}", f"<sup>{number}</sup>")
    match kind:
        case "next":
            return '<div class="next"></div>'
        case "note" | "caption":
            return f'<p class="{kind}">{content}</p>'
        case _:
            return f"<{kind}>{content}</{kind}>"


def text_version() -> str:
    """The paper in Markdown, each paragraph a line, its notes behind it."""
    lines: list[str] = []
    for part in PAPER:
        match part:
            case ("table", list(rows)):
                lines += ["\t".join(row) for row in rows]
                lines.append("")
            case (kind, str(words)):
                lines += [_MARKS.get(kind, "") + words.replace("^1", "").replace("^2", ""), ""]
    return "\n".join(lines)


_MARKS = {"h1": "# ", "h2": "## ", "note": "※"}
