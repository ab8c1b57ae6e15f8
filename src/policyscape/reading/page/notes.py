"""Notes of a page: the elements that hold them, and the marks that point to them and back."""

from __future__ import annotations

import re

from lxml import etree

from policyscape.reading.model import NoiseKind

__all__ = ["Notes", "words_of"]

_MARK = re.compile(r"\s*[\[（(]?\s?(?:注|※|\*|＊|†)?\s?[\d０-９]{0,3}\s?[\]）)]?\s*")
_BACK = re.compile(r"\s*(?:[↩↑^⏎]\ufe0e?|戻る|本文へ戻る|\[?[\d０-９]{1,3}\]?)\s*")
_RAISED_MARK = re.compile(r"\s*(?:[\[（(]?(?:注|※|\*|＊|†)\s?[\d０-９]{0,3}[\]）)]?|[\[（(][\d０-９]{1,3}[\]）)])\s*")
_NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote", "doc-footnotes", "doc-endnotes"})
_HOLDERS = ("li", "p", "dd", "dt", "div", "aside", "td")


def words_of(element: etree._Element) -> str:
    """All words inside an element."""
    return "".join(map(str, element.itertext()))


class Notes:
    """The notes of one page, known by the links whose words are the mark of a note."""

    def __init__(self, root: etree._Element) -> None:
        self._marks: set[etree._Element] = set()
        self._notes: set[etree._Element] = set()
        order = {element: place for place, element in enumerate(root.iter())}
        named = {element.get("id") or element.get("name"): element for element in order}
        named.pop(None, None)
        for link in root.iter("a"):
            target = named.get((link.get("href") or "").removeprefix("#") or None)
            words = words_of(link)
            if target is None or not (link.get("href") or "").startswith("#"):
                continue
            if words.strip() and _MARK.fullmatch(words) and order[target] > order[link]:
                self._marks.add(link)
                self._notes.add(_holder(target))
            elif _BACK.fullmatch(words) and order[target] < order[link]:
                self._marks.add(link)

    def is_note(self, element: etree._Element) -> bool:
        """Whether the element holds a note."""
        return element in self._notes or element.get("role") in _NOTE_ROLES

    def noise(self, inside: etree._Element | None) -> NoiseKind | None:
        """What words right inside an element are, if they are the mark of a note."""
        while inside is not None and inside.tag in ("a", "sup", "span", "small"):
            if inside in self._marks:
                return "footnote_mark"
            if inside.tag == "sup" and _RAISED_MARK.fullmatch(words_of(inside)):
                return "footnote_mark"
            inside = inside.getparent()
        return None


def _holder(target: etree._Element) -> etree._Element:
    """The element that holds the whole of a note whose target may be an empty anchor at its beginning."""
    if target.tag in _HOLDERS:
        return target
    return next(target.iterancestors(*_HOLDERS), target)
