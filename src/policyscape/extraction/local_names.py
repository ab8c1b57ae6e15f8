"""Names a document gives itself: abbreviations it defines in brackets, and new names it has used before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from policyscape.fold import fold, key

__all__ = ["LocalNames", "defined_aliases"]

_BRACKET = re.compile(r"[」』]?\s?\((?P<inner>[^()]{2,80})\)")
_CALLED = re.compile(
    r"(?:以下|略称|通称)(?:は|を)?[、,:]?\s?[「『]?(?P<alias>[^「」『』、。()]{2,24}?)[」』]?(?:と(?:いう|呼ぶ|する|略す|表記))?[。.]?$"
)
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9*&+.-]{1,15}(?: ?[A-Z0-9][A-Za-z0-9.-]{0,8})?")
_FOREIGN = re.compile(r"[A-Za-z][A-Za-z0-9À-ɏ .,&'’*+/:-]{3,79}")
_LATIN_OPENING = re.compile(r"[A-Za-z][A-Za-z0-9+-]* ?")
_NO_ALIAS = frozenset({"同じ", "同様", "略", "本稿", "本書"})
_SHORTEST = 2


class LocalNames:
    """The names of one document with their entities; found by their first two characters, so that adding is cheap."""

    def __init__(self) -> None:
        self._entities: dict[str, str] = {}
        self._by_opening: dict[str, list[str]] = defaultdict(list)
        self._overriding: set[str] = set()

    def define(self, name: str, entity: str, overrides: bool = False) -> None:
        """From here on the name means the entity; a name keeps the meaning it was given first.

        ``overrides``: here it means this and not what the record calls so.
        """
        name = fold(name).strip()
        if overrides and key(name) not in self._entities:
            self._overriding.add(key(name))
        if len(name) >= _SHORTEST and key(name) not in self._entities:
            self._entities[key(name)] = entity
            self._by_opening[name[:_SHORTEST]].append(name)

    def entity(self, name: str) -> str | None:
        """What a name means in this document."""
        return self._entities.get(key(name))

    def overrides(self, name: str) -> bool:
        """Whether a name of the record means something else in this document."""
        return key(name) in self._overriding

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a folded text uses the names."""
        for start in range(len(text) - 1):
            for name in self._by_opening.get(text[start : start + _SHORTEST], ()):
                if text.startswith(name, start):
                    yield start, start + len(name)


def defined_aliases(text: str, name: str, end: int) -> Iterator[str]:
    """The names a bracket at ``end`` of a folded text gives to the name before it.

    They are announced (以下「A」, 略称), Latin, or short for the name: all their characters are its own, in its order.
    """
    bracket = _BRACKET.match(text, end)
    if not bracket:
        return
    inner = bracket["inner"].strip("「」『』 ")
    called = _CALLED.search(inner)
    if called:
        if called["alias"] not in _NO_ALIAS:
            yield called["alias"].strip()
        inner = inner[: called.start()].rstrip("、,; ")
    for part in re.split(r"[、,;:] ?", inner):
        if _ACRONYM.fullmatch(part) or _FOREIGN.fullmatch(part) or _shortens(part, name):
            yield part


def _shortens(part: str, name: str) -> bool:
    """Whether a word is short for a name: 農研機構 of 農業…研究機構, ABC計画 of …計画, 甲法 of …に関する法律."""
    latin = _LATIN_OPENING.match(part)
    if latin and len(part) - latin.end() > 1 and name.endswith(part[latin.end() :]):
        return True
    if name.endswith("に関する法律") and part.endswith("法"):
        return True
    if not _SHORTEST < len(part) < len(name) or part.isdecimal():
        return False
    rest = iter(name)
    return all(char in rest for char in part)
