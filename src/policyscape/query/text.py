"""The text of a query: what is string and what is not, its prefixes, its VALUES blocks and its outermost group."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

import pyoxigraph as ox

from policyscape.errors import InputError
from policyscape.namespaces import ENTITY_PREFIXES, PREFIXES

__all__ = [
    "ALL_PREFIXES",
    "Term",
    "declared_prefixes",
    "form_of",
    "limit_of",
    "missing_prefixes",
    "outer_group",
    "term_text",
    "terms_of",
    "values_blocks",
    "variables",
    "without_strings",
]

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

ALL_PREFIXES = PREFIXES | ENTITY_PREFIXES
_TOKEN = re.compile(
    r"""(<[^<>\s{}|^`\\"]*>)|(?:\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\#[^\n]*)""",
    re.DOTALL,
)
_PREFIX = re.compile(r"\bprefix\s+([\w-]*)\s*:\s*<([^<>]*)>", re.IGNORECASE)
_USED = re.compile(r"(?<![\w?$:<@^-])([A-Za-z][\w-]*):(?!/)")
_FORM = re.compile(r"\b(select|construct|ask|describe)\b", re.IGNORECASE)
_LIMIT = re.compile(r"\blimit\s+(\d+)", re.IGNORECASE)


def without_strings(text: str) -> str:
    """The query with strings and comments blanked out, IRIs and every other character in their places."""
    return _TOKEN.sub(lambda token: token[1] or re.sub(r"[^\n]", " ", token[0]), text)


def _bare(text: str) -> str:
    """The query with IRIs blanked out as well."""
    return _TOKEN.sub(lambda token: re.sub(r"[^\n]", " ", token[0]), text)


def declared_prefixes(text: str) -> dict[str, str]:
    """The prefixes that a query declares itself."""
    return dict(_PREFIX.findall(without_strings(text)))


def missing_prefixes(text: str) -> str:
    """A PREFIX line for each known prefix that the query uses and does not declare; empty where there is none."""
    used = {match[1] for match in _USED.finditer(_bare(text))} - set(declared_prefixes(text))
    return "".join(f"PREFIX {name}: <{ALL_PREFIXES[name]}>\n" for name in sorted(used) if name in ALL_PREFIXES)


def variables(text: str) -> set[str]:
    """The names of all variables of a query."""
    return set(re.findall(r"[?$](\w+)", _bare(text)))


def form_of(text: str) -> str:
    """``SELECT``, ``CONSTRUCT``, ``ASK`` or ``DESCRIBE``; empty where the text is no query."""
    found = _FORM.search(_bare(_PREFIX.sub("", text)))
    return found[1].upper() if found else ""


def values_blocks(text: str, name: str) -> list[tuple[int, int, int, int]]:
    """Where ``VALUES ?name { … }`` stands: begin and end of the block, then of the terms in it."""
    block = re.compile(rf"\bvalues\s*[?$]{re.escape(name)}\s*\{{([^{{}}]*)\}}", re.IGNORECASE)
    return [(*match.span(), *match.span(1)) for match in block.finditer(without_strings(text))]


def limit_of(text: str) -> tuple[int, int] | None:
    """Where the number of the last LIMIT stands, or None."""
    found = list(_LIMIT.finditer(without_strings(text)))
    return found[-1].span(1) if found else None


def terms_of(words: str, text: str) -> tuple[Term, ...]:
    """The terms that stand in a VALUES block of the query ``text``; UNDEF gives none."""
    prefixes = ALL_PREFIXES | declared_prefixes(text)
    found = ox.Store().query(f"SELECT ?x {{ VALUES ?x {{ {words} }} }}", prefixes=prefixes)
    assert isinstance(found, ox.QuerySolutions)  # a SELECT gives nothing else
    return tuple(term for row in found if (term := row["x"]) is not None)


def term_text(terms: Sequence[Term]) -> str:
    """Terms as SPARQL writes them, UNDEF for none; the serialiser of the RDF library escapes what must be escaped."""
    return " ".join(map(str, terms)) if terms else "UNDEF"


def outer_group(text: str) -> tuple[int, int]:
    """Where the content of the outermost group begins and ends; InputError where a query has none."""
    bare = _bare(text)
    start = _FORM.search(bare)
    opening = bare.find("{", start.end() if start else 0)
    if start and start[1].upper() == "CONSTRUCT":
        if re.search(r"\bwhere\s*$", bare[:opening], re.IGNORECASE):
            raise InputError("CONSTRUCT WHERE takes no parameter; write the template and the pattern apart.")
        opening = bare.find("{", _closing(bare, opening))
    if opening < 0:
        raise InputError("the query has no pattern in braces in which a parameter could be bound.")
    return opening + 1, _closing(bare, opening)


def _closing(bare: str, opening: int) -> int:
    depth = 0
    for at in range(max(opening, 0), len(bare)):
        depth += {"{": 1, "}": -1}.get(bare[at], 0)
        if depth == 0:
            return at
    raise InputError("the query ends too early; a closing brace is missing.")
