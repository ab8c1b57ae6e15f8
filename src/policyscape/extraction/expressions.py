"""Role expressions: what a rule's template says a role is filled with, evaluated on a match.

A role's expression is one of these:

- ``when``: a captured role; ``when.words`` its words, ``item.whole`` the words of a listed item, cut with an ellipsis
  where other words would be too long for the record, ``phase.code`` its words as a code, ``limit.amount`` a field of a
  captured value (see ``Value.part``), ``v.header`` the header of the column it stands in (``v.header.code`` as a code),
  ``item.Technology`` the entity of that class which is all that captured words name, ``lab.links.partOf`` what the
  record links a captured entity to, ``mark.ordinal`` the number ① is, ``firm school`` both roles together, in an
  indicator put together to one name (``item v.count``: 採択件数, ``base =の indicator``);
- ``=event/started``: a constant;
- ``^Programme``: the nearest earlier mention of a class, ``^Programme|Law`` several tried in order,
  ``^Programme,Law`` the nearest of any, ``^^Programme`` in the lines right above, as on a slide, ``^date.deadline``
  the nearest earlier date of the unit;
- ``@heading``, ``@position``: a place in the layout; ``@document`` the document itself, ``@country`` the one the
  passage is about.

The role ``+`` merges all fields of the captured values it lists (``v.measure``: also money as value and unit;
``v.column``: the date in the header of its column). In a table the captures title, category, when, source, ranking and
sourceName stand for what is around it. A role marked ``?`` may stay empty; any other empty role drops the fact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from policyscape.extraction.enumeration import ordinal, whole_name
from policyscape.extraction.mentions import Mention
from policyscape.extraction.patterns import Captured, Hierarchy
from policyscape.extraction.rules import Rule, Template, code_of
from policyscape.extraction.situation import LONGEST_WORDS, Captures, Draft, Situation
from policyscape.extraction.tables import header_of
from policyscape.extraction.topics import named_above, of_government, topic
from policyscape.extraction.units import Unit
from policyscape.extraction.values import Value, ValueKind
from policyscape.extraction.verbs import load_verbs
from policyscape.fold import key
from policyscape.records import CUT, RoleValue, Scalar, Span
from policyscape.resolution.registry import Registry

__all__ = ["Evaluator"]

_UNWRITTEN = frozenset({"header", "header.code", "before", "count"})  # parts that say what is not in the captured words
_BRACKETS = (("「", "」"), ("『", "』"), ("“", "”"), ("（", "）"), ("(", ")"), ("【", "】"))


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Evaluates the expressions of templates for one document."""

    document: str
    registry: Registry
    hierarchy: Hierarchy

    def draft(self, rule: Rule, template: Template, situation: Situation, captures: Captures) -> Draft | None:
        """The roles of a template filled in, None where a required one stays empty."""
        draft = Draft(rule.means)
        for name, expression in template.roles.items():
            role, optional = name.removesuffix("?"), name.endswith("?")
            if role == "+":
                for part in str(expression).split():
                    self._spread(draft, part, captures)
            elif not self._assign(draft, role, expression, situation, captures) and not optional:
                return None
        return draft

    def _spread(self, draft: Draft, expression: str, captures: Captures) -> None:
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
        draft: Draft,
        role: str,
        expression: str | int | float,
        situation: Situation,
        captures: Captures,
    ) -> bool:
        if not isinstance(expression, str):
            draft.roles[role] = expression
        elif expression.startswith("=") and not (role == "indicator" and " " in expression):
            draft.roles[role] = expression[1:]
        elif expression.startswith("@"):
            return self._layout(draft, role, expression[1:], situation)
        elif expression.startswith("^"):
            return self._inherited(draft, role, [t.removeprefix("^") for t in expression.split("|")], situation)
        else:
            return self._captured(draft, role, expression, captures)
        return True

    def _layout(self, draft: Draft, role: str, what: str, situation: Situation) -> bool:
        if what == "position" and situation.position is not None:
            draft.roles[role] = situation.position
            return True
        if what == "document":
            draft.roles[role] = f"document/{self.document}"
            return True
        if what == "country" and situation.unit.country:
            draft.roles[role] = situation.unit.country
            return True
        headings = situation.unit.block.headings
        if what == "heading" and headings and len(headings[-1]) <= LONGEST_WORDS:
            draft.roles[role] = headings[-1]
            return True
        return False

    def _inherited(self, draft: Draft, role: str, types: Sequence[str], situation: Situation) -> bool:
        kind, _, part = types[0].partition(".")
        if kind in get_args(ValueKind):
            return self._earlier_value(draft, role, kind, part, situation)
        for type_ in types:
            found = _inherited(type_, situation, self.hierarchy)
            if found:
                unit, mention = found
                draft.roles[role] = mention.entity or ""
                draft.words[role] = unit.span(mention.start, mention.end)
                return True
        if (
            any("Country" in type_.split(",") for type_ in types)
            and situation.unit.country
            and of_government(situation.unit)
        ):
            draft.roles[role] = situation.unit.country
            return True
        return False

    @staticmethod
    def _earlier_value(draft: Draft, role: str, kind: str, part: str, situation: Situation) -> bool:
        """The nearest value of a kind before the match, in the same unit only: values are not inherited further."""
        unit = situation.unit
        earlier = [m for m in unit.mentions if m.type == kind and m.value and m.end <= situation.match.start]
        value = _mention_value(earlier[-1], part) if earlier else None
        if value is None:
            return False
        draft.roles[role] = value
        draft.words[role] = unit.span(earlier[-1].start, earlier[-1].end)
        return True

    def _captured(self, draft: Draft, role: str, expression: str, captures: Captures) -> bool:
        if " " in expression:
            return self._together(draft, role, expression.split(), captures)
        name, _, part = expression.partition(".")
        if name not in captures:
            return False
        unit, captured = captures[name]
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

    def _together(self, draft: Draft, role: str, parts: Sequence[str], captures: Captures) -> bool:
        """Several captures that fill one role, all of them needed."""
        values: list[Scalar] = []
        spans: list[Span] = []
        for part in parts:
            value: RoleValue = part.removeprefix("=")
            if not part.startswith("="):
                if not self._captured(draft, role, part, captures):
                    return False
                value = draft.roles[role]
                spans += [draft.words.pop(role)] if role in draft.words else []
            values += value if isinstance(value, tuple) else [value]
        if role == "indicator":  # put together, so that it does not stand in the text as it is
            draft.roles[role] = "".join(map(str, values))
            return True
        draft.roles[role] = tuple(dict.fromkeys(values))
        draft.words[role] = min(start for start, _ in spans), max(end for _, end in spans)
        return True

    def _value(self, unit: Unit, captured: Captured, part: str) -> RoleValue | None:
        if captured.verb and part != "words":
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
            values = [_mention_value(m, part) for m in captured.mentions]
            kept = tuple(dict.fromkeys(v for v in values if v is not None))
            return kept[0] if len(kept) == 1 else kept
        return _phrase(unit.text[captured.start : captured.end], cut=part == "whole")

    def _linked(self, captured: Captured, link: str) -> RoleValue | None:
        """What the record says the captured entities are linked to: the parties whose names make up a laboratory's."""
        linked = [id_ for m in captured.mentions if m.entity for id_ in self.registry.get(m.entity).links.get(link, ())]
        kept = tuple(dict.fromkeys(linked))
        return kept[0] if len(kept) == 1 else kept


def _inherited(classes: str, situation: Situation, hierarchy: Hierarchy) -> tuple[Unit, Mention] | None:
    if classes.startswith("^"):
        return named_above(classes.lstrip("^"), situation, hierarchy)
    return topic(classes, situation, hierarchy)


def _mention_value(mention: Mention, part: str) -> Scalar | None:
    if mention.value is None:
        return mention.entity
    return mention.value.part(part) if part else mention.value.main


def _fields(value: Value, part: str) -> Mapping[str, Scalar]:
    return value.measure if part == "measure" else value.column if part == "column" else value.roles


def _phrase(words: str, cut: bool = False) -> str | None:
    """Words as the record keeps them: one line, bare of marks and of quotes around the whole.

    None where brackets do not close, and where they are too long, unless they may be ``cut``, which the end then tells.
    """
    words = " ".join(words.split()).strip("・、,● ")
    for opening, closing in _BRACKETS:
        if words[:1] == opening and words.find(closing) == len(words) - 1:
            words = words[1:-1]
        if words.count(opening) != words.count(closing):
            return None
    if len(words) <= LONGEST_WORDS:
        return words
    return words[: LONGEST_WORDS - 1] + CUT if cut else None
