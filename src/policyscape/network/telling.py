"""The words and cells of the network report in one language: entities, facts and ties, each a link to the explorer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import yaml

from policyscape.network.blocks import Cell, Link
from policyscape.network.bonds import Bond
from policyscape.network.evidence import cite
from policyscape.network.nodes import Node, read_nodes
from policyscape.network.reasons import Reason
from policyscape.network.terms import ENTITY_BASE, entity_id
from policyscape.network.vocabulary import Vocabulary, read_vocabulary
from policyscape.paths import VIZ
from policyscape.store import Graph

__all__ = ["Teller", "fixed_words"]

_EXPLORER = "../explorer.html"
_FACTS, _LONGEST = 3, 100
_Parts = tuple[str | Link, ...]


@cache
def fixed_words(language: str) -> Mapping[str, str]:
    """The fixed words of the report in ``ja`` or ``en``."""
    texts: dict[str, Mapping[str, str]] = yaml.safe_load((VIZ / "network-report.yaml").read_text(encoding="utf-8"))
    return texts[language]


class Teller:
    """Says things about entities and facts of a store in one language."""

    def __init__(self, store: Graph, language: str) -> None:
        self.language = language
        self._store = store
        self._words = fixed_words(language)
        self._vocabulary: Vocabulary = read_vocabulary(store)
        self.comma = "、" if language == "ja" else ", "

    def say(self, key: str, **values: object) -> str:
        """A fixed phrase with its gaps filled in."""
        return self._words[key].format(**values) if values else self._words[key]

    def term(self, name: str) -> str:
        """What a class or relation is called."""
        return self._vocabulary.name(name, self.language)

    def entity(self, node: Node) -> Link:
        """The entity's name, leading to it."""
        return Link(node.label(self.language), f"{_EXPLORER}#entity={entity_id(node.iri)}")

    def entities(self, nodes: Iterable[Node], more: int = 0) -> _Parts:
        """Names one after the other, and how many more there are."""
        parts: list[str | Link] = []
        for node in nodes:
            parts += [self.comma, self.entity(node)] if parts else [self.entity(node)]
        if more:
            parts.append(f" (+{more})")
        return tuple(parts) or (self._words["none"],)

    def named(self, iris: Iterable[str]) -> list[Node]:
        """The entities with these IRIs, in their order."""
        iris = list(iris)
        nodes = read_nodes(self._store, iris)
        return [nodes[iri] for iri in iris]

    def document(self, name: str | None) -> Cell:
        """A document by its id, leading to it."""
        return Link(name, f"{_EXPLORER}#entity=document/{name}") if name else self._words["none"]

    def facts(self, iris: Sequence[str], most: int = _FACTS) -> _Parts:
        """What the first facts say and where they were read, a line each, and how many more there are."""
        parts: list[str | Link] = []
        for fact in cite(self._store, iris[:most]):
            label = fact.label(self.language)
            short = label if len(label) <= _LONGEST else label[: _LONGEST - 1].rstrip() + "…"
            place = f" [{fact.place()}]" if fact.document else ""
            parts += ["\n"] * bool(parts) + [Link(short, f"{_EXPLORER}#fact={fact.fact}"), place]
        if len(iris) > most:
            parts.append(f" (+{len(iris) - most})")
        return tuple(parts) or (self._words["none"],)

    def bond(self, bond: Bond, iri: str | None = None) -> _Parts:
        """Ties of one relation: how many, through what, and, seen from an entity, with whom."""
        kind = self._vocabulary.turned(bond.kind) if bond.turned else bond.kind
        parts: list[str | Link] = [self.say("bond", kind=self.term(kind))]
        if bond.via:
            parts += [self._words["through"], self.entity(*self.named([bond.via]))]
        parts.append(self.say("pairs", count=len(bond.pairs)))
        if iri:
            partners = [other for other in bond.partners(iri) if other.startswith(ENTITY_BASE)]
            parts += [self._words["with"], *self.entities(self.named(partners[:3]), max(len(partners) - 3, 0))]
        return tuple(parts)

    def why(self, reason: Reason) -> _Parts:
        """The reason of a rank, a line for each thing that is to be known."""
        lines: list[_Parts] = [(self.say("why_ties", count=reason.ties, usual=f"{reason.usual:g}"),)]
        if reason.groups:
            lines.append(self._groups(reason))
        if reason.broker and reason.broker.cut_off:
            lost = self.entities(reason.broker.lost, max(reason.broker.cut_off - len(reason.broker.lost), 0))
            lines.append((self.say("why_cut", cut=reason.broker.cut_off, parts=reason.broker.parts), *lost))
        elif reason.broker:
            lines.append((self._words["why_holds"],))
        if reason.steps:
            one, two, three, every = reason.steps
            told = self.say("why_steps", one=one, two=two, three=three, every=every, mean=f"{reason.mean:.1f}")
            lines.append((told,))
        if reason.givers:
            lines.append((self._words["why_givers"], *self._shared(reason.givers, "{:.0%}")))
        lines += [self.bond(bond, reason.node.iri) for bond in reason.bonds]
        return tuple(part for i, line in enumerate(lines) for part in (*["\n"] * bool(i), *line))

    def _groups(self, reason: Reason) -> _Parts:
        key = "why_groups" if len(reason.groups) > 1 else "why_one_group"
        return (self._words[key], *self._shared(reason.groups, "{}"))

    def _shared(self, found: Iterable[tuple[Node, float]], form: str) -> _Parts:
        parts: list[str | Link] = []
        for node, value in found:
            parts += [self.comma] * bool(parts) + [self.entity(node), f" ({form.format(value)})"]
        return tuple(parts)
