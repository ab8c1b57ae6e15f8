"""Why a valid query answers nothing: what it asks for that the graph does not have, and what it has instead."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib import RDF
from rdflib.term import Literal, URIRef, Variable

from policyscape.errors import InputError
from policyscape.namespaces import ID, PS
from policyscape.ontology import Ontology
from policyscape.query.naming import Ask
from policyscape.query.patterns import Condition, TriplePattern, node_text, parts

__all__ = ["hints"]

_SHOWN = 3


def hints(text: str, ontology: Ontology, ask: Ask) -> list[str]:
    """Sentences on what makes the answer of a prepared query empty; none where nothing was found.

    Asked of the graph itself with a few small queries: classes without instances, properties that are never used, or
    never with that class, values of another kind, language or datatype, things that do not exist, and at last the
    pattern at which the joined patterns match nothing any more.
    """
    try:
        found = parts(text)
    except InputError:
        return []
    patterns = [part for part in found if isinstance(part, TriplePattern) and not part.place]
    said = list(dict.fromkeys(sentence for pattern in patterns for sentence in _of(pattern, patterns, ontology, ask)))
    said += [hint for part in found if isinstance(part, Condition) for hint in _of_filter(part, found, ask)]
    return said or list(_join(patterns, ask))


def _of(pattern: TriplePattern, patterns: list[TriplePattern], ontology: Ontology, ask: Ask) -> Iterator[str]:
    """What is wrong with one pattern, if anything."""
    if not isinstance(pattern.predicate, URIRef) or _any(ask, pattern.text):
        yield from _with_class(pattern, patterns, ask)
        return
    name = node_text(pattern.predicate)
    if pattern.predicate == RDF.type and isinstance(pattern.object, URIRef):
        instead = _classes_near(pattern.object, ontology, ask)
        yield f"{node_text(pattern.object)} has no instances in this graph; {instead}"
    elif not _any(ask, f"?s {pattern.predicate.n3()} ?o ."):
        yield f"{name} is not used in this graph; {_properties_used(pattern, patterns, ask)}"
    elif isinstance(pattern.object, Literal):
        yield _literal(pattern, pattern.object, ask)
    else:
        yield from (_missing(node, name, ask) for node in (pattern.subject, pattern.object) if isinstance(node, URIRef))


def _with_class(pattern: TriplePattern, patterns: list[TriplePattern], ask: Ask) -> Iterator[str]:
    """A property that is never used with the class of its subject."""
    if pattern.predicate == RDF.type or not isinstance(pattern.predicate, URIRef):
        return
    for other in patterns:
        typed = other.predicate == RDF.type and isinstance(other.object, URIRef)
        if typed and other.subject == pattern.subject and _any(ask, other.text):
            both = f"{other.text} {pattern.subject.n3()} {pattern.predicate.n3()} ?any ."
            if not _any(ask, both):
                users = _top(ask, f"?s {pattern.predicate.n3()} ?o ; a ?found FILTER (STRSTARTS(STR(?found), '{PS}'))")
                name, kind = node_text(pattern.predicate), node_text(other.object)
                yield f"{name} is never used with {kind}; it is used with {', '.join(users) or 'nothing'}."


def _literal(pattern: TriplePattern, literal: Literal, ask: Ask) -> str:
    """A value that nothing has: another language, another datatype, or an entity where a text was given."""
    name, given = node_text(pattern.predicate), literal.n3()
    same = (
        f"?s {pattern.predicate.n3()} ?found FILTER (isLiteral(?found) && STR(?found) = {Literal(str(literal)).n3()})"
    )
    if alike := _values(ask, same):
        return f"no {name} is {given}; write {' or '.join(map(str, alike))}."
    if _any(ask, f"?s {pattern.predicate.n3()} ?o FILTER (isIRI(?o))"):
        return f"the values of {name} are things, not texts; write {name}/rdfs:label {_in_japanese(literal)}."
    shown = [str(term) for term in _values(ask, f"?s {pattern.predicate.n3()} ?found", _SHOWN)]
    return f"no {name} is {given}; it has values as {', '.join(shown)}."


def _in_japanese(literal: Literal) -> str:
    return literal.n3() if literal.language else f"{Literal(str(literal)).n3()}@ja"


def _missing(node: URIRef, name: str, ask: Ask) -> str:
    if not _any(ask, f"{node.n3()} ?p ?o ."):
        last = str(node).rsplit("/", 1)[-1]
        space = str(node).removesuffix(last)
        near = difflib.get_close_matches(last, _ids(ask, space), n=_SHOWN, cutoff=0.5) if space.startswith(ID) else []
        named = ", ".join(node_text(URIRef(space + one)) for one in near)
        hint = f"did you mean {named}?" if near else "look for it by name."
        return f"the graph has no {node_text(node)}; {hint}"
    return f"{node_text(node)} exists, but nothing is tied to it in this way by {name}."


def _of_filter(part: Condition, found: Iterable[object], ask: Ask) -> Iterator[str]:
    """A text compared with values that carry a language tag or a datatype."""
    compared = part.expression
    if part.place or getattr(compared, "name", "") != "RelationalExpression" or compared.op != "=":
        return
    variable, literal = compared.expr, compared.other
    if not isinstance(variable, Variable) or not isinstance(literal, Literal):
        return
    for pattern in found:
        if isinstance(pattern, TriplePattern) and pattern.object == variable and isinstance(pattern.predicate, URIRef):
            exact = f"?s {pattern.predicate.n3()} ?found FILTER (?found = {literal.n3()})"
            if not _any(ask, exact):
                yield _literal(pattern, literal, ask)
                return


def _join(patterns: list[TriplePattern], ask: Ask) -> Iterator[str]:
    """The pattern with which the patterns before it match nothing any more."""
    for number in range(2, len(patterns) + 1):
        if not _any(ask, " ".join(pattern.text for pattern in patterns[:number])):
            last = patterns[number - 1]
            shown = f"{node_text(last.subject)} {_path(last)} {node_text(last.object)}"
            yield f"each pattern alone matches, but together they match nothing from the pattern {shown} on."
            return
    if patterns:
        yield "the patterns match, but no row passes the conditions (FILTER, VALUES, MINUS)."


def _path(pattern: TriplePattern) -> str:
    return node_text(pattern.predicate) if isinstance(pattern.predicate, URIRef) else pattern.predicate.n3()


def _classes_near(node: URIRef, ontology: Ontology, ask: Ask) -> str:
    name = str(node).removeprefix(str(PS))
    if name in ontology.classes:
        above = [one for one in ontology.klass(name).parents if _any(ask, f"?s a <{PS[one]}>")]
        if above:
            return f"there are instances of ps:{above[0]}."
    return "see the ontology's page for the classes that have instances."


def _properties_used(pattern: TriplePattern, patterns: list[TriplePattern], ask: Ask) -> str:
    typed = [other.text for other in patterns if other.predicate == RDF.type and other.subject == pattern.subject]
    subject = pattern.subject.n3()
    if not typed:
        return "see the ontology's page for the properties that are."
    used = _top(ask, f"{' '.join(typed)} {subject} ?found ?o FILTER (STRSTARTS(STR(?found), '{PS}'))", 8)
    return f"such things have {', '.join(used)}."


def _any(ask: Ask, pattern: str) -> bool:
    return bool(ask(f"SELECT (1 AS ?yes) WHERE {{ {pattern} }} LIMIT 1"))


def _top(ask: Ask, pattern: str, number: int = _SHOWN) -> list[str]:
    counted = f"SELECT ?found (COUNT(*) AS ?uses) WHERE {{ {pattern} }} GROUP BY ?found"
    rows = ask(f"{counted} ORDER BY DESC(?uses) ?found LIMIT {number}")
    return [node_text(URIRef(row[0].value)) for row in rows if isinstance(row[0], ox.NamedNode)]


def _values(ask: Ask, pattern: str, number: int = _SHOWN) -> list[ox.Literal]:
    rows = ask(f"SELECT DISTINCT ?found WHERE {{ {pattern} }} LIMIT {number}")
    return [row[0] for row in rows if isinstance(row[0], ox.Literal)]


def _ids(ask: Ask, space: str) -> list[str]:
    rows = ask(f"SELECT DISTINCT ?found WHERE {{ ?found a <{PS.Entity}> FILTER (STRSTARTS(STR(?found), '{space}')) }}")
    return [row[0].value.removeprefix(space) for row in rows if isinstance(row[0], ox.NamedNode)]
