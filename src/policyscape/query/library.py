"""The query files: one question each, with title and meaning in a header of ``#+ key: value`` comments."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from policyscape.errors import InputError, RecordError
from policyscape.paths import QUERIES
from policyscape.query.parameters import Parameter, read_parameters

__all__ = ["Query", "find_query", "library", "list_queries", "parse_query"]

_HEADER = re.compile(r"^#\+\s*([A-Za-z]+)(?:\.([a-z]{2}))?\s*:\s*(.*?)\s*$", re.MULTILINE)
_PARAMETER = re.compile(r"^#\+\s*param\.(\w+)(?:\.([a-z]{2}))?\s*:\s*(.*?)\s*$", re.MULTILINE)
_KEYS = ("title", "question", "columns")
_APART = ("competency", "network", "network/gaps")
_SYNONYMS = {"meaning": "question"}


@dataclass(frozen=True, slots=True)
class Query:
    """A query with what its header says; ``theme`` is the folder, texts are by language tag.

    ``more`` has the keys that only some stage reads, as the direction of a projection's edges.
    """

    name: str
    text: str
    theme: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    more: Mapping[str, str] = field(default_factory=dict)


def parse_query(text: str, name: str = "query", theme: str = "") -> Query:
    """Read the header of a query; a text without one is a query without title, a misspelt key a RecordError."""
    texts: dict[str, dict[str, str]] = {key: {} for key in _KEYS}
    more: dict[str, str] = {}
    for written, language, value in _HEADER.findall(text):
        key = _SYNONYMS.get(written, written)
        if key in texts:
            texts[key][language] = value
        elif near := difflib.get_close_matches(key, _KEYS, n=1, cutoff=0.8):
            raise RecordError(f"the header has no key {key!r}; did you mean {near[0]}?", f"{name}.rq")
        else:
            more[key] = value
    columns = tuple(re.split(r"[\s,]+", texts["columns"][""])) if "" in texts["columns"] else ()
    declared: dict[str, dict[str, str]] = {}
    for parameter, language, value in _PARAMETER.findall(text):
        declared.setdefault(parameter, {})[language] = value
    parameters = read_parameters(declared, text, f"{name}.rq")
    return Query(name, text, theme, texts["title"], texts["question"], columns, parameters, more)


def list_queries(folder: Path = QUERIES) -> list[Query]:
    """All queries of a folder by theme and name; RecordError where two files have the same name."""
    queries: dict[str, Query] = {}
    for path in sorted(folder.glob("**/*.rq")):
        theme = "/".join(path.parent.relative_to(folder).parts)
        query = parse_query(path.read_text(encoding="utf-8"), path.stem, theme)
        if query.name in queries:
            raise RecordError(f"there is another query {query.name} in {queries[query.name].theme}.", str(path))
        queries[query.name] = query
    return sorted(queries.values(), key=lambda query: (query.theme, query.name))


def library(folder: Path = QUERIES) -> list[Query]:
    """The analyst's questions: all queries but the projections of the network and the competency questions."""
    return [query for query in list_queries(folder) if query.theme not in _APART]


def find_query(name: str, folder: Path = QUERIES) -> Query:
    """The query in a file, or the one of this name in the library; InputError says which names come near."""
    path = Path(name)
    if path.suffix in (".rq", ".sparql") or path.is_file():
        try:
            return parse_query(path.read_text(encoding="utf-8"), path.stem)
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"the query file {name} cannot be read: {error}.") from error
    known = {query.name: query for query in list_queries(folder)}
    name = name.rsplit("/", 1)[-1] if name in {f"{query.theme}/{query.name}" for query in known.values()} else name
    if name not in known:
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
        hint = f"did you mean {', '.join(near)}?" if near else "policyscape queries lists those there are."
        raise InputError(f"there is no query {name!r}, neither as a file nor in the library; {hint}")
    return known[name]
