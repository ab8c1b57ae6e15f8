"""Facts out of matches: role expressions evaluated, modality and jurisdiction judged, evidence put down.

A role's expression is one of these:

- ``when``: a captured role; ``when.words`` its words, ``phase.code`` its words as a code, ``limit.amount`` a field of
  a captured value (see ``Value.part``), ``v.header`` the header of the column it stands in (``v.header.code`` as a
  code), ``firm school`` both roles
  together;
- ``=event/started``: a constant;
- ``^Programme``: the nearest earlier mention of a class, ``^Programme|Law`` several tried in order,
  ``^Programme,Law`` the nearest of any, ``^^Programme`` in the lines right above, as on a slide;
  ``^date.deadline`` the nearest earlier date of the unit;
- ``@heading``, ``@position``: a place in the layout; ``@document``: the document itself; ``@country``: the one the
  passage is about; ``lab.links.partOf``: what the
  record links a captured entity to;
- ``item.brief``: the words, of a sentence that is longer than the record keeps its last clauses;
- ``item.Technology``: the entity of that class which is all that captured words name; ``mark.ordinal`` the number ① is.

The role ``+`` merges all fields of the captured values it lists (``v.measure``: also money as value and
unit; ``v.column``: the date in the header of its column). In a
table the captures title, when, source, ranking and sourceName stand for what is around it. A role marked ``?`` may
stay empty; any other empty role drops the fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import get_args

from policyscape.extraction.enumeration import ordinal, parts_of, whole_name
from policyscape.extraction.mentions import Mention
from policyscape.extraction.patterns import Captured, Hierarchy, Match
from policyscape.extraction.rules import Rule, Template, code_of, load_modality, load_verbs
from policyscape.extraction.tables import header_of
from policyscape.extraction.units import Unit
from policyscape.extraction.values import Value, ValueKind
from policyscape.fold import key
from policyscape.reading.model import Document
from policyscape.records import Evidence, Fact, RoleValue, Scalar, Span
from policyscape.resolution.registry import Registry

__all__ = ["Assembler", "Situation"]

_UNWRITTEN = frozenset({"header", "header.code", "before", "count"})  # parts that say what is not in the captured words
_TAIL = 60
_SIDES = ("subject", "object")
_ENDING = 25
# the roles whose entity tells the jurisdiction, in this order
_JURISDICTION = (
    "place", "about", "programme", "agent", "subject", "successor", "participant", "organization", "partner",
)  # fmt: skip
_OF_SEVERAL = ("PolicyInstrument", "CooperationFramework", "InternationalOrganization", "WorldRegion")
_OWN_CLAUSE = "clause"  # a rule whose predicate is dated: what the sentence goes on to say does not concern it
_CLAUSE_END = re.compile("[、。]")
_BRACKETS = (("「", "」"), ("『", "』"), ("“", "”"), ("（", "）"), ("(", ")"), ("【", "】"))
_LONGEST_WORDS = 58  # the record keeps names and short phrases, never sentences


@dataclass(slots=True)
class Situation:
    """A match where it stands: its unit, and what the layout adds (lead and context captures, position, the lead)."""

    unit: Unit
    match: Match
    outer: Mapping[str, tuple[Unit, Captured]] = field(default_factory=dict)
    position: int | None = None
    lead: Unit | None = None


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
        for captures, position in self._fanned(rule, situation):
            placed = replace(situation, position=position or situation.position)
            for template in rule.templates:
                draft = self._draft(rule, template, placed, captures)
                if draft and len({repr(draft.roles.get(r)) for r in rule.distinct}) == len(rule.distinct):
                    self._scale(rule, draft)
                    for single in _singled(draft) if template.type == "Statement" else [draft]:
                        yield self._fact(rule, template.type, single, situation)

    def _fanned(
        self, rule: Rule, situation: Situation
    ) -> Iterator[tuple[dict[str, tuple[Unit, Captured]], int | None]]:
        """The captures for each fact to make, with its position when ``each`` parts an enumeration of words."""
        captures = dict(situation.outer) | {n: (situation.unit, c) for n, c in situation.match.roles.items()}
        if rule.each is None or rule.each not in captures:
            yield captures, None
            return
        unit, captured = captures[rule.each]
        for mention in captured.mentions:
            yield captures | {rule.each: (unit, Captured(mention.start, mention.end, (mention,)))}, None
        if not captured.mentions:
            for position, (start, end) in enumerate(parts_of(rule, unit, captured, captures), start=1):
                yield captures | {rule.each: (unit, Captured(start, end))}, position

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
                fields = _fields(mention.value, part)
                for role, value in fields.items():
                    draft.roles[role] = value
                    # a table's wording takes part from its header, and its date may stand there
                    if part != "column" and (role != "originalWording" or str(value) in unit.text):
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
            return self._inherited(draft, role, [t.removeprefix("^") for t in expression.split("|")], situation)
        else:
            return self._captured(draft, role, expression, captures)
        return True

    def _layout(self, draft: _Draft, role: str, what: str, situation: Situation) -> bool:
        if what == "position" and situation.position is not None:
            draft.roles[role] = situation.position
            return True
        if what == "document":
            draft.roles[role] = f"document/{self.document.id}"
            return True
        if what == "country" and situation.unit.country:
            draft.roles[role] = situation.unit.country
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
            found = self._above(type_.lstrip("^"), situation) if type_[0] == "^" else self._topic(type_, situation)
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
        led = [situation.lead, *reversed(situation.lead.before)] if situation.lead else []
        layers = [(situation.unit, here)] + [(unit, unit.mentions) for unit in [*led, *reversed(situation.unit.before)]]
        layers += [(unit, list(captured.mentions)) for unit, captured in situation.outer.values()]
        for unit, mentions in layers:
            named = [m for m in mentions if m.entity and self._is_any(m.type, type_)]
            fitting = [m for m in named if not _bracketed(unit.text, m.start)] or named
            topics = [m for m in fitting if unit.text[m.end : m.end + 1] in ("は", "も")]
            if fitting:
                return unit, (topics or fitting)[-1]
        return None

    def _is_any(self, type_: str, classes: str) -> bool:
        return any(self.hierarchy.is_a(type_, class_) for class_ in classes.split(","))

    def _above(self, type_: str, situation: Situation) -> tuple[Unit, Mention] | None:
        """The nearest mention of a class in the few units right above, whatever blocks they are."""
        for unit in reversed(situation.unit.above):
            for mention in reversed(unit.mentions):
                if mention.entity and self._is_any(mention.type, type_):
                    return unit, mention
        return None

    def _captured(
        self, draft: _Draft, role: str, expression: str, captures: Mapping[str, tuple[Unit, Captured]]
    ) -> bool:
        if " " in expression:
            return self._together(draft, role, expression.split(), captures)
        name, _, part = expression.partition(".")
        if name not in captures:
            return False
        unit, captured = captures[name]
        captured = _last_clauses(unit, captured) if part == "brief" else captured
        meant = draft.means.get(key(unit.text[captured.start : captured.end]))
        value = meant or self._value(unit, captured, part)
        if value is None or value == () or value == "":
            return False
        draft.roles[role] = value
        words = key(unit.text[captured.start : captured.end])
        named = self.registry.get(meant).names if meant and "/" in meant else ()
        spelled_out = meant is not None and words not in map(key, named)  # 中核 stands for 中核都市型
        if part not in _UNWRITTEN and not spelled_out:
            draft.words[role] = unit.span(captured.start, captured.end)
        return True

    def _together(
        self, draft: _Draft, role: str, parts: Sequence[str], captures: Mapping[str, tuple[Unit, Captured]]
    ) -> bool:
        """Several captures that fill one role, all of them needed."""
        values: list[Scalar] = []
        spans: list[Span] = []
        for part in parts:
            if not self._captured(draft, role, part, captures):
                return False
            value = draft.roles[role]
            values += value if isinstance(value, tuple) else [value]
            spans.append(draft.words[role])
        draft.roles[role] = tuple(dict.fromkeys(values))
        draft.words[role] = min(start for start, _ in spans), max(end for _, end in spans)
        return True

    def _value(self, unit: Unit, captured: Captured, part: str) -> RoleValue | None:
        if captured.verb:
            return f"event/{load_verbs()[captured.verb]['event']}"
        if part == "header":
            return header_of(unit, captured.start)
        if part == "header.code":
            return code_of(header_of(unit, captured.start) or "")
        if part.startswith("links."):
            return self._linked(captured, part.removeprefix("links."))
        if part in self.hierarchy.classes:
            return whole_name(unit, captured, part, self.hierarchy)
        if part == "ordinal":
            return ordinal(unit.text[captured.start : captured.end])
        if part == "code":
            return code_of(unit.text[captured.start : captured.end])
        if captured.mentions and part != "words":
            values = [self._mention_value(m, part) for m in captured.mentions]
            kept = tuple(dict.fromkeys(v for v in values if v is not None))
            return kept[0] if len(kept) == 1 else kept
        return _phrase(unit.text[captured.start : captured.end])

    def _linked(self, captured: Captured, link: str) -> RoleValue | None:
        """What the record says the captured entities are linked to: the parties whose names make up a laboratory's."""
        linked = [id_ for m in captured.mentions if m.entity for id_ in self.registry.get(m.entity).links.get(link, ())]
        kept = tuple(dict.fromkeys(linked))
        return kept[0] if len(kept) == 1 else kept

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
        judged = rule.modality if rule.modality not in (None, _OWN_CLAUSE) else _modality(rule, situation)
        modality = f"modality/{judged}"
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
        """The jurisdiction: of the place where it is, else of what it is about, of its actors, of the passage.

        What the record gives no country, such as an agreement or a region of the world, is of several: what is said
        of it has no jurisdiction, whatever country the passage speaks of.
        """
        of_several = False
        for role in _JURISDICTION:
            value = draft.roles.get(role)
            for id_ in value if isinstance(value, tuple) else (value,):
                if isinstance(id_, str) and "/" in id_ and not id_.startswith("document/"):
                    entity = self.registry.get(id_)
                    country = entity.id if entity.type == "Country" else entity.country
                    if country:
                        return country
                    of_several |= any(self.hierarchy.is_a(entity.type, class_) for class_ in _OF_SEVERAL)
        return None if of_several else unit.country


