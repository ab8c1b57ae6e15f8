"""Names a document uses before it says what they mean: collected before the text is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policyscape.extraction.local_names import LocalNames, defined_aliases
from policyscape.extraction.mentions import Mention, NameFinder
from policyscape.fold import fold
from policyscape.resolution.registry import Registry

__all__ = ["define_early"]

_DEFINING = re.compile(r"[」』]?\s?\((?:[^()]*(?:以下|略称|通称)[^()]*|[A-Z][A-Za-z0-9*&+. -]{2,15})\)")
_SHORTEST = 3  # characters; shorter ones mean too many things
_REACH = 120  # characters before the bracket in which the name begins


def define_early(texts: Sequence[str], document: str, names: NameFinder, registry: Registry, local: LocalNames) -> None:
    """Defines those names that the texts use before the one that defines them, where they mean one thing only."""
    folded = [fold(text) for text in texts]
    meant: dict[str, set[str]] = {}
    early: dict[str, Mention] = {}
    for place, text in enumerate(folded):
        for alias, mention, start in _definitions(text, names):
            meant.setdefault(alias, set()).add(mention.name)
            if len(alias) >= _SHORTEST and not registry.declared(alias) and _used(alias, folded[:place], text[:start]):
                early.setdefault(alias, mention)
    for alias, mention in early.items():
        if len(meant[alias]) == 1:
            entity = (
                registry.discover(mention.name, mention.type, mention.kind, registry.country_of_opening(mention.name))
                if mention.kind
                else registry.resolve(mention.name, document, None)
            )
            if entity:
                local.define(alias, entity)


def _definitions(text: str, names: NameFinder) -> Iterator[tuple[str, Mention, int]]:
    """The names that brackets of a text give, with the name before the bracket and where that begins."""
    for bracket in _DEFINING.finditer(text):
        first = max(0, bracket.start() - _REACH, text.rfind("。", 0, bracket.start()) + 1)
        for mention in names.find(text[first : bracket.end()]):
            if mention.end == bracket.start() - first and not mention.refers:
                for alias in defined_aliases(text[first:], mention.name, mention.end):
                    yield alias, mention, first + mention.start


def _used(alias: str, before: Sequence[str], here: str) -> bool:
    # a name that is only part of a longer one would be found everywhere
    word = re.compile(rf"(?<![A-Za-z0-9一-龠ァ-ヴー]){re.escape(alias)}(?![A-Za-z0-9一-龠ァ-ヴー])")
    return any(word.search(text) for text in (*before, here))
