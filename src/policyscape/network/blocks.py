"""A report as blocks (headings, paragraphs, tables, figures), and the same blocks as HTML or Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TypeAlias

__all__ = ["Block", "Cell", "Figure", "Heading", "Link", "Paragraph", "Table", "as_html", "as_markdown"]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: to an entity or a fact in the explorer."""

    words: str
    target: str


Cell: TypeAlias = "str | Link | tuple[str | Link, ...]"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4; links lead to its ``anchor``."""

    words: str
    level: int
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running words; ``code`` marks a command to copy."""

    words: Cell
    code: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head, with a caption."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing (SVG) with a caption, and the file beside the report that holds it alone."""

    caption: str
    svg: str
    file: str


Block: TypeAlias = Heading | Paragraph | Table | Figure


def as_html(blocks: Iterable[Block]) -> str:
    """The blocks as HTML, all words escaped."""
    return "\n".join(_html(block) for block in blocks) + "\n"


def as_markdown(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown with tables."""
    return "\n\n".join(_markdown(block) for block in blocks) + "\n"


def _html(block: Block) -> str:
    match block:
        case Heading(words, level, anchor):
            name = f' id="{escape(anchor)}"' if anchor else ""
            return f"<h{level}{name}>{escape(words)}</h{level}>"
        case Paragraph(words, code):
            body = _html_cell(words)
            return f"<pre><code>{body}</code></pre>" if code else f"<p>{body}</p>"
        case Table(caption, head, rows):
            top = "".join(f"<th scope=col>{escape(words)}</th>" for words in head)
            body = "\n".join("<tr>" + "".join(f"<td>{_html_cell(cell)}</td>" for cell in row) + "</tr>" for row in rows)
            return (
                f"<table>\n<caption>{escape(caption)}</caption>\n<thead><tr>{top}</tr></thead>\n"
                f"<tbody>\n{body}\n</tbody>\n</table>"
            )
        case Figure(caption, svg, file):
            link = f'<a href="{escape(file)}">SVG</a>'
            return f"<figure>\n{svg}\n<figcaption>{escape(caption)} {link}</figcaption>\n</figure>"


def _html_cell(cell: Cell) -> str:
    return "".join(
        f'<a href="{escape(part.target)}">{escape(part.words)}</a>'
        if isinstance(part, Link)
        else escape(part).replace("\n", "<br>")
        for part in _parts(cell)
    )


def _markdown(block: Block) -> str:
    match block:
        case Heading(words, level, anchor):
            name = f'<a id="{escape(anchor)}"></a>\n\n' if anchor else ""
            return f"{name}{'#' * level} {words}"
        case Paragraph(words, code):
            body = _markdown_cell(words)
            return f"    {body}" if code else body
        case Table(caption, head, rows):
            lines = [list(head), ["---"] * len(head), *([_markdown_cell(cell) for cell in row] for row in rows)]
            return f"{caption}\n\n" + "\n".join("| " + " | ".join(line) + " |" for line in lines)
        case Figure(caption, _, file):
            return f"![{_plain(caption)}]({file})\n\n*{_plain(caption)}*"


def _markdown_cell(cell: Cell) -> str:
    return "".join(
        f"[{_plain(part.words)}]({part.target})" if isinstance(part, Link) else _plain(part) for part in _parts(cell)
    )


def _plain(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", "<br>")


def _parts(cell: Cell) -> tuple[str | Link, ...]:
    return cell if isinstance(cell, tuple) else (cell,)
