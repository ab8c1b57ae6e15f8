"""From a query to the text that any SPARQL 1.1 engine can run: parameters bound, prefixes supplied, faults told."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

import pyoxigraph as ox

from policyscape.errors import InputError
from policyscape.ontology import Ontology
from policyscape.query.help import refuse_unknown_terms, syntax_message
from policyscape.query.library import Query, parse_query
from policyscape.query.naming import Ask, guess, resolve
from policyscape.query.parameters import bind, bind_variable
from policyscape.query.text import ALL_PREFIXES, missing_prefixes, without_strings

__all__ = ["Values", "check_syntax", "prepare"]

Values: TypeAlias = Mapping[str, object]
"""Parameters by name: a word, a number, an RDF term, or several of these; None or ``any`` leave a parameter open."""


def prepare(query: Query | str, values: Values, ontology: Ontology, ask: Ask, allow_service: bool = False) -> str:
    """The text to run, standard SPARQL 1.1 with all prefixes declared and every value bound as a term.

    ``ask`` runs a SELECT on the graph that is to be asked, for the names of entities. InputError on a syntax error,
    with its place, on an unknown term of our namespace, on SERVICE unless allowed, and on a value that a parameter
    cannot take.
    """
    query = parse_query(query) if isinstance(query, str) else query
    if not allow_service and re.search(r"\bservice\b", without_strings(query.text), re.IGNORECASE):
        raise InputError("SERVICE is off: a query asks this graph only; leave the SERVICE clause out.")
    check_syntax(query.text)
    refuse_unknown_terms(query.text, ontology)
    text = _bound(query, values, ontology, ask)
    return missing_prefixes(text) + text


def check_syntax(text: str) -> None:
    """InputError with line, column, the line and what was expected, where the text is not a SPARQL query."""
    try:
        ox.Store().query(text, prefixes=ALL_PREFIXES)
    except SyntaxError as error:
        raise InputError(syntax_message(text, str(error))) from error


def _bound(query: Query, values: Values, ontology: Ontology, ask: Ask) -> str:
    text = query.text
    declared = {parameter.name: parameter for parameter in query.parameters}
    for name in values:
        if name in declared or not declared:
            continue
        near = difflib.get_close_matches(name, declared, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}?" if near else f"it has {', '.join(sorted(declared))}."
        raise InputError(f"the query {query.name} has no parameter {name!r}; {hint}")
    for name, parameter in declared.items():
        if name in values:
            words, terms = _parted(values[name])
            text = bind(text, parameter, [*terms, *resolve(parameter, words, ontology, ask)])
        elif not parameter.defaults:
            text = bind(text, parameter, ())
    for name in values if not declared else ():
        words, terms = _parted(values[name])
        text = bind_variable(text, name, [*terms, *(term for word in words for term in guess(word))])
    return text


def _parted(value: object) -> tuple[list[str], list[ox.NamedNode | ox.Literal]]:
    """The words of a value, and the terms that it gives directly."""
    several = value if isinstance(value, Iterable) and not isinstance(value, str) else (value,)
    given = ["any" if one is None else one for one in several]
    terms = [one for one in given if isinstance(one, ox.NamedNode | ox.Literal)]
    return [str(one) for one in given if not isinstance(one, ox.NamedNode | ox.Literal)], terms
