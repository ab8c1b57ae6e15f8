"""The values that a parameter can take: those the graph has, or the ontology lists."""

from __future__ import annotations

from typing import TypeAlias

import pyoxigraph as ox

from policyscape.namespaces import ID, PS
from policyscape.ontology import Ontology
from policyscape.query.naming import Ask, classes_of, terms_of_ontology
from policyscape.query.parameters import Parameter
from policyscape.query.text import ALL_PREFIXES, Term

__all__ = ["Allowed", "allowed_values"]

Allowed: TypeAlias = tuple[str, str, int]
"""How to write a value, its label, and how many things have it; 0 where that is not counted."""


def allowed_values(parameter: Parameter, ontology: Ontology, ask: Ask, language: str = "en") -> list[Allowed]:
    """The values a parameter can take.

    Codes, classes and relations are those of the ontology, other values those of the graph, the entities by how often
    they are used. Empty where the values are not bounded, as for a word of a text.
    """
    if parameter.kind in ("code", "class", "relation"):
        found = terms_of_ontology(parameter, ontology)
        return [(name.rsplit("/", 1)[-1], labels.get(language, name), 0) for name, labels, _ in found]
    if parameter.kind == "entity":
        return _entities(parameter, ask, language)
    if not parameter.of:
        return []
    used = f"SELECT ?value (COUNT(*) AS ?uses) {{ ?x <{PS[parameter.of]}> ?value }} GROUP BY ?value ORDER BY ?value"
    return [(_plain(value), "", int(_plain(uses))) for value, uses in ask(used)]


def _entities(parameter: Parameter, ask: Ask, language: str) -> list[Allowed]:
    used = f"?x <{PS[parameter.via]}> ?value ." if parameter.via else ""
    count = "COUNT(DISTINCT ?x)" if used else "(0)"
    label = f'?value <{ALL_PREFIXES["rdfs"]}label> ?name FILTER (LANG(?name) = "{language}")'
    rows = ask(
        f"SELECT ?value (SAMPLE(?name) AS ?label) ({count} AS ?uses) {{ "
        f"VALUES ?class {{ {classes_of(parameter)} }} {used} ?value a ?class . OPTIONAL {{ {label} }} }} "
        "GROUP BY ?value ORDER BY DESC(?uses) ?value"
    )
    return [(_plain(value).removeprefix(str(ID)), _plain(name), int(_plain(uses))) for value, name, uses in rows]


def _plain(term: Term | None) -> str:
    return "" if term is None or isinstance(term, ox.Triple) else term.value
