"""What a query is made of: its triple patterns and conditions in their order, each with where it stands.

rdflib parses the text; what it cannot parse although the engine can is told as an InputError.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from rdflib.paths import Path as PropertyPath
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Identifier, Literal, URIRef, Variable

from policyscape.errors import InputError
from policyscape.query.text import ALL_PREFIXES, missing_prefixes

__all__ = ["Condition", "Part", "TriplePattern", "expression", "form", "node_text", "parts", "required"]


@dataclass(frozen=True, slots=True)
class TriplePattern:
    """One triple pattern; ``place`` are the groups it stands in, from outside in: optional, minus, either ..."""

    subject: Identifier
    predicate: Identifier | PropertyPath
    object: Identifier
    place: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The pattern as SPARQL writes it."""
        return f"{self.subject.n3()} {self.predicate.n3()} {self.object.n3()} ."

    @property
    def properties(self) -> tuple[URIRef, ...]:
        """The properties of the pattern: several in a path."""
        return tuple(_properties(self.predicate))


@dataclass(frozen=True, slots=True)
class Condition:
    """A FILTER, a computed column, or the values a variable may have, in words of SPARQL."""

    kind: str
    text: str
    place: tuple[str, ...] = ()
    expression: Any = None


_ARGUMENTS = ("arg", "arg1", "arg2", "arg3", "vars", "expr", "text", "pattern", "start", "length")

Part: TypeAlias = TriplePattern | Condition


def form(text: str) -> tuple[str, tuple[str, ...]]:
    """``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``, and the columns."""
    algebra = _algebra(text)
    columns = dict.get(algebra, "PV")
    return algebra.name.removesuffix("Query").upper(), tuple(str(one) for one in columns or ())


def parts(text: str) -> list[Part]:
    """All patterns and conditions of a query, in the order in which they are joined."""
    return list(_walk(_algebra(text).p, ()))


def required(text: str) -> list[TriplePattern]:
    """The patterns that every row of the answer must match."""
    return [part for part in parts(text) if isinstance(part, TriplePattern) and not part.place]


def _algebra(text: str) -> Any:
    try:
        return translateQuery(parseQuery(missing_prefixes(text) + text)).algebra
    except Exception as error:  # pyparsing and rdflib raise what they like
        raise InputError(f"the query cannot be taken apart: {str(error).splitlines()[0]}.") from error


def _walk(node: Any, place: tuple[str, ...]) -> Iterator[Part]:
    if not isinstance(node, CompValue):
        return
    match node.name:
        case "BGP":
            yield from (TriplePattern(s, p, o, place) for s, p, o in node.triples)
        case "LeftJoin":
            yield from _walk(node.p1, place)
            yield from _walk(node.p2, (*place, "optional"))
            if node.expr is not None and node.expr.name != "TrueFilter":
                yield from _conditions(node.expr, (*place, "optional"))
        case "Minus":
            yield from _walk(node.p1, place)
            yield from _walk(node.p2, (*place, "minus"))
        case "Union":
            yield from _walk(node.p1, (*place, "either"))
            yield from _walk(node.p2, (*place, "or"))
        case "Filter":
            yield from _walk(node.p, place)
            yield from _conditions(node.expr, place)
        case "Extend":
            yield from _walk(node.p, place)
            if not str(node.var).startswith("__agg"):
                yield Condition("bind", f"?{node.var} = {expression(node.expr)}", place)
        case "values":
            yield from _values(node, place)
        case _:
            for key in ("p", "p1", "p2"):
                yield from _walk(dict.get(node, key), place)


def _conditions(node: Any, place: tuple[str, ...]) -> Iterator[Part]:
    """A filter, parted where it says "and"."""
    for one in [node.expr, *node.other] if node.name == "ConditionalAndExpression" else [node]:
        if one is not node and one.name == "ConditionalAndExpression":
            yield from _conditions(one, place)
        else:
            yield Condition("filter", expression(one), place, one)


def _values(node: Any, place: tuple[str, ...]) -> Iterator[Part]:
    for row in node.res:
        known = {name: term for name, term in row.items() if term != "UNDEF"}
        if known:
            yield Condition("values", ", ".join(f"?{name} = {node_text(term)}" for name, term in known.items()), place)


def expression(node: Any) -> str:
    """An expression as a reader of SPARQL writes it."""
    if not isinstance(node, CompValue):
        return node_text(node) if isinstance(node, Identifier) else str(node)
    if node.name == "RelationalExpression":
        other = node.other
        right = f"({', '.join(map(expression, other))})" if isinstance(other, list) else expression(other)
        return f"{expression(node.expr)} {node.op} {right}"
    if node.name in ("ConditionalAndExpression", "ConditionalOrExpression"):
        sign = " && " if "And" in node.name else " || "
        return sign.join(map(expression, [node.expr, *node.other]))
    if node.name in ("AdditiveExpression", "MultiplicativeExpression"):
        more = (f"{sign} {expression(other)}" for sign, other in zip(node.op, node.other, strict=True))
        return " ".join([expression(node.expr), *more])
    if node.name in ("UnaryNot", "UnaryMinus"):
        return f"{'!' if node.name == 'UnaryNot' else '-'}{expression(node.expr)}"
    return _call(node)


def _call(node: Any) -> str:
    if node.name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
        inside = " ".join(part.text for part in _walk(node.graph, ()))
        return f"{'NOT EXISTS' if 'NOT' in node.name else 'EXISTS'} {{ {inside} }}"
    name = node.name.removeprefix("Builtin_").removeprefix("Aggregate_")
    given = [node[key] for key in _ARGUMENTS if key in node]
    flat = [one for value in given if value is not None for one in (value if isinstance(value, list) else [value])]
    return f"{name.upper()}({', '.join(map(expression, flat))})"


def node_text(node: Any) -> str:
    """A term with a prefix where it has one."""
    if isinstance(node, URIRef):
        spaces = [name for name, space in ALL_PREFIXES.items() if str(node).startswith(space)]
        prefix = max(spaces, key=lambda name: len(ALL_PREFIXES[name]), default=None)
        return f"{prefix}:{str(node).removeprefix(ALL_PREFIXES[prefix])}" if prefix else node.n3()
    if isinstance(node, Literal):
        return str(node) if node.datatype is not None and isinstance(node.value, int | float) else node.n3()
    return f"?{node}" if isinstance(node, Variable) else str(node)


def _properties(predicate: Any) -> Iterator[URIRef]:
    if isinstance(predicate, URIRef):
        yield predicate
    elif isinstance(predicate, PropertyPath):
        inner = [getattr(predicate, name, None) for name in ("arg", "path")]
        for argument in [*getattr(predicate, "args", ()), *inner]:
            yield from _properties(argument)
