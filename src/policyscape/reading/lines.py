"""Physical lines of a text, and the signs by which a broken line is known to go on in the next."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["Line", "continues", "ends_sentence", "joint", "opens_item", "split_lines", "width"]

_WIDE = frozenset("WFA")
_MEASURED = 400  # characters; longer lines are all the same to us
_PARTICLE_END = re.compile(
    r"(?:[、，,・･〜~／/&＆]|[^ぁ-ん][をにはがのとでへもな]|による|する|した|ための|から|など|いる|ない|的な)$"
)
_SENTENCE_END = re.compile(r"[。！？!?][」』）)】]*\s?(?:\d{1,3}(?:, ?\d{1,3})*)?$")
_CLOSED_END = re.compile(r"[。！？!?」』）)】＞>》：:；;％%]$")
_NEVER_FIRST = re.compile(r"[、。，．）)」』】＞》ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々％%]")
_CONJUNCTION = re.compile(
    r"(?:さらに|また|その|この|これ|それ|ただし|なお|よって|より|しかし|かつ|および|おける|そして|たとえば|まず|つまり|もの|まち|ふるさと|はじめに)"
)
_ITEM = re.compile(
    r"[•・･✓✔●○■□◆◇◎★☆➤▶※→⇒＜<【《(（①-⑳❶-❿]|[-–—―] |[（(]?[\d０-９]{1,2}[）).．]|注[:：\d１-９]|出[典所]"
)
_LABEL = re.compile(r"[^、。：:]{1,16}[：:]")
_KATAKANA = re.compile(r"[ァ-ヺー]")
_HIRAGANA = re.compile(r"[ぁ-ん]")
_DATE_FIRST = re.compile(r"[（(](?:[HRS]?\d{1,4}[.年]|(?:19|20)\d\d[）)])")
_HYPHENATED = re.compile(r"[a-z]-$")
_URL_TAIL = re.compile(r"(?:https?://|www\.)\S*$")
_OPENING, _CLOSING = frozenset("「『（(【《"), frozenset("」』）)】》")


@dataclass(slots=True)
class Line:
    """One line of a text; ``text`` is its content without surrounding white space, at ``start`` to ``end``.

    ``indent`` counts the white space before the content; ``set_in`` says that it is one blank or two, no more.
    ``stop`` is where the line break stands, or the end of the text.
    """

    text: str
    start: int
    end: int
    indent: int
    set_in: bool = False
    stop: int = 0
    page: int | None = None
    starts_page: bool = False

    def __bool__(self) -> bool:
        return bool(self.text)


def split_lines(text: str) -> list[Line]:
    """All lines of ``text``, blank ones too; only line feeds and form feeds part lines."""
    lines: list[Line] = []
    start = 0
    for piece in re.split(r"[\n\f]", text):
        content = piece.strip()
        indent = len(piece) - len(piece.lstrip()) if content else 0
        line = Line(
            content,
            start + indent,
            start + indent + len(content),
            indent,
            piece[:indent] in (" ", "  "),
            start + len(piece),
        )
        line.starts_page = start > 0 and text[start - 1] == "\f"
        lines.append(line)
        start += len(piece) + 1
    return lines


def width(text: str) -> int:
    """Display columns of ``text``: two for a full-width character, one for others."""
    return sum(2 if unicodedata.east_asian_width(char) in _WIDE else 1 for char in text[:_MEASURED])


def ends_sentence(text: str) -> bool:
    """Whether a sentence ends with ``text``, be it with a note number behind the full stop."""
    return bool(_SENTENCE_END.search(text[-12:]))


def opens_item(text: str) -> bool:
    """Whether ``text`` begins with a sign that never stands inside a sentence: a bullet, a number, a note, a label."""
    return bool(_ITEM.match(text) or _LABEL.match(text))


def continues(before: str, after: str, full: bool) -> bool:
    """Whether line ``after`` goes on with the sentence or word of ``before``.

    ``full`` says that ``before`` reaches the right edge of its column or box, which makes a break within a word likely.
    Without a sign in the text the answer is no: two things glued are worse than one thing cut.
    """
    tail, head = before[-80:], after[:40]
    if _NEVER_FIRST.match(head):
        return True
    if ends_sentence(tail) or _ITEM.match(head):
        return bool(_DATE_FIRST.match(head)) and not tail.endswith("。")
    if _open_brackets(tail) > 0 or _PARTICLE_END.search(tail):
        return True
    if _LABEL.match(head):
        return False
    if _CLOSED_END.search(tail):
        return False
    if _HIRAGANA.match(head) and not _CONJUNCTION.match(head):
        return True
    return full and bool(_KATAKANA.match(head) and _KATAKANA.match(tail[-1:]))


def joint(before: str, after: str) -> str:
    """What joins two lines of one sentence: a space between Latin words, nothing elsewhere.

    A hyphen at the end of a line is kept, since it may belong to the word; a broken URL is joined without a space.
    """
    if not before or not after or _HYPHENATED.search(before[-2:]) or _URL_TAIL.search(before[-200:]):
        return ""
    return " " if _latin(before[-1]) and _latin(after[0]) else ""


def _latin(char: str) -> bool:
    return (char.isascii() and not char.isspace()) or char in "“”‘’–"


def _open_brackets(text: str) -> int:
    """How many brackets opened in ``text`` are still open at its end."""
    depth = 0
    for char in text:
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING and depth:
            depth -= 1
    return depth
