"""Patterns: regular expressions over a text in which each mention is one symbol that carries its class.

A pattern is a regular expression with placeholders: ``<role:Class>`` one mention of the class or a subclass,
``<role:A|B>`` of either, ``<role:Class+>`` an enumeration of them, ``<role:text>`` some words, ``<role:verb group>``
a verb of a group of ``rules/verbs.yaml``, ``<name>`` a macro of ``rules/macros.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, get_args

from policyscape.errors import RecordError
from policyscape.extraction.mentions import Mention
from policyscape.extraction.values import ValueKind
from policyscape.fold import fold, key

__all__ = ["Captured", "Hierarchy", "Language", "Match", "Pattern", "Skeleton", "skeleton"]

_TYPE, _INDEX = 0xE000, 0xF000
_PLACEHOLDER = re.compile(r"(?<!\?P)<(?:(?P<role>[A-Za-z][A-Za-z0-9]*):)?(?P<what>[A-Za-z][A-Za-z0-9| ,_-]*\+?)>")
_ALIAS = re.compile(r"\s?[（(](?P<inner>[^（）()。]{1,80})。?[）)]")
_FOREIGN = re.compile(r"(?:以下[、,]?\s?[「『]?.{1,20}|[A-Za-z][A-Za-z0-9 .,&'’+/-]*)")


class Hierarchy(Protocol):
    """What patterns need of the ontology."""

    def is_a(self, type_: str, ancestor: str) -> bool:
        """Whether a class is another or one of its subclasses."""
        ...

    @property
    def classes(self) -> Iterable[str]:
        """All classes."""
        ...


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A text with its mentions as symbols; ``places[i]`` is the span of the text behind symbol or character i."""

    text: str
    source: str
    mentions: Sequence[Mention]
    places: Sequence[tuple[int, int]]

    def words(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source behind a non-empty span of the skeleton."""
        return self.places[start][0], self.places[end - 1][1]

    def at(self, index: int) -> int:
        """The position in the source of a position in the skeleton, the end included."""
        return self.places[index][0] if index < len(self.places) else len(self.source)


@dataclass(frozen=True, slots=True)
class Captured:
    """What one role of a pattern matched: mentions, or only words (then ``start`` to ``end`` in the source)."""

    start: int
    end: int
    mentions: tuple[Mention, ...] = ()
    verb: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """One match: the captured roles, and the span in the source and in the skeleton."""

    roles: Mapping[str, Captured]
    start: int
    end: int


class Language:
    """Compiles patterns for one ontology, one set of macros and one set of verbs."""

    def __init__(self, hierarchy: Hierarchy, macros: Mapping[str, str], verbs: Mapping[str, Mapping[str, Any]]) -> None:
        self._hierarchy = hierarchy
        self._macros = macros
        self._verbs = verbs
        kinds = get_args(ValueKind)
        self._codes = {name: chr(_TYPE + i) for i, name in enumerate([*sorted(hierarchy.classes), *kinds])}

    def code(self, type_: str) -> str:
        """The symbol of a class or kind of value."""
        return self._codes[type_]

    def compile(self, pattern: str, place: str) -> Pattern:
        """A compiled pattern; RecordError with the rule's place when it is malformed or names something unknown."""
        kinds: dict[str, str] = {}
        body = _PLACEHOLDER.sub(lambda m: self._expand(m, kinds, place), pattern)
        try:
            return Pattern(re.compile(body), kinds, self._verbs)
        except re.error as error:
            raise RecordError(f"the pattern is no regular expression ({error}): {pattern}", place) from error

    def _expand(self, match: re.Match[str], kinds: dict[str, str], place: str) -> str:
        role, what = match["role"], match["what"]
        if role is None:
            return self._unnamed(what, kinds, place)
        if what == "text":
            kinds[role] = "text"
            return rf"(?P<{role}>[^。]{{1,60}}?)"
        if what.startswith("verb"):
            kinds[role] = "verb"
            return rf"(?P<{role}>{self._verb_forms(what.removeprefix('verb').split(), place)})"
        kinds[role] = "mention"
        one = f"[{''.join(self.symbols(what.rstrip('+'), place))}][\uf000-\uf8ff]"
        many = f"{one}(?:(?:{self._macros['sep']}){one})*" if what.endswith("+") else one
        return f"(?P<{role}>{many})"

    def _unnamed(self, what: str, kinds: dict[str, str], place: str) -> str:
        """A macro, whose own placeholders are filled in too, or one mention of a class that no role keeps."""
        if what in self._macros:
            return f"(?:{_PLACEHOLDER.sub(lambda m: self._expand(m, kinds, place), self._macros[what])})"
        if all(name in self._codes for name in what.split("|")):
            return f"(?:[{''.join(self.symbols(what, place))}][\uf000-\uf8ff])"
        raise RecordError(f"<{what}> is no macro of macros.yaml ({sorted(self._macros)}) and no class or value.", place)

    def symbols(self, what: str, place: str) -> list[str]:
        """The symbols of classes (``A|B``) with their subclasses, and of kinds of values."""
        wanted = what.split("|")
        unknown = [name for name in wanted if name not in self._codes]
        if unknown:
            raise RecordError(f"{unknown[0]} is neither a class of the ontology nor a kind of value.", place)
        values = get_args(ValueKind)
        classes = [name for name in wanted if name not in values]
        return [
            code
            for name, code in self._codes.items()
            if name in wanted or (name not in values and any(self._hierarchy.is_a(name, class_) for class_ in classes))
        ]

    def _verb_forms(self, groups: list[str], place: str) -> str:
        unknown = [group for group in groups if group not in self._verbs]
        if unknown:
            raise RecordError(
                f"the verb group {unknown[0]} is not in verbs.yaml, which has {sorted(self._verbs)}.", place
            )
        telling = [group for group, verb in self._verbs.items() if "event" in verb]
        forms = {form for group in groups or telling for form in self._verbs[group]["forms"]}
        return "|".join(sorted(forms, key=lambda form: (-len(form), form)))


class Pattern:
    """A compiled pattern; ``find`` yields its matches in a skeleton."""

    def __init__(
        self, regex: re.Pattern[str], kinds: Mapping[str, str], verbs: Mapping[str, Mapping[str, Any]]
    ) -> None:
        self._regex = regex
        self._kinds = kinds
        self._verbs = verbs

    def find(self, skeleton: Skeleton) -> Iterator[Match]:
        """All matches, from left to right, none overlapping."""
        for match in self._regex.finditer(skeleton.text):
            if match.end() > match.start():
                roles = {name: self._captured(skeleton, match, name) for name in match.groupdict() if match[name]}
                yield Match(roles, *skeleton.words(*match.span()))

    def _captured(self, skeleton: Skeleton, match: re.Match[str], name: str) -> Captured:
        start, end = match.span(name)
        places = skeleton.words(start, end)
        if self._kinds.get(name) == "mention":
            indices = [ord(char) - _INDEX for char in match[name] if ord(char) >= _INDEX]
            return Captured(*places, tuple(skeleton.mentions[i] for i in indices if 0 <= i < len(skeleton.mentions)))
        verb = self._verb_group(match[name]) if self._kinds.get(name) == "verb" else None
        return Captured(*places, verb=verb)

    def _verb_group(self, words: str) -> str:
        return next(g for g, verb in self._verbs.items() if any(re.fullmatch(form, words) for form in verb["forms"]))


def skeleton(text: str, mentions: Sequence[Mention], language: Language) -> Skeleton:
    """The text with each mention as two symbols; quotation marks and bracketed aliases around it are part of it."""
    folded = fold(text)
    out: list[str] = []
    places: list[tuple[int, int]] = []
    position = 0
    for index, mention in enumerate(mentions):
        start, end = _extent(folded, mention, mentions)
        if mention.start < position:
            continue
        start = max(start, position)
        out += folded[position:start]
        places += [(i, i + 1) for i in range(position, start)]
        out += [language.code(mention.type), chr(_INDEX + min(index, 0x8FF))]
        places += [(mention.start, mention.end)] * 2
        position = end
    out += folded[position:]
    places += [(i, i + 1) for i in range(position, len(folded))]
    return Skeleton("".join(out), text, mentions, places)


def _extent(text: str, mention: Mention, mentions: Sequence[Mention]) -> tuple[int, int]:
    start, end = mention.start, mention.end
    if mention.value is not None:
        return start, end
    end = _behind_alias(text, end, mention, mentions)
    if start and text[start - 1] in '「『“"' and text[end : end + 1] in ("」", "』", "”", '"'):
        start, end = start - 1, end + 1
        end = _behind_alias(text, end, mention, mentions)
    return start, end


def _behind_alias(text: str, end: int, mention: Mention, mentions: Sequence[Mention]) -> int:
    match = _ALIAS.match(text, end)
    if not match:
        return end
    inside = [m for m in mentions if match.start() <= m.start and m.end <= match.end()]
    same = [m for m in inside if m.entity and m.entity == mention.entity]
    whole = same and key(match["inner"]) == key(text[same[0].start : same[0].end])
    foreign = _FOREIGN.fullmatch(match["inner"]) and not any(m.value or (m.entity and m not in same) for m in inside)
    return match.end() if whole or foreign else end
