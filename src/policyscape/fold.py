"""Width folding that keeps every character's place, so that offsets survive it."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold", "key"]

_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= {ord("\u3000"): ord(" "), ord("\t"): ord(" "), ord("〜"): ord("~"), ord("∼"): ord("~"), ord("･"): ord("・")}
_FOLD |= {ord(dash): ord("-") for dash in "‐‑‒–—−"}


def fold(text: str) -> str:
    """The text with full-width ASCII, ideographic spaces, wave and other dashes as ASCII: same length, same places."""
    return text.translate(_FOLD)


def key(name: str) -> str:
    """The form in which two names are compared: NFKC, no spaces, no middle dots, case folded."""
    return re.sub(r"[\s・･]+", "", unicodedata.normalize("NFKC", fold(name))).casefold()
