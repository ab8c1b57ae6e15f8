"""Mentions: where a text names a known entity, a new name of a known form, or the last named thing of a class."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import ahocorasick
import yaml

from policyscape.extraction.local_names import LocalNames
from policyscape.extraction.new_names import NewNames
from policyscape.extraction.values import Value
from policyscape.fold import fold, key
from policyscape.paths import RULES
from policyscape.resolution.registry import Registry

__all__ = ["Mention", "NameFinder", "anaphoric_words"]

_SHORT_ACRONYM = 5
_LONGEST_FORM = 10
_NEVER_DIVIDED = 3  # names so short do not run over a middle dot (東京・大阪 does not name 京大)
_KATAKANA = re.compile(r"[ァ-ヴー]")
_LATIN = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a text that stands for an entity (``entity`` its id), a value, or an earlier mention (``refers``).

    ``type`` is a class of the ontology or the kind of the value.
    """

    start: int
    end: int
    type: str
    name: str = ""
    entity: str | None = None
    value: Value | None = None
    kind: str = ""
    refers: bool = False


class NameFinder:
    """Finds names: the registry's in one pass, new ones by the endings of ``rules/names.yaml``."""

    def __init__(self, registry: Registry, path: Path = RULES / "names.yaml") -> None:
        self._registry = registry
        self._data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        self._forms = NewNames(self._data)
        self._automaton = ahocorasick.Automaton()
        for name in registry.names():
            if len(name) > 1:
                self._automaton.add_word(name, len(name))
        self._automaton.make_automaton()

    def find(self, text: str, local: LocalNames | None = None, header: Sequence[str] = ()) -> list[Mention]:
        """All names of a text, longest first, none overlapping, in the order of the text; entities not yet resolved.

        ``local`` are names the document gave itself before, ``header`` names the columns when the text is a row.
        """
        folded = fold(text)
        taken: list[Mention] = []
        known = [mention for mention in self._known(folded) if not (local and local.overrides(mention.name))]
        own = (
            [mention for mention in self._local(folded, local) if not _declared_there(mention, known)] if local else []
        )
        new = [mention for mention in self._new(folded, header) if not _joined(mention, known, folded)]
        candidates = [*known, *own, *new, *self._anaphora(folded)]
        for mention in sorted(candidates, key=lambda m: (m.start - m.end, m.start, not m.name)):
            if all(mention.end <= other.start or other.end <= mention.start for other in taken):
                taken.append(mention)
        return [self._with_legal_form(mention, folded) for mention in sorted(taken, key=lambda m: m.start)]

    def is_generic(self, name: str) -> bool:
        """Whether a name is a word that names nothing in particular (起業家育成プログラム)."""
        return self._forms.is_generic(name)

    def is_national(self, name: str) -> bool:
        """Whether a name begins as those do of which each country may have a bearer (国家量子戦略)."""
        return name.startswith(tuple(self._data["national"]))

    def is_of_every_state(self, name: str) -> bool:
        """Whether every country has a body of this name (財務省), so that the passage must tell whose it is."""
        return name in self._data["of_every_state"]

    def _with_legal_form(self, mention: Mention, text: str) -> Mention:
        """A mention that takes in the legal form right before it or behind it, which is part of the name."""
        if mention.refers or not mention.name:
            return mention
        before, behind = (
            text[max(0, mention.start - _LONGEST_FORM) : mention.start],
            text[mention.end :][:_LONGEST_FORM],
        )
        for form in self._data["legal_forms"]:
            if before.endswith(form):
                return replace(mention, start=mention.start - len(form))
            if behind.startswith(form):
                return replace(mention, end=mention.end + len(form))
        return mention

    def _known(self, text: str) -> Iterator[Mention]:
        """Names of the registry; spaces and middle dots do not count, nor does case in names longer than acronyms."""
        kept = [i for i, char in enumerate(text) if not char.isspace() and char not in "・･"]
        squeezed = "".join(_one(text[i]) for i in kept)
        if not squeezed or not len(self._automaton):
            return
        for last, length in self._automaton.iter(squeezed):
            start, end = kept[last - length + 1], kept[last] + 1
            words = text[start:end]
            divided = length <= _NEVER_DIVIDED and any(dot in words for dot in "・･")
            if not divided and _bounded(text, start, end) and self._case_holds(words):
                ids = self._registry.candidates(words)
                if ids:
                    yield Mention(start, end, self._registry.get(ids[0]).type, words)

    def _case_holds(self, words: str) -> bool:
        if not words.isascii() or len(words) > _SHORT_ACRONYM:
            return True
        return any(
            words.replace(" ", "") == fold(name).replace(" ", "")
            for id_ in self._registry.candidates(words)
            for name in self._registry.get(id_).names
        )

    def _new(self, text: str, header: Sequence[str]) -> Iterator[Mention]:
        for new in self._forms.find(text, header):
            name = self._bare(text[new.start : new.end])
            if not self._registry.declared(name):
                yield Mention(new.start, new.end, new.type, name, kind=new.kind)

    def _bare(self, name: str) -> str:
        """A name without the legal form before or behind it."""
        for form in self._data["legal_forms"]:
            bare = name.removeprefix(form).removesuffix(form).strip()
            if bare != name:
                return bare or name
        return name

    def _local(self, text: str, local: LocalNames) -> Iterator[Mention]:
        for start, end in local.find(text):
            entity = local.entity(text[start:end])
            if entity and _bounded(text, start, end):
                yield Mention(start, end, self._registry.get(entity).type, text[start:end], entity)

    def _anaphora(self, text: str) -> Iterator[Mention]:
        for word, type_ in self._data["anaphora"].items():
            # the last character of a longer word is no 本 of its own (基本計画)
            for match in re.finditer(rf"(?<![一-龠]){re.escape(word)}" if word[0] == "本" else re.escape(word), text):
                yield Mention(match.start(), match.end(), type_, match[0], refers=True)


def anaphoric_words(path: Path = RULES / "names.yaml") -> frozenset[str]:
    """Words that stand for the last named thing of a class (同法)."""
    return frozenset(yaml.safe_load(path.read_text(encoding="utf-8"))["anaphora"])


def _bounded(text: str, start: int, end: int) -> bool:
    """A name in Latin or katakana letters does not begin or end inside a longer word of the same letters."""
    for letters in (_LATIN, _KATAKANA):
        if start and letters.match(text[start]) and letters.match(text[start - 1]):
            return False
        if end < len(text) and letters.match(text[end - 1]) and letters.match(text[end]):
            return False
    return True


def _joined(mention: Mention, known: list[Mention], text: str) -> bool:
    """Whether what looks like a new name is nothing but known names with middle dots between them."""
    inside = [other for other in known if mention.start <= other.start and other.end <= mention.end]
    dotted = text.rfind("・", mention.start, mention.end) + 1
    if dotted and any((o.start, o.end, o.type) == (dotted, mention.end, mention.type) for o in inside):
        return True  # 創設・東北大学: a word and a known name
    covered = {i for other in inside for i in range(other.start, other.end)}
    return all(i in covered or text[i] == "・" for i in range(mention.start, mention.end))


def _declared_there(mention: Mention, known: list[Mention]) -> bool:
    """Whether the record knows a name at the very same place."""
    return any((other.start, other.end) == (mention.start, mention.end) for other in known)


def _one(char: str) -> str:
    """The comparison form of one character where it stays one character."""
    form = key(char)
    return form if len(form) == 1 else char
