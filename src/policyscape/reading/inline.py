"""Inline markup of Markdown and the HTML inside it: named as noise, so that only the words stay in the blocks."""

from __future__ import annotations

import re

from policyscape.reading.build import Marks, Runs

__all__ = ["cell_runs", "mark_inline", "visible"]

_TAG = re.compile(
    r"</?(?:p|ul|ol|li|u|b|i|em|strong|s|sup|sub|span|div|font|a|br|hr|table|thead|tbody|tr|td|th|img|small)(?=[\s/>])[^<>]{0,300}>",
    re.I,
)
_BLOCK_TAG = re.compile(r"</?(?:p|ul|ol|li|div|br|hr|table|thead|tbody|tr|td|th)\b", re.I)
_EMPHASIS = re.compile(r"\*{2,3}|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)|`|\\(?=[\\`*_{}\[\]()#+\-.!|~>])")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\(([^()\s]{0,500})\)")
_ADDRESS = re.compile(r"<https?://[^\s<>]{1,500}>")
_BULLET = re.compile(r"\s*[・•✓✔●○]\s*(?=\S)")


def mark_inline(text: str, start: int, end: int, marks: Marks) -> None:
    """Name the inline markup between ``start`` and ``end`` as noise: emphasis, escapes, link targets, HTML tags."""
    piece = text[start:end]
    for pattern in (_TAG, _EMPHASIS):
        for match in pattern.finditer(piece):
            marks.set("markup", start + match.start(), start + match.end())
    for match in _LINK.finditer(piece):
        marks.set("markup", start + match.start(), start + match.start(1))
        marks.set("markup", start + match.end(1), start + match.end())
    for match in _ADDRESS.finditer(piece):
        marks.set("markup", start + match.start(), start + match.start() + 1)
        marks.set("markup", start + match.end() - 1, start + match.end())


def visible(text: str) -> str:
    """The line without the emphasis that may hide how it ends."""
    return _EMPHASIS.sub("", text).strip()


def cell_runs(text: str, start: int, end: int, marks: Marks) -> Runs:
    """The runs of a table cell: its HTML paragraphs and list items, joined by line feeds; tags are noise."""
    runs: Runs = []
    position, joint = start, ""
    for tag in [*_TAG.finditer(text, start, end), None]:
        stop = tag.start() if tag else end
        if text[position:stop].strip():
            if bullet := _BULLET.match(text, position, stop):
                marks.set("markup", position, bullet.end())
            runs.append((position, stop, joint))
            joint = ""
        if tag is None:
            break
        if _BLOCK_TAG.match(tag[0]) and runs:
            joint = "\n"
        position = tag.end()
    return runs
