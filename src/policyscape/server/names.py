"""The names of all entities, for search, completion and the nearest names of one that does not exist."""

from __future__ import annotations

import asyncio
import difflib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import TypeAlias

from policyscape.fold import key
from policyscape.namespaces import BASE
from policyscape.paths import VIZ

__all__ = ["Named", "Names", "read_names"]

Row: TypeAlias = Mapping[str, Mapping[str, str]]
Rows: TypeAlias = Callable[[str], Awaitable[Sequence[Row]]]
_AT_ONCE = 20_000


@dataclass(slots=True)
class Named:
    """An entity or document: its class, its label in each language, and all its names."""

    iri: str
    type: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)

    def label(self, language: str) -> str:
        """The label in the language, else in any."""
        return self.labels.get(language) or next(iter(self.labels.values()), self.iri.removeprefix(BASE))

    @property
    def path(self) -> str:
        """The IRI without what all our IRIs begin with: ``id/org/jst``."""
        return self.iri.removeprefix(BASE)


class Names:
    """The named things by IRI, and a search over all their names."""

    def __init__(self, named: Mapping[str, Named]) -> None:
        self._named = named
        self._keys: dict[str, list[Named]] = {}
        for one in sorted(named.values(), key=lambda one: one.iri):
            for name in dict.fromkeys([one.path.rsplit("/", 1)[-1], *one.names]):
                self._keys.setdefault(key(name), []).append(one)

    def __len__(self) -> int:
        return len(self._named)

    def get(self, iri: str) -> Named | None:
        """The thing of this IRI."""
        return self._named.get(iri)

    def search(self, words: str, most: int = 20) -> list[Named]:
        """The things a name of which is the words, begins with them or holds them, in this order; else the nearest."""
        wanted = key(words)
        if not wanted:
            return []
        held = sorted(
            (name != wanted, not name.startswith(wanted), len(name), name) for name in self._keys if wanted in name
        )
        found = [one for *_, name in held for one in self._keys[name]]
        return list({one.iri: one for one in found}.values())[:most] or self.nearest(words, most)

    def nearest(self, words: str, most: int = 5) -> list[Named]:
        """The things whose names are spelt like the words."""
        near = difflib.get_close_matches(key(words), self._keys, n=most, cutoff=0.6)
        return list({one.iri: one for name in near for one in self._keys[name]}.values())[:most]


async def read_names(rows: Rows) -> Names:
    """All names of the graph."""
    named: dict[str, Named] = {}
    text = (VIZ / "server" / "queries" / "names.rq").read_text(encoding="utf-8")
    for start in count(0, _AT_ONCE):
        found = await rows(f"{text}LIMIT {_AT_ONCE} OFFSET {start}")
        for row in found:
            _take(named, row)
        if len(found) < _AT_ONCE:
            break
    return await asyncio.to_thread(Names, named)


def _take(named: dict[str, Named], row: Row) -> None:
    """Add a name: labels stand before the others."""
    thing, name = row["thing"]["value"], row["name"]
    one = named.setdefault(thing, Named(thing, row["type"]["value"]))
    label = row["property"]["value"].endswith("#label")
    if label:
        one.labels[name.get("xml:lang", "")] = name["value"]
    if name["value"] not in one.names:
        one.names.insert(0 if label else len(one.names), name["value"])
