"""Help where a query fails: the place of a syntax error, and terms of the ontology that do not exist."""

from __future__ import annotations

import difflib
import re

from policyscape.errors import InputError
from policyscape.namespaces import PREFIXES, PS
from policyscape.ontology import Ontology

__all__ = ["refuse_unknown_terms", "syntax_message", "without_strings"]

_TOKEN = re.compile(
    r"""(<[^<>\s]*>)|(?:\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\#[^\n]*)""", re.DOTALL
)
_OURS = re.compile(rf"\bps:([A-Za-z][\w-]*)|<{re.escape(str(PS))}([^<>]+)>")
_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_NAME_LENGTH = 30


def without_strings(text: str) -> str:
    """The query with strings and comments blanked out, IRIs and every other character in their places."""
    return _TOKEN.sub(lambda token: token[1] or re.sub(r"[^\n]", " ", token[0]), text)


def refuse_unknown_terms(text: str, ontology: Ontology) -> None:
    """InputError on the first term of our namespace that the ontology does not have, with the nearest that it has."""
    known = [str(node).removeprefix(str(PS)) for node in set(ontology.graph.subjects()) if str(node).startswith(PS)]
    plain = without_strings(text)
    for match in _OURS.finditer(plain):
        name = match[1] or match[2]
        if name not in known:
            line = plain.count("\n", 0, match.start()) + 1
            near = difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.6)
            hint = f"did you mean {', '.join('ps:' + one for one in near)}?" if near else "see the ontology for those."
            raise InputError(f"line {line} of the query: the ontology has no term ps:{name}; {hint}")


def syntax_message(text: str, error: str) -> str:
    """The engine's error as line, column, the line itself with a mark below the place, and what was expected."""
    match = _PLACE.match(error)
    if not match:
        return f"the query cannot be understood: {error}."
    number, column = int(match[1]), int(match[2])
    lines = text.splitlines() or [""]
    line = lines[min(number, len(lines)) - 1]
    mark = " " * (column - 1) + "^"
    rest = "\n".join([line[column - 1 :], *lines[number:]]) if number <= len(lines) else ""
    expected = _expected(match[3], line[: column - 1], rest)
    return f"the query has a syntax error at line {number}, column {column}: {expected}\n  {line}\n  {mark}"


def _expected(words: str, before: str, rest: str) -> str:
    """What the engine expected, in words; ``before`` and ``rest`` are the text around the place."""
    if "Prefix not found" in words:
        prefix = re.search(r"([\w-]*):[\w-]*$", before)
        name = f"{prefix[1]}: " if prefix else ""
        return f"the prefix {name}is not declared; known without declaration are {', '.join(sorted(PREFIXES))}."
    if "variable that is unbound" in words:
        return "a selected variable is neither grouped nor bound; add it to GROUP BY."
    if not rest.strip():
        return "the query ends too early; a closing bracket, brace or quote is missing."
    choices = [choice for choice in words.split(", ") if len(choice) <= _NAME_LENGTH and "[" not in choice]
    found = rest.split()[0][:_NAME_LENGTH]
    if not choices:
        return f"{found!r} cannot stand here."
    return f"{found!r} cannot stand here; expected {' or '.join(choices)}."
