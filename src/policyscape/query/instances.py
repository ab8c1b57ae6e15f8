"""Query files that are a library query with values: written from it, so that the two cannot drift apart.

A file with ``#+ instance: money/budget-by-phase country=place/jp year=2022`` has the text of that query with these
values bound; ``#+ select: thing=instrument amount`` chooses the columns among all variables of the query. Values are
separated by spaces, several values of one parameter by ``|``. ``python -m policyscape.query.instances`` writes them.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from policyscape.errors import RecordError
from policyscape.ontology import load_ontology
from policyscape.paths import QUERIES
from policyscape.query.library import Query, find_query, list_queries
from policyscape.query.naming import resolve
from policyscape.query.parameters import bind
from policyscape.query.text import outer_group, without_strings

__all__ = ["instance_text", "instances", "write_instances"]

_HEADER = re.compile(r"\A(?:#[^\n]*\n)*")


def instances(folder: Path = QUERIES) -> list[Query]:
    """The query files that are instances of others."""
    return [query for query in list_queries(folder) if "instance" in query.more]


def instance_text(query: Query, folder: Path = QUERIES) -> str:
    """The file that an instance must be: its own header, and the general query with the values bound.

    RecordError or InputError where the header names a query, parameter or value that does not exist; whether an
    entity exists is not asked, as the graph is not at hand.
    """
    name, *pairs = shlex.split(query.more["instance"])
    general = find_query(name, folder)
    given = dict(pair.split("=", 1) for pair in pairs)
    text = general.text
    for parameter in general.parameters:
        if parameter.name in given:
            words = given.pop(parameter.name).split("|")
            text = bind(text, parameter, resolve(parameter, words, load_ontology(), lambda _: [(None,)]))
        elif not parameter.defaults:
            text = bind(text, parameter, ())
    if given:
        raise RecordError(f"{general.name} has no parameter {', '.join(given)}.", f"{query.name}.rq")
    header = _HEADER.match(query.text)
    body = _HEADER.sub("", _selecting(text, query.more.get("select", "")))
    body = re.sub(r"\n\s*\n(?=  )", "\n", body)  # where the block of an open parameter was
    return f"{header[0] if header else ''}{body.replace('?param_', '?given_')}"


def _selecting(text: str, columns: str) -> str:
    """The query with other columns: ``alias=variable`` or ``variable``, in their order."""
    if not columns:
        return text
    pairs = [column.partition("=") for column in columns.split()]
    chosen = " ".join(f"(?{variable} AS ?{alias})" if variable else f"?{alias}" for alias, _, variable in pairs)
    first = next(re.finditer(r"\bselect\b", without_strings(text), re.IGNORECASE)).start()
    return f"{text[:first]}SELECT DISTINCT {chosen} WHERE {{{text[outer_group(text)[0] :]}"


def write_instances(folder: Path = QUERIES) -> list[str]:
    """Write every instance anew; the names of those that changed."""
    changed = []
    for query in instances(folder):
        text = instance_text(query, folder)
        if text != query.text:
            (folder / query.theme / f"{query.name}.rq").write_text(text, encoding="utf-8")
            changed.append(query.name)
    return changed


if __name__ == "__main__":
    print("\n".join(write_instances()))
