"""The words inside an element as a reader sees them: white space that only lays out the source counts nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from policyscape.reading.lines import continues, joint
from policyscape.reading.sheet import Piece, plain

__all__ = ["BREAK", "END", "inline", "said"]

BREAK: Piece = ("\v", None)  # the end of a line
END: Piece = ("\v\v", None)  # the end of a block
_SPACE = re.compile(r"[ \t\r\f\n]+")
_JAPANESE = re.compile(r"[　-ヿ㐀-鿿＀-｠]")
_NEAR = 8  # pieces that tell whether a line goes on


def said(text: str) -> str:
    """A text that holds no sign of ours."""
    return text.replace("\v", " ")


def inline(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The blocks that pieces make: parted where a line ends for good, joined where a sentence goes on."""
    blocks: list[list[Piece]] = []
    for line, ended in _lines(pieces):
        before = plain(blocks[-1][-_NEAR:]) if blocks else ""
        if before and not ended and continues(before, plain(line), full=False):
            blocks[-1] += [(joint(before, plain(line)), None), *line]
        else:
            blocks.append(line)
    return blocks


def _lines(pieces: Sequence[Piece]) -> Iterator[tuple[list[Piece], bool]]:
    """The lines with words, and whether a blank line or the end of a block stands before each."""
    line: list[Piece] = []
    ended = True
    for piece in [*pieces, END]:
        if piece not in (BREAK, END):
            line.append(piece)
            continue
        words = _collapsed(line)
        if words:
            yield words, ended
        ended = piece == END or not words
        line = []


def _collapsed(line: Sequence[Piece]) -> list[Piece]:
    """The pieces of a line, white space one blank; between Japanese letters a line feed of the source is nothing."""
    text = "".join(piece for piece, _ in line)
    kinds = [noise for piece, noise in line for _ in piece]
    kept: list[int] = []
    last = 0
    for space in _SPACE.finditer(text):
        kept += range(last, space.start())
        before, after = text[space.start() - 1 : space.start()], text[space.end() : space.end() + 1]
        broken = "\n" in space[0] and _JAPANESE.match(before) and _JAPANESE.match(after)
        if before and after and not broken:
            kept.append(space.start())
        last = space.end()
    kept += range(last, len(text))
    spans = [(noise, list(group)) for noise, group in groupby(kept, lambda index: kinds[index])]
    return [("".join(" " if text[i] in "\t\r\f\n" else text[i] for i in span), noise) for noise, span in spans]
