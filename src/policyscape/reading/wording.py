"""How list items and notes begin, in any format."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyscape.reading.sheet import Piece

__all__ = ["BULLET", "CAPTION", "COUNTED", "NOTE", "split_bullet"]

BULLET = re.compile(r"(?:[•・･✓✔●○■□◆◇◎➤▶]|[-–—](?=\s))\s*(?=\S)")
COUNTED = re.compile(r"[①-⑳❶-❿]|[（(][\d０-９]{1,2}[）)]|\d{1,2}[.．)）]\s")
CAPTION = re.compile(r"(?:図表|図|表|Figure|Table|Fig\.)\s?[\d０-９]+[\s　:：.．]")
NOTE = re.compile(r"[（(]?(?:※|注\s?[\d０-９]{0,3}\s?[）):：]|\(?注[\d０-９]{1,3}[\s　])")


def split_bullet(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The bullet that words begin with, as noise, and the rest; no bullet where there is none."""
    if not pieces or pieces[0][1] is not None or not (bullet := BULLET.match(pieces[0][0])):
        return [], list(pieces)
    text = pieces[0][0]
    return [(text[: bullet.end()], "markup")], [(text[bullet.end() :], None), *pieces[1:]]
