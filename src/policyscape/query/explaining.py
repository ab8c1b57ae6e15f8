"""A query in words: what it asks pattern by pattern, and how many triples each pattern has."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pyoxigraph as ox
from rdflib import RDF
from rdflib.term import URIRef

from policyscape.namespaces import PREFIXES, PS
from policyscape.ontology import Ontology
from policyscape.query.naming import Ask
from policyscape.query.patterns import Condition, Part, TriplePattern, form, node_text, parts
from policyscape.query.text import values_blocks

__all__ = ["explain"]

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "SELECT": "Gives a table with the columns {columns}, where:",
        "ASK": "Says yes or no to whether there is something where:",
        "CONSTRUCT": "Makes triples from what is found where:",
        "DESCRIBE": "Describes what is found where:",
        "optional": "if there is one:",
        "minus": "but not where:",
        "either": "either:",
        "or": "or:",
        "is": "{s} is of the class {class}",
        "has": "{s} has as {property} {o}",
        "filter": "only where {text}",
        "bind": "computed: {text}",
        "values": "given: {text}",
        "triples": "{number:,} triples",
    },
    "ja": {
        "SELECT": "次の条件に合うものを、列 {columns} の表にする。",
        "ASK": "次の条件に合うものがあるかどうかを答える。",
        "CONSTRUCT": "次の条件に合うものからトリプルを作る。",
        "DESCRIBE": "次の条件に合うものを記述する。",
        "optional": "あれば：",
        "minus": "ただし次に合うものを除く：",
        "either": "次のいずれか：",
        "or": "または：",
        "is": "{s} は「{class}」である",
        "has": "{s} の「{property}」は {o}",
        "filter": "{text} のものだけ",
        "bind": "計算：{text}",
        "values": "指定：{text}",
        "triples": "{number:,} トリプル",
    },
}


_OTHERS = {
    "en": {PREFIXES["rdfs"] + "label": "label", PREFIXES["skos"] + "altLabel": "other name"},
    "ja": {PREFIXES["rdfs"] + "label": "名称", PREFIXES["skos"] + "altLabel": "別名"},
}


def explain(text: str, ontology: Ontology, ask: Ask, language: str = "en") -> str:
    """Lines that say what a prepared query asks, each pattern with the number of triples that match it alone."""
    words = _WORDS[language]
    kind, columns = form(text)
    lines = [words[kind].format(columns=", ".join(columns))]
    place: tuple[str, ...] = ()
    found = [part for one in parts(text) if (part := _without_open(one, text))]
    for part in found:
        lines += _turn(place, part.place, words)
        place = part.place
        indent = "  " * (len(place) + 1)
        if isinstance(part, Condition):
            lines.append(indent + words[part.kind].format(text=part.text))
        else:
            count = words["triples"].format(number=_count(part, ask))
            lines.append(f"{indent}{_sentence(part, ontology, words, language)}  [{count}]")
    return "\n".join(lines)


def _without_open(part: Part, text: str) -> Part | None:
    """A condition without its guard for an open parameter; None where that is open."""
    guarded = re.fullmatch(r"!BOUND\(\?(param_\w+)\) \|\| (.*)", part.text)
    if not guarded or isinstance(part, TriplePattern):
        return part
    return replace(part, text=guarded[2]) if values_blocks(text, guarded[1]) else None


def _turn(before: tuple[str, ...], now: tuple[str, ...], words: dict[str, str]) -> list[str]:
    """The heads of the groups that are entered."""
    shared = next((i for i, (a, b) in enumerate(zip(before, now, strict=False)) if a != b), min(len(before), len(now)))
    return ["  " * (depth + 1) + words[now[depth]] for depth in range(shared, len(now))]


def _sentence(pattern: TriplePattern, ontology: Ontology, words: dict[str, str], language: str) -> str:
    subject = node_text(pattern.subject)
    if pattern.predicate == RDF.type and isinstance(pattern.object, URIRef):
        return words["is"].format(s=subject, **{"class": _named(pattern.object, ontology, language)})
    path = " / ".join(_named(one, ontology, language) for one in pattern.properties)
    return words["has"].format(s=subject, property=path, o=_thing(pattern.object, ontology, language))


def _named(node: URIRef, ontology: Ontology, language: str) -> str:
    """The label of a term of the ontology, or the term's prefixed name."""
    name = str(node).removeprefix(str(PS))
    known = name in ontology.classes or name in ontology.properties
    return ontology.label(name, language) if known else _OTHERS.get(language, {}).get(str(node), node_text(node))


def _thing(node: Any, ontology: Ontology, language: str) -> str:
    name = str(node).removeprefix("https://w3id.org/policyscape/concept/")
    if isinstance(node, URIRef) and name in ontology.codes:
        return f"{ontology.label(name, language)} ({node_text(node)})"
    return node_text(node)


def _count(pattern: TriplePattern, ask: Ask) -> int:
    rows = ask(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern.text} }}")
    number = rows[0][0]
    return int(number.value) if isinstance(number, ox.Literal) else 0
