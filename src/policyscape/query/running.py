"""Running a SPARQL query on the union of all graphs of a store."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import pyoxigraph as ox

from policyscape.errors import InputError
from policyscape.namespaces import ENTITY_PREFIXES, PREFIXES
from policyscape.ontology import Ontology
from policyscape.query.help import refuse_unknown_terms, syntax_message, without_strings

__all__ = ["Result", "Term", "run_query", "term_of"]

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_ENTITY_ID = re.compile(r"[a-z]+/[a-z0-9][a-z0-9._/-]*")
_CURIE = re.compile(r"([A-Za-z][\w-]*):([^\s<>\"]+)")
_TAGGED = re.compile(r'"(.*)"@([A-Za-z-]+)', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of terms under their columns; None is an unbound variable.

    An ASK query gives one row with a boolean in the column ``answer``, CONSTRUCT and DESCRIBE a row for each triple.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    form: str = "SELECT"


def run_query(
    store: ox.Store, text: str, ontology: Ontology | None = None, parameters: Mapping[str, str] | None = None
) -> Result:
    """Run a query; missing prefixes are supplied, ``parameters`` bind variables to terms (see ``term_of``).

    Rows without an ORDER BY are sorted, so that the same store gives the same rows. InputError on a syntax error, with
    its place, on a term that the given ontology does not have, and on a parameter the query does not select.
    """
    if re.search(r"\bservice\b", without_strings(text), re.IGNORECASE):
        raise InputError("SERVICE is off: a query asks this graph only; leave the SERVICE clause out.")
    bound = _bindings(text, parameters or {})
    if ontology:
        refuse_unknown_terms(text, ontology)
    try:
        prefixes = PREFIXES | ENTITY_PREFIXES
        found = store.query(text, prefixes=prefixes, use_default_graph_as_union=True, substitutions=bound)
    except SyntaxError as error:
        raise InputError(syntax_message(text, str(error))) from error
    except RuntimeError as error:  # the engine binds only what is selected
        if "projection" not in str(error):
            raise
        raise InputError(f"{error}; put every parameter among the selected columns.") from error
    if isinstance(found, ox.QueryBoolean):
        return Result(("answer",), ((ox.Literal(bool(found)),),), "ASK")
    if isinstance(found, ox.QueryTriples):
        triples = [(triple.subject, triple.predicate, triple.object) for triple in found]
        return Result(("subject", "predicate", "object"), tuple(sorted(triples, key=_key)), "CONSTRUCT")
    columns = tuple(variable.value for variable in found.variables)
    rows = [tuple(solution) for solution in found]
    if not re.search(r"\border\s+by\b", without_strings(text), re.IGNORECASE):
        rows.sort(key=_key)
    return Result(columns, tuple(rows))


def term_of(words: str) -> Term:
    """A parameter as a term.

    ``<iri>``, a prefixed name of a known prefix, an entity id (``place/jp``), an integer, ``"words"@ja``, else a plain
    string.
    """
    if words.startswith("<") and words.endswith(">"):
        return ox.NamedNode(words[1:-1])
    if (curie := _CURIE.fullmatch(words)) and curie[1] in PREFIXES:
        return ox.NamedNode(PREFIXES[curie[1]] + curie[2])
    if _ENTITY_ID.fullmatch(words):
        return ox.NamedNode(PREFIXES["psid"] + words)
    if tagged := _TAGGED.fullmatch(words):
        return ox.Literal(tagged[1], language=tagged[2])
    return ox.Literal(int(words)) if re.fullmatch(r"-?\d+", words) else ox.Literal(words)


def _bindings(text: str, parameters: Mapping[str, str]) -> dict[ox.Variable, Term]:
    variables = set(re.findall(r"[?$](\w+)", without_strings(text)))
    for name in parameters:
        if name not in variables:
            has = ", ".join(sorted(variables)) or "none"
            raise InputError(f"the query has no variable ?{name} to bind; it has {has}.")
    return {ox.Variable(name): term_of(words) for name, words in parameters.items()}


def _key(row: tuple[Term | None, ...]) -> tuple[str, ...]:
    return tuple("" if term is None else str(term) for term in row)
