"""Help where a query fails: the place of a syntax error, and terms of the ontology that do not exist."""

from __future__ import annotations

import difflib
import re

from policyscape.errors import InputError
from policyscape.namespaces import PREFIXES, PS
from policyscape.ontology import Ontology
from policyscape.query.text import without_strings

__all__ = ["KEYWORDS", "refuse_unknown_terms", "syntax_message"]

_OURS = re.compile(rf"\bps:([A-Za-z][\w-]*)|<{re.escape(str(PS))}([^<>]+)>")
_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_BARE_WORD = re.compile(r"(?<![\w?$:@<^-])[A-Za-z_]{2,}\b(?![:\w-])")
_NAME_LENGTH = 30
KEYWORDS = (
    *("SELECT", "CONSTRUCT", "ASK", "DESCRIBE", "WHERE", "FROM", "NAMED", "PREFIX", "BASE", "DISTINCT", "REDUCED"),
    *("OPTIONAL", "FILTER", "UNION", "MINUS", "GRAPH", "BIND", "VALUES", "EXISTS", "NOT", "UNDEF", "SERVICE", "SILENT"),
    *("ORDER", "GROUP", "BY", "HAVING", "LIMIT", "OFFSET", "ASC", "DESC", "AS", "IN", "BOUND", "IF", "COALESCE"),
    *("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "CONTAINS", "STRSTARTS", "STRENDS", "STR"),
    *("LANG", "LANGMATCHES", "DATATYPE", "REGEX", "REPLACE", "SUBSTR", "STRLEN", "UCASE", "LCASE", "CONCAT", "YEAR"),
)


def refuse_unknown_terms(text: str, ontology: Ontology) -> None:
    """InputError on the first term of our namespace that the ontology does not have, with the nearest that it has."""
    plain = without_strings(text)
    for match in _OURS.finditer(plain):
        name = match[1] or match[2]
        if name not in ontology.terms:
            line = plain.count("\n", 0, match.start()) + 1
            near = difflib.get_close_matches(name, sorted(ontology.terms), n=3, cutoff=0.6)
            hint = f"did you mean {', '.join('ps:' + one for one in near)}?" if near else "see the ontology for those."
            raise InputError(f"line {line} of the query: the ontology has no term ps:{name}; {hint}")


def syntax_message(text: str, error: str) -> str:
    """The engine's error as line, column, the line itself with a mark below the place, and what was expected."""
    match = _PLACE.match(error)
    if not match:
        return f"the query cannot be understood: {error}."
    lines = text.splitlines() or [""]
    number = min(int(match[1]), len(lines))
    line = lines[number - 1]
    beyond = int(match[1]) > len(lines)
    column = len(line) + 1 if beyond else _word_start(line, int(match[2]))
    rest = "\n".join([line[column - 1 :], *lines[number:]])
    if (slip := _slip(line[: column - 1], rest)) and "Prefix not found" not in match[3]:
        column, expected = slip
    else:
        expected = _expected(match[3], line[: int(match[2]) - 1], rest)
    mark = " " * (column - 1) + "^"
    return f"the query has a syntax error at line {number}, column {column}: {expected}\n  {line}\n  {mark}"


def _word_start(line: str, column: int) -> int:
    """The column where the word at this column begins: the engine may stop in the middle of one."""
    start = re.search(r"[?$]?[\w:-]*$", line[: column - 1])
    inside = start and start[0] and re.match(r"[\w:-]", line[column - 1 : column])
    return start.start() + 1 if start and inside else column


def _slip(before: str, rest: str) -> tuple[int, str] | None:
    """A keyword written wrongly at the place or before it on its line: its column, and the keyword that was meant."""
    line = without_strings(before + rest.split("\n", 1)[0])
    words = [word for word in _BARE_WORD.finditer(line) if word.start() <= len(before)]
    for word in reversed(words):
        if word[0].upper() in KEYWORDS:
            continue
        if near := difflib.get_close_matches(word[0].upper(), KEYWORDS, n=1, cutoff=0.7):
            return word.start() + 1, f"{word[0]!r} cannot stand here; did you mean {near[0]}?"
    return None


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
