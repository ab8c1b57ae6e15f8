"""What can be typed next in a query: keywords, prefixes, terms of the ontology, codes, variables, names of queries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from policyscape.namespaces import CONCEPT, PS
from policyscape.ontology import Ontology
from policyscape.query.help import KEYWORDS
from policyscape.query.library import library
from policyscape.query.text import ALL_PREFIXES, declared_prefixes, variables, without_strings

__all__ = ["Candidate", "complete", "is_whole"]

_WORD = re.compile(r"[?$]\w*$|(?:[A-Za-z][\w-]*)?:[\w./-]*$|[A-Za-z][\w-]*$")
_LOCAL = re.compile(r"[A-Za-z_][\w-]*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to go on: ``text`` takes the place of the last ``length`` characters; ``meaning`` says what it is."""

    text: str
    length: int
    meaning: str = ""


def complete(text: str, ontology: Ontology, language: str = "en") -> list[Candidate]:
    """The candidates at the end of ``text``, those that begin as the word there does, in alphabetical order."""
    found = _WORD.search(without_strings(text))
    if not found or not (word := found[0]):
        return []
    if word[0] in "?$":
        known = variables(text[: found.start()])
        return _those(word, ((word[0] + name, "") for name in sorted(known)))
    if ":" in word:
        return _those(word, _terms(word, text, ontology, language))
    names = ((query.name, query.titles.get(language, "")) for query in library()) if text.strip() == word else ()
    prefixes = ((f"{name}:", iri) for name, iri in sorted(ALL_PREFIXES.items()))
    return _those(word, [*names, *prefixes, *((keyword, "") for keyword in sorted(KEYWORDS))])


def _those(word: str, candidates: Iterable[tuple[str, str]]) -> list[Candidate]:
    folded = word.casefold()
    return [
        Candidate(text, len(word), meaning)
        for text, meaning in candidates
        if text.casefold().startswith(folded) and text != word
    ]


def _terms(word: str, text: str, ontology: Ontology, language: str) -> Iterable[tuple[str, str]]:
    """The terms whose IRI begins as the prefix of the word does, as prefixed names with their labels."""
    prefix = word.partition(":")[0]
    space = (ALL_PREFIXES | declared_prefixes(text)).get(prefix)
    if space is None:
        return []
    named = {str(PS[name]): name for name in (*ontology.classes, *ontology.properties)}
    named |= {str(CONCEPT[name]): name for name in ontology.codes}
    local = ((iri.removeprefix(space), name) for iri, name in sorted(named.items()) if iri.startswith(space))
    return [(f"{prefix}:{one}", ontology.label(name, language)) for one, name in local if _LOCAL.fullmatch(one)]


def is_whole(text: str) -> bool:
    """Whether a text can be asked: a name of the library or a command, or a query whose braces are closed."""
    plain = without_strings(text).strip()
    if "{" in plain:
        return plain.count("{") <= plain.count("}")
    return not re.match(r"(select|construct|ask|describe|prefix|base)\b", plain, re.IGNORECASE)
