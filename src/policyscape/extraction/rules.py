"""Rules: what is read from ``rules/``, checked when it is loaded, and compiled once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

from policyscape.errors import RecordError
from policyscape.extraction.clauses import ClausePattern, Slot
from policyscape.extraction.data_files import load_yaml
from policyscape.extraction.patterns import Hierarchy, Language, Pattern
from policyscape.fold import key
from policyscape.paths import RULES

__all__ = [
    "Example",
    "Rule",
    "Scope",
    "Template",
    "code_of",
    "load_language",
    "load_modality",
    "load_rules",
]

Scope: TypeAlias = Literal["sentence", "clause", "list", "enumeration", "table", "region", "cell"]
_KEYS = {
    "id", "meaning", "scope", "pattern", "lead", "item", "header", "in", "document", "reason", "from", "until",
    "context", "each", "unless", "facts", "fact", "roles", "modality", "country", "confidence", "examples", "scale",
    "distinct", "means", "count", "last", "beside", "predicate", "arguments", "once",
}  # fmt: skip
_DEFAULT_CONFIDENCE = 0.8


@dataclass(frozen=True, slots=True)
class Template:
    """One fact a match makes: its class, and for each role an expression (see ``expressions``)."""

    type: str
    roles: Mapping[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the facts the rule must make of it, each as role to label or value."""

    text: str
    facts: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of one scope; ``document`` set makes it a mapping, which states the ``reason`` it is needed.

    ``means`` tells what some captured words stand for (an entity, a longer form) where the words alone do not tell.
    ``each`` makes a fact of each part of a captured enumeration, or of ``parties``, those whom それぞれ means; of words
    without mentions there must be as many as the number ``count`` captured says, or at least so many that the
    ``last`` ones are taken. What a mapping reads is left to it alone, unless it is to stand ``beside`` the general
    rules. ``clause`` is what a rule of that scope asks of a clause; ``once`` names the roles in which no other fact
    of its class read at the same place may agree with its.
    """

    id: str
    meaning: str
    scope: Scope
    place: str
    templates: Sequence[Template]
    pattern: Pattern | None = None
    lead: Pattern | None = None
    header: re.Pattern[str] | None = None
    start: re.Pattern[str] | None = None
    until: re.Pattern[str] | None = None
    context: Sequence[Pattern] = ()
    blocks: frozenset[str] = frozenset()
    document: str | None = None
    reason: str = ""
    each: str | None = None
    unless: re.Pattern[str] | None = None
    modality: str | None = None
    country: str | None = None
    confidence: float = _DEFAULT_CONFIDENCE
    scale: Mapping[str, int] | None = None
    distinct: Sequence[str] = ()
    examples: Sequence[Example] = ()
    means: Mapping[str, str] = field(default_factory=dict)
    count: str | None = None
    last: str | None = None
    beside: bool = False
    clause: ClausePattern | None = None
    once: Sequence[str] = ()

    @property
    def layer(self) -> str:
        """``rule`` for one that knows no document, else ``mapping``."""
        return "mapping" if self.document else "rule"


def load_language(hierarchy: Hierarchy, folder: Path = RULES) -> Language:
    """The pattern language of an ontology with the macros and verbs of a folder."""
    return Language(hierarchy, load_yaml(folder / "macros.yaml"), load_yaml(folder / "verbs.yaml"))


@cache
def load_modality(folder: Path = RULES) -> list[tuple[str, re.Pattern[str]]]:
    """Modality codes with the pattern of their cues, in the order they are tried."""
    return [(code, re.compile("|".join(cues))) for code, cues in load_yaml(folder / "modality.yaml").items()]


@cache
def _codes(folder: Path = RULES) -> list[tuple[str, str]]:
    return [(key(words), code) for table in load_yaml(folder / "codes.yaml").values() for words, code in table.items()]


def code_of(words: str) -> str | None:
    """The code of ``rules/codes.yaml`` that words stand for, or None."""
    return next((code for cue, code in _codes() if cue in key(words)), None)


def load_rules(language: Language, folder: Path = RULES) -> list[Rule]:
    """All rules of ``patterns/`` and ``mappings/``; RecordError names file and rule that is malformed."""
    rules: list[Rule] = []
    for path in sorted([*folder.glob("patterns/*.yaml"), *folder.glob("mappings/*.yaml")]):
        for row in load_yaml(path) or []:
            place = f"{path.parent.name}/{path.name}: {row.get('id')}"
            rules.append(_rule(row, language, place))
            if (rules[-1].document is None) != (path.parent.name == "patterns"):
                raise RecordError("a rule for one document belongs into mappings/, any other into patterns/.", place)
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise RecordError(f"the rule id {rule.id} is used twice; an id names one rule.", rule.place)
        seen.add(rule.id)
    return rules


def _rule(row: Mapping[str, Any], language: Language, place: str) -> Rule:
    if unknown := sorted(set(row) - _KEYS):
        raise RecordError(f"a rule has no {unknown[0]!r}; it may have {', '.join(sorted(_KEYS))}.", place)
    if not row.get("id") or not row.get("meaning"):
        raise RecordError("a rule needs an id and a sentence of meaning.", place)
    if row.get("document") and not row.get("reason"):
        raise RecordError("a rule for one document is a mapping and states the reason it is needed.", place)

    def pattern(name: str) -> Pattern | None:
        return language.compile(row[name], place) if name in row else None

    def plain(name: str) -> re.Pattern[str] | None:
        return re.compile(row[name]) if name in row else None

    return Rule(
        id=row["id"],
        meaning=row["meaning"],
        scope=row.get("scope", "sentence"),
        place=place,
        templates=_templates(row, place),
        pattern=pattern("item") or pattern("pattern"),
        lead=pattern("lead"),
        header=plain("header"),
        start=plain("from"),
        until=plain("until"),
        context=[language.compile(text, place) for text in row.get("context", [])],
        blocks=frozenset(row.get("in", [])),
        document=row.get("document"),
        reason=row.get("reason", ""),
        each=row.get("each"),
        unless=plain("unless"),
        modality=row.get("modality"),
        country=row.get("country"),
        confidence=row.get("confidence", _DEFAULT_CONFIDENCE),
        scale=row.get("scale"),
        distinct=row.get("distinct", ()),
        examples=[Example(e["text"], e.get("facts", [])) for e in row.get("examples", [])],
        count=row.get("count"),
        last=row.get("last"),
        beside=row.get("beside", False),
        clause=_clause(row, language, place) if "predicate" in row else None,
        once=row.get("once", ()),
        means={key(words): entity for words, entity in row.get("means", {}).items()},
    )


def _clause(row: Mapping[str, Any], language: Language, place: str) -> ClausePattern:
    slots = []
    for name, asked in row["arguments"].items():
        relation, _, classes = asked.partition(" ")
        symbols = frozenset(language.symbols(classes, place)) if classes else frozenset[str]()
        slots.append((name.removesuffix("?"), Slot(relation, symbols, name.endswith("?"))))
    return ClausePattern(row["predicate"].split(), tuple(slots))


def _templates(row: Mapping[str, Any], place: str) -> list[Template]:
    rows = row.get("facts") or [{"type": row.get("fact"), "roles": row.get("roles")}]
    if not all(r.get("type") and r.get("roles") for r in rows):
        raise RecordError("a rule needs a fact with roles, or facts, each with type and roles.", place)
    return [Template(r["type"], r["roles"]) for r in rows]
