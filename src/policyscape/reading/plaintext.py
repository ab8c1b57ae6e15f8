"""Plain text taken out of a paged document: running prose in one column, or slides."""

from __future__ import annotations

from statistics import quantiles

from policyscape.reading.build import Draft, Marks
from policyscape.reading.delimited import take_delimited, take_html
from policyscape.reading.flow import Flow
from policyscape.reading.footnotes import mark_references, take_footnotes
from policyscape.reading.furniture import number_pages, strip_running_heads, strip_vertical_titles
from policyscape.reading.lines import split_lines, width

__all__ = ["read_plain_text"]

_PROSE_SHARE = 0.5  # of the text of running prose stands in lines that reach the right edge of the column
_EDGE = 0.85  # a line as wide as this share of the column reaches its edge
_NARROWEST_COLUMN = 50


def read_plain_text(text: str, marks: Marks) -> list[Draft]:
    """The blocks of a plain text; furniture, note numbers and bullets are named in ``marks``."""
    lines = split_lines(text)
    tables = take_html(text, lines, marks) + take_delimited(text, lines, marks)
    vertical = strip_vertical_titles(lines, marks)
    column = _column([width(line.text) for line in lines if line])
    heads = strip_running_heads(lines, marks, vertical)
    number_pages(lines, marks, heads, prose=column > 0)
    drafts, on_page = take_footnotes(lines, heads)
    mark_references(lines, marks, on_page)
    return tables + drafts + Flow(lines, marks, column).drafts()


def _column(widths: list[int]) -> int:
    """The width of the column of running prose, or 0 if most lines break short of it, as on slides."""
    if len(widths) < 2:
        return 0
    column = round(quantiles(widths, n=10)[-1])
    reaching = sum(value for value in widths if value >= _EDGE * column)
    return column if column >= _NARROWEST_COLUMN and reaching >= _PROSE_SHARE * sum(widths) else 0
