"""Typed parameters of a query: declared in its header, their defaults in its text, bound as terms.

A header line ``#+ param.country: entity Country country`` declares a parameter, ``#+ param.country.en: country`` its
label. In the text it is the variable ``?param_country`` (``?country`` is free for a column) with its default in a block
``VALUES ?param_country { psplace:jp }``, or ``{ UNDEF }`` where the default is any, so that the file is standard SPARQL
that runs as it is. Binding puts other terms into exactly that block.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

import pyoxigraph as ox

from policyscape.errors import InputError, RecordError
from policyscape.query import text as sparql
from policyscape.query.text import Term

__all__ = ["KINDS", "Parameter", "bind", "bind_variable", "read_parameters"]

KINDS = ("entity", "code", "class", "relation", "integer", "decimal", "year", "date", "string", "currency", "limit")
"""What a parameter can be; the second word of a declaration is the class of an entity, the scheme of a code, the class
above a class, or the property whose values are the allowed ones; a third word is the property that has the entities."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query.

    ``kind`` is one of KINDS, ``of`` the class, scheme or property that bounds its values, ``via`` the property whose
    objects they are (entities only). ``defaults`` are the terms in the text: none means any; ``labels`` are by
    language.
    """

    name: str
    kind: str
    of: str = ""
    via: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    defaults: tuple[Term, ...] = ()

    @property
    def variable(self) -> str:
        """The name of the variable that stands for the parameter in the text."""
        return variable_of(self.name)


def variable_of(name: str) -> str:
    """The variable of the parameter of this name."""
    return f"param_{name}"


def read_parameters(declared: Mapping[str, Mapping[str, str]], text: str, place: str) -> tuple[Parameter, ...]:
    """The parameters of a header: by name the declaration (under the empty language) and the labels.

    RecordError on an unknown kind, a parameter without its block in the text, and a block without its declaration.
    """
    for variable in sorted(sparql.variables(text)):
        if variable.startswith(variable_of("")) and variable.removeprefix(variable_of("")) not in declared:
            raise RecordError(
                f"the header does not declare the parameter of ?{variable}; add it as #+ param.NAME.", place
            )
    return tuple(_read(name, texts, text, place) for name, texts in declared.items())


def _read(name: str, texts: Mapping[str, str], text: str, place: str) -> Parameter:
    kind, *more = texts.get("", "").split() or [""]
    if kind not in KINDS:
        near = difflib.get_close_matches(kind, KINDS, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(KINDS)}."
        raise RecordError(f"the parameter {name} has the unknown kind {kind!r}; {hint}", place)
    labels = {language: label for language, label in texts.items() if language}
    of, via = [*more, "", ""][:2]
    return Parameter(name, kind, of, via, labels, _defaults(name, kind, text, place))


def _defaults(name: str, kind: str, text: str, place: str) -> tuple[Term, ...]:
    if kind == "limit":
        if (found := sparql.limit_of(text)) is None:
            raise RecordError(f"the parameter {name} is a limit, but the query has no LIMIT.", place)
        return (ox.Literal(int(text[slice(*found)])),)
    variable = variable_of(name)
    blocks = sparql.values_blocks(text, variable)
    if not blocks:
        raise RecordError(f"the query has no block VALUES ?{variable} {{ … }} for its parameter {name}.", place)
    try:
        return sparql.terms_of(text[slice(*blocks[0][2:])], text)
    except SyntaxError as error:
        raise RecordError(f"the default of the parameter {name} is not a list of terms: {error}.", place) from error


def bind(text: str, parameter: Parameter, terms: Sequence[Term]) -> str:
    """The query with these terms in the parameter's block; no terms mean any, and the block is left out."""
    _refuse_others(parameter.name, terms)
    if parameter.kind == "limit":
        return _bind_limit(text, parameter.name, terms)
    for start, end, first, last in reversed(sparql.values_blocks(text, parameter.variable)):
        inside = text[:first] + f" {sparql.term_text(terms)} " + text[last:]
        text = inside if terms else text[:start] + text[end:]
    return text


def _bind_limit(text: str, name: str, terms: Sequence[Term]) -> str:
    found = sparql.limit_of(text)
    number = terms[0] if len(terms) == 1 else None
    if found is None or not isinstance(number, ox.Literal) or not re.fullmatch(r"[1-9]\d*", number.value):
        raise InputError(f"{name} takes one whole number above 0.")
    return text[: found[0]] + number.value + text[found[1] :]


def bind_variable(text: str, name: str, terms: Sequence[Term]) -> str:
    """Bind a variable of a query that declares no parameter: its rows are kept only where it is one of the terms.

    A variable that the pattern binds is filtered at the end of the outermost group, one that only stands in
    expressions gets its value at the group's beginning. InputError where the query has no such variable.
    """
    _refuse_others(name, terms)
    if name not in (has := sparql.variables(text)):
        raise InputError(f"the query has no variable ?{name} to bind; it has {', '.join(sorted(has)) or 'none'}.")
    start, end = sparql.outer_group(text)
    if not _is_bound(text, name):
        block = f" VALUES ?{name} {{ {sparql.term_text(terms)} }} "
        return text[:start] + block + text[start:]
    body = text[start:end]
    if re.match(r"\s*select\b", sparql.without_strings(body), re.IGNORECASE):
        body = f" {{ {body} }} "
    return f"{text[:start]}{body}\n  FILTER (?{name} IN ({', '.join(map(str, terms))}))\n{text[end:]}"


def _is_bound(text: str, name: str) -> bool:
    """Whether the outermost group can give the variable a value: asked of the engine, on an empty graph."""
    start, end = sparql.outer_group(text)
    prologue = sparql.missing_prefixes(text) + text[: _head(text)]
    try:
        found = ox.Store().query(f"{prologue} SELECT * {{ {text[start:end]} }}")
    except SyntaxError:
        return True  # the query itself will be told of
    return isinstance(found, ox.QuerySolutions) and ox.Variable(name) in found.variables


def _head(text: str) -> int:
    """Where the prologue ends."""
    plain = sparql.without_strings(text)
    return next((m.start() for m in re.finditer(r"\b(select|construct|ask|describe)\b", plain, re.IGNORECASE)), 0)


def _refuse_others(name: str, terms: Sequence[object]) -> None:
    for term in terms:
        if isinstance(term, ox.BlankNode) or not isinstance(term, get_args(Term)):
            raise InputError(f"{name} takes IRIs and literals, not {term!r}.")
