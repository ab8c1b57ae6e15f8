"""Facts out of matches: roles filled in, modality and jurisdiction judged, evidence put down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

from policyscape.extraction.enumeration import parts_of
from policyscape.extraction.expressions import Evaluator
from policyscape.extraction.judging import jurisdiction, modality
from policyscape.extraction.patterns import Captured, Hierarchy
from policyscape.extraction.rules import Rule
from policyscape.extraction.situation import LONGEST_WORDS, Captures, Draft, Situation
from policyscape.extraction.topics import parties
from policyscape.extraction.units import Unit
from policyscape.reading.model import Document
from policyscape.records import Evidence, Fact
from policyscape.resolution.registry import Registry

__all__ = ["Assembler"]

_PARTIES = "parties"  # whom それぞれ means
_SIDES = ("subject", "object")


@dataclass
class Assembler:
    """Makes the facts of one document."""

    document: Document
    registry: Registry
    hierarchy: Hierarchy

    def facts(self, rule: Rule, situation: Situation) -> Iterator[Fact]:
        """The facts a match makes by its rule, none where a required role stays empty."""
        for captures, position in self._fanned(rule, situation):
            placed = replace(situation, position=position or situation.position)
            for template in rule.templates:
                draft = self._evaluator.draft(rule, template, placed, captures)
                if draft and _distinct(draft, rule.distinct):
                    _scale(rule, draft)
                    for single in _singled(draft) if template.type == "Statement" else [draft]:
                        yield self._fact(rule, template.type, single, situation)

    @cached_property
    def _evaluator(self) -> Evaluator:
        return Evaluator(self.document.id, self.registry, self.hierarchy)

    def _fanned(self, rule: Rule, situation: Situation) -> Iterator[tuple[Captures, int | None]]:
        """The captures for each fact to make, with its position when ``each`` parts an enumeration of words."""
        captures = dict(situation.outer) | {n: (situation.unit, c) for n, c in situation.match.roles.items()}
        if rule.each == _PARTIES and (respective := parties(situation.unit)):
            captures[_PARTIES] = respective
        if rule.each is None or rule.each not in captures:
            yield captures, None
            return
        unit, captured = captures[rule.each]
        for mention in captured.mentions:
            yield captures | {rule.each: (unit, Captured(mention.start, mention.end, (mention,)))}, None
        if not captured.mentions:
            for position, (start, end) in enumerate(parts_of(rule, unit, captured, captures), start=1):
                yield captures | {rule.each: (unit, Captured(start, end))}, position

    def _fact(self, rule: Rule, type_: str, draft: Draft, situation: Situation) -> Fact:
        return Fact(
            self.document.id,
            type_,
            draft.roles,
            f"modality/{_planned(modality(rule, situation)) if type_ == 'Target' else modality(rule, situation)}",
            f"layer/{rule.layer}",
            rule.id,
            rule.confidence,
            (self._evidence(draft, situation.unit),),
            self._country(rule, draft, situation.unit),
        )

    def _country(self, rule: Rule, draft: Draft, unit: Unit) -> str | None:
        """The jurisdiction a rule captured or fixes (an empty one is none), else that of the fact."""
        captured = draft.roles.pop("country", None)
        if captured is not None:
            return str(captured)
        if rule.country is not None:
            return rule.country or None
        return jurisdiction(draft.roles, unit.country, self.registry, self.hierarchy)

    def _evidence(self, draft: Draft, unit: Unit) -> Evidence:
        start, end = unit.span(0, len(unit.text))
        return Evidence(
            start,
            end,
            unit.block.kind,
            self.document.line(start),
            dict(sorted(draft.words.items())),
            self.document.page(unit.block, start),
            unit.block.headings[-1][:LONGEST_WORDS] if unit.block.headings else None,
        )


def _planned(modality: str) -> str:
    """What a target is: it is set, but what it says is still to come."""
    return "planned" if modality == "decided" else modality


def _distinct(draft: Draft, roles: Sequence[str]) -> bool:
    values = [repr(draft.roles[role]) for role in roles if role in draft.roles]
    return len(set(values)) == len(values)


def _scale(rule: Rule, draft: Draft) -> None:
    for role, factor in (rule.scale or {}).items():
        value = draft.roles.get(role)
        if isinstance(value, int | float):
            scaled = round(value * factor, 6)
            draft.roles[role] = int(scaled) if scaled == int(scaled) else scaled


def _singled(draft: Draft) -> Iterator[Draft]:
    """A binary statement for each pair of subject and object, where a role holds several of them."""
    sides = [value if isinstance(value := draft.roles.get(side, ""), tuple) else (value,) for side in _SIDES]
    for pair in product(*sides):
        yield replace(draft, roles=draft.roles | dict(zip(_SIDES, pair, strict=True)))
