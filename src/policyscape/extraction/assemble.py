"""Facts out of matches: role expressions evaluated, modality and jurisdiction judged, evidence put down.

A role's expression is the name of a captured role (``when``), of a field of a captured value (``limit.amount``), a
its words turned into a code (``phase.code``), a
constant (``=event/started``), the header of the column it stands in (``v.header``), the nearest earlier mention of a class (``^Programme``; several tried in order:
``^Programme|Law``; ``^^Programme`` in the lines right above, as on a slide), or a place in the layout
(``@heading``, ``@position``, ``@lead``). The role ``+`` merges all
fields of the captured values it lists (``v.measure``: also money as value and unit); ``^date.deadline`` is the
nearest earlier date of the unit. In a table the captures title, when, source, ranking and sourceName stand for what
is around it. A role marked ``?`` may stay empty; any other empty role drops the fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from policyscape.extraction.mentions import Mention
from policyscape.extraction.patterns import Captured, Hierarchy, Match
from policyscape.extraction.rules import Rule, Template, code_of, load_modality, load_verbs
from policyscape.extraction.tables import header_of
from policyscape.extraction.units import Unit
from policyscape.extraction.values import ValueKind
from policyscape.fold import key
from policyscape.reading.model import Document
from policyscape.records import Evidence, Fact, RoleValue, Scalar, Span
from policyscape.resolution.registry import Registry

__all__ = ["Assembler", "Situation"]

_TAIL = 60
_BRACKETS = (("「", "」"), ("『", "』"), ("“", "”"), ("（", "）"), ("(", ")"), ("【", "】"))
_LONGEST_WORDS = 58  # the record keeps names and short phrases, never sentences


@dataclass(slots=True)
class Situation:
    """A match where it stands: its unit, and what the layout adds (lead and context captures, position)."""

    unit: Unit
    match: Match
    outer: Mapping[str, tuple[Unit, Captured]] = field(default_factory=dict)
    position: int | None = None


@dataclass(slots=True)
class _Draft:
    means: Mapping[str, str]
    roles: dict[str, RoleValue] = field(default_factory=dict)
    words: dict[str, Span] = field(default_factory=dict)


@dataclass
class Assembler:
    """Makes the facts of one document."""

    document: Document
    registry: Registry
    hierarchy: Hierarchy

    def facts(self, rule: Rule, situation: Situation) -> Iterator[Fact]:
        """The facts a match makes by its rule, none where a required role stays empty."""
        for captures in self._fanned(rule, situation):
            for template in rule.templates:
                draft = self._draft(rule, template, situation, captures)
                if draft and len({repr(draft.roles.get(r)) for r in rule.distinct}) == len(rule.distinct):
                    self._scale(rule, draft)
                    yield self._fact(rule, template.type, draft, situation)

    def _fanned(self, rule: Rule, situation: Situation) -> Iterator[dict[str, tuple[Unit, Captured]]]:
        captures = dict(situation.outer) | {n: (situation.unit, c) for n, c in situation.match.roles.items()}
        if rule.each is None or rule.each not in captures:
            yield captures
            return
        unit, captured = captures[rule.each]
        for mention in captured.mentions:
            yield captures | {rule.each: (unit, Captured(mention.start, mention.end, (mention,)))}

    def _draft(
        self, rule: Rule, template: Template, situation: Situation, captures: Mapping[str, tuple[Unit, Captured]]
    ) -> _Draft | None:
        draft = _Draft(rule.means)
        for name, expression in template.roles.items():
            role, optional = name.removesuffix("?"), name.endswith("?")
            if role == "+":
                for part in str(expression).split():
                    self._spread(draft, part, captures)
            elif not self._assign(draft, role, expression, situation, captures) and not optional:
                return None
        return draft

    def _spread(self, draft: _Draft, expression: str, captures: Mapping[str, tuple[Unit, Captured]]) -> None:
        name, _, part = expression.partition(".")
        if name not in captures:
            return
        unit, captured = captures[name]
        for mention in captured.mentions:
            if mention.value:
                fields = mention.value.measure if part == "measure" else mention.value.roles
                for role, value in fields.items():
                    draft.roles[role] = value
                    draft.words[role] = unit.span(mention.start, mention.end)

    def _assign(
        self,
        draft: _Draft,
        role: str,
        expression: str | int | float,
        situation: Situation,
        captures: Mapping[str, tuple[Unit, Captured]],
    ) -> bool:
        if not isinstance(expression, str):
            draft.roles[role] = expression
        elif expression.startswith("="):
            draft.roles[role] = expression[1:]
        elif expression.startswith("@"):
            return self._layout(draft, role, expression[1:], situation)
        elif expression.startswith("^"):
            return self._inherited(draft, role, expression[1:].split("|"), situation)
        else:
            return self._captured(draft, role, expression, captures)
        return True

    def _layout(self, draft: _Draft, role: str, what: str, situation: Situation) -> bool:
        if what == "position" and situation.position is not None:
            draft.roles[role] = situation.position
            return True
        headings = situation.unit.block.headings
        if what == "heading" and headings and len(headings[-1]) <= _LONGEST_WORDS:
            draft.roles[role] = headings[-1]
            return True
        return False

    def _inherited(self, draft: _Draft, role: str, types: Sequence[str], situation: Situation) -> bool:
        kind, _, part = types[0].partition(".")
        if kind in get_args(ValueKind):
            return self._earlier_value(draft, role, kind, part, situation)
        for type_ in types:
            found = self._above(type_[1:], situation) if type_[0] == "^" else self._topic(type_, situation)
            if found:
                unit, mention = found
                draft.roles[role] = mention.entity or ""
                draft.words[role] = unit.span(mention.start, mention.end)
                return True
        return False

    @staticmethod
    def _earlier_value(draft: _Draft, role: str, kind: str, part: str, situation: Situation) -> bool:
        """The nearest value of a kind before the match, in the same unit only: values are not inherited further."""
        unit = situation.unit
        earlier = [m for m in unit.mentions if m.type == kind and m.value and m.end <= situation.match.start]
        value = Assembler._mention_value(earlier[-1], part) if earlier else None
        if value is None:
            return False
        draft.roles[role] = value
        draft.words[role] = unit.span(earlier[-1].start, earlier[-1].end)
        return True

    def _topic(self, type_: str, situation: Situation) -> tuple[Unit, Mention] | None:
        """The nearest earlier mention of a class; within a unit the one marked as topic goes before the nearest."""
        here = [m for m in situation.unit.mentions if m.end <= situation.match.start]
        layers = [(situation.unit, here)] + [(unit, unit.mentions) for unit in reversed(situation.unit.before)]
        layers += [(unit, list(captured.mentions)) for unit, captured in situation.outer.values()]
        for unit, mentions in layers:
            fitting = [m for m in mentions if m.entity and self.hierarchy.is_a(m.type, type_)]
            topics = [m for m in fitting if unit.text[m.end : m.end + 1] in ("は", "も")]
            if fitting:
                return unit, (topics or fitting)[-1]
        return None

    def _above(self, type_: str, situation: Situation) -> tuple[Unit, Mention] | None:
        """The nearest mention of a class in the few units right above, whatever blocks they are."""
        for unit in reversed(situation.unit.above):
            for mention in reversed(unit.mentions):
                if mention.entity and self.hierarchy.is_a(mention.type, type_):
                    return unit, mention
        return None

    def _captured(
        self, draft: _Draft, role: str, expression: str, captures: Mapping[str, tuple[Unit, Captured]]
    ) -> bool:
        name, _, part = expression.partition(".")
        if name not in captures:
            return False
        unit, captured = captures[name]
        meant = draft.means.get(key(unit.text[captured.start : captured.end]))
        value = meant or self._value(unit, captured, part)
        if value is None or value == () or value == "":
            return False
        draft.roles[role] = value
        draft.words[role] = unit.span(captured.start, captured.end)
        return True

    def _value(self, unit: Unit, captured: Captured, part: str) -> RoleValue | None:
        if captured.verb:
            return f"event/{load_verbs()[captured.verb]['event']}"
        if part == "header":
            return header_of(unit, captured.start)
        if part == "code":
            return code_of(unit.text[captured.start : captured.end])
        if captured.mentions and part != "words":
            values = [self._mention_value(m, part) for m in captured.mentions]
            kept = tuple(dict.fromkeys(v for v in values if v is not None))
            return kept[0] if len(kept) == 1 else kept
        return _phrase(unit.text[captured.start : captured.end])

    @staticmethod
    def _mention_value(mention: Mention, part: str) -> Scalar | None:
        if mention.value is None:
            return mention.entity
        return mention.value.part(part) if part else mention.value.main

    @staticmethod
    def _scale(rule: Rule, draft: _Draft) -> None:
        for role, factor in (rule.scale or {}).items():
            value = draft.roles.get(role)
            if isinstance(value, int | float):
                scaled = round(value * factor, 6)
                draft.roles[role] = int(scaled) if scaled == int(scaled) else scaled

    def _fact(self, rule: Rule, type_: str, draft: _Draft, situation: Situation) -> Fact:
        unit = situation.unit
        start, end = unit.span(0, len(unit.text))
        evidence = Evidence(
            start,
            end,
            unit.block.kind,
            self.document.line(start),
            dict(sorted(draft.words.items())),
            unit.block.page,
            unit.block.headings[-1][:_LONGEST_WORDS] if unit.block.headings else None,
        )
        modality = f"modality/{rule.modality or _modality(situation)}"
        country = self._country(draft, unit) if rule.country is None else rule.country or None
        return Fact(
            self.document.id,
            type_,
            draft.roles,
            modality,
            f"layer/{rule.layer}",
            rule.id,
            rule.confidence,
            (evidence,),
            country,
        )

    def _country(self, draft: _Draft, unit: Unit) -> str | None:
        """The jurisdiction: the country of the thing the fact is about, else of its actors, else of the passage."""
        for role in ("about", "programme", "agent", "subject", "successor", "participant", "organization"):
            value = draft.roles.get(role)
            for id_ in value if isinstance(value, tuple) else (value,):
                if isinstance(id_, str) and "/" in id_:
                    entity = self.registry.get(id_)
                    country = entity.id if entity.type == "Country" else entity.country
                    if country:
                        return country
        return unit.country


def _phrase(words: str) -> str | None:
    """Words as the record keeps them: one line, bare of marks and of quotes around the whole; None if cut badly."""
    words = " ".join(words.split()).strip("・、,● ")
    for opening, closing in _BRACKETS:
        if words[:1] == opening and words.find(closing) == len(words) - 1:
            words = words[1:-1]
        if words.count(opening) != words.count(closing):
            return None
    return words if len(words) <= _LONGEST_WORDS else None


def _modality(situation: Situation) -> str:
    text, end = situation.unit.text, situation.match.end
    tail = text[max(situation.match.start, end - 10) : end + _TAIL]
    return next((code for code, cues in load_modality() if cues.search(tail)), "decided")
