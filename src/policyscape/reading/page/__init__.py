"""HTML: headings, paragraphs, lists, tables and footnotes of the page's own matter; scripts and navigation dropped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from policyscape.errors import InputError
from policyscape.reading.model import BlockKind, Document
from policyscape.reading.page.notes import Notes, words_of
from policyscape.reading.page.tables import is_data, table_rows
from policyscape.reading.page.words import BREAK, END, inline, said
from policyscape.reading.sheet import Piece, Sheet, plain
from policyscape.reading.wording import NOTE, split_bullet

__all__ = ["READER", "read_html"]

READER = f"lxml {'.'.join(map(str, etree.LXML_VERSION[:3]))} with libxml2 {'.'.join(map(str, etree.LIBXML_VERSION))}"
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu"})
_BLOCKS = frozenset(_HEADINGS) | {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "li", "main",
    "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_CAPTIONS = frozenset({"caption", "figcaption"})
_DROPPED = frozenset({
    "head", "script", "style", "noscript", "template", "nav", "button", "select", "textarea", "input", "svg", "math",
    "iframe", "object", "audio", "video", "canvas", "rt", "rp", "del", "map",
})  # fmt: skip
_FURNITURE = frozenset({"navigation", "banner", "contentinfo", "search", "menu", "menubar", "dialog"})
_SECTIONS = frozenset({"article", "main", "section"})


def read_html(path: Path, text: str, name: str, sha256: str) -> Document:
    """The document in a page; its text is made by ``READER``.

    InputError where the page holds no words, or its elements are nested deeper than any document's.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True, recover=True
    )
    root = etree.fromstring(text.encode(), parser)
    if any("depth" in error.message.lower() for error in parser.error_log):
        raise InputError(f"{path} nests its elements deeper than 2,000, which no document does: give its text instead.")
    document = _Page(root).sheet.document(name, sha256, READER) if root is not None else None
    if document is None or not document.blocks:
        raise InputError(f"{path} is a page without words: save the page that holds the text itself.")
    return document


class _Page:
    """Walks the elements of a page once and writes its blocks."""

    def __init__(self, root: etree._Element) -> None:
        self.sheet = Sheet()
        self._notes = Notes(root)
        self._context: list[tuple[BlockKind, int]] = [("paragraph", 0)]
        self._depth = 0  # of lists
        self._open: list[Piece] = []
        top = _main(root)
        # a loop, since a page may nest deeper than Python calls
        self._steps = etree.iterwalk(top, events=("start", "end"))
        for event, element in self._steps:
            if event == "start":
                self._start(element)
            else:
                self._end(element, top)
        self._flush()

    def _start(self, element: etree._Element) -> None:
        if _is_dropped(element):
            self._steps.skip_subtree()
        elif element.tag == "table" and is_data(element):
            self._flush()
            self._table(element)
            self._steps.skip_subtree()
        elif element.tag in _BLOCKS:
            self._flush()
            self._depth += element.tag in _LISTS
            self._context.append(self._kind(element))
            self._say(element.text, element)
        elif element.tag == "br":
            self._open.append(BREAK)
        else:
            self._say(element.text, element)

    def _end(self, element: etree._Element, top: etree._Element) -> None:
        entered = element.tag in _BLOCKS and not _is_dropped(element)
        if entered and not (element.tag == "table" and is_data(element)):
            self._flush()
            self._depth -= element.tag in _LISTS
            self._context.pop()
        if element is not top:
            self._say(element.tail, element.getparent())

    def _kind(self, element: etree._Element) -> tuple[BlockKind, int]:
        """What the words right inside an element are; those of an element that only groups are what is around it."""
        if self._context[-1][0] == "footnote" or self._notes.is_note(element):
            return "footnote", 0
        if element.tag in _HEADINGS:
            return "heading", _HEADINGS[element.tag]
        if element.tag in _CAPTIONS:
            return "caption", 0
        if element.tag == "li":
            return "list_item", max(1, self._depth)
        return ("list_item", self._depth) if self._context[-1][0] == "list_item" else ("paragraph", 0)

    def _say(self, text: str | None, inside: etree._Element | None) -> None:
        if text:
            self._open.append((said(text), self._notes.noise(inside)))

    def _flush(self) -> None:
        """Write the words since the last block."""
        kind, level = self._context[-1]
        for pieces in inline(self._open):
            bullet, rest = split_bullet(pieces) if kind in ("paragraph", "list_item") else ([], pieces)
            listed = kind == "list_item" or bool(bullet)
            if kind == "paragraph" and NOTE.match(plain(pieces)):
                self.sheet.block("footnote", pieces)
            elif plain(rest).strip():
                self.sheet.block("list_item" if listed else kind, [*bullet, *rest], level or int(listed))
        self._open = []

    def _table(self, element: etree._Element) -> None:
        for caption in element.findall("caption"):
            for pieces in inline(list(self._words(caption))):
                self.sheet.block("caption", pieces)
        self.sheet.table(table_rows(element, lambda cell: inline(list(self._words(cell)))))

    def _words(self, element: etree._Element) -> Iterator[Piece]:
        """All words of an element that is a cell or a caption, its blocks parted by line feeds."""
        steps = etree.iterwalk(element, events=("start", "end"))
        for event, inner in steps:
            dropped = _is_dropped(inner)
            if event == "start" and dropped:
                steps.skip_subtree()
            elif inner is not element and (inner.tag in _BLOCKS or (inner.tag == "br" and event == "end")):
                yield END if inner.tag in _BLOCKS else BREAK
            text, inside = (inner.text, inner) if event == "start" else (inner.tail, inner.getparent())
            if text and not (event == "start" and dropped) and not (event == "end" and inner is element):
                yield said(text), self._notes.noise(inside)


def _main(root: etree._Element) -> etree._Element:
    """The element that a page names as its main matter, else the whole page."""
    named = [element for element in root.iter("main", "div", "section") if _is_main(element)]
    return named[0] if len(named) == 1 and words_of(named[0]).strip() else root


def _is_main(element: etree._Element) -> bool:
    return element.tag == "main" or element.get("role") == "main"


def _is_dropped(element: etree._Element) -> bool:
    """Whether an element is no matter of the document: what runs, what navigates, what is hidden."""
    if not isinstance(element.tag, str) or element.tag in _DROPPED or element.get("hidden") is not None:
        return True
    if element.get("role") in _FURNITURE or element.get("aria-hidden") == "true":
        return True
    return element.tag in ("header", "footer") and not _within_section(element)


def _within_section(element: etree._Element) -> bool:
    return next(element.iterancestors(*_SECTIONS), None) is not None