def _fields(value: Value, part: str) -> Mapping[str, Scalar]:
    return value.measure if part == "measure" else value.column if part == "column" else value.roles


def _bracketed(text: str, place: int) -> bool:
    """Whether a place is within round brackets: what is named there is said beside the point."""
    before = text[:place]
    return sum(before.count(char) for char in "（(") > sum(before.count(char) for char in "）)")


def _singled(draft: _Draft) -> Iterator[_Draft]:
    """A binary statement for each pair of subject and object, where a role holds several of them."""
    sides = [value if isinstance(value := draft.roles.get(side, ""), tuple) else (value,) for side in _SIDES]
    for pair in product(*sides):
        yield replace(draft, roles=draft.roles | dict(zip(_SIDES, pair, strict=True)))


def _phrase(words: str) -> str | None:
    """Words as the record keeps them: one line, bare of marks and of quotes around the whole; None if cut badly."""
    words = " ".join(words.split()).strip("・、,● ")
    for opening, closing in _BRACKETS:
        if words[:1] == opening and words.find(closing) == len(words) - 1:
            words = words[1:-1]
        if words.count(opening) != words.count(closing):
            return None
    return words if len(words) <= _LONGEST_WORDS else None


def _last_clauses(unit: Unit, captured: Captured) -> Captured:
    """The last whole clauses of captured words that are longer than the record keeps: they say what is meant."""
    start, end = captured.start, len(unit.text[: captured.end].rstrip("。"))
    while end - start > _LONGEST_WORDS and (comma := unit.text.find("、", start, end)) >= 0:
        start = comma + 1
    return Captured(start, end)


def _modality(rule: Rule, situation: Situation) -> str:
    """Judged by the clause behind the match; where that leaves it open, by how the sentence ends. Names say nothing."""
    unit, start, end = situation.unit, situation.match.start, situation.match.end
    text = unit.text
    for mention in unit.mentions:
        if mention.entity:
            text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    clause = text[max(start, end - 10) : end] + _CLAUSE_END.split(text[end : end + _TAIL], maxsplit=1)[0]
    ending = "" if unit.block.rows or rule.modality == _OWN_CLAUSE else text[max(end, len(text) - _ENDING) :]
    lead = situation.lead.text[-_ENDING:] if situation.lead else ""
    judged = (code for words in (clause, ending, lead) for code, cues in load_modality() if cues.search(words))
    return next(judged, "decided")
