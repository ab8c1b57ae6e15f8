"""Results as text: a table for reading, JSON, CSV and TSV for programs, Markdown and HTML for briefings, Turtle."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable
from typing import Any

import pyoxigraph as ox

from policyscape.errors import InputError
from policyscape.namespaces import PREFIXES
from policyscape.query.running import Result, Term
from policyscape.query.text import ALL_PREFIXES

__all__ = ["FORMATS", "render"]

_MARKDOWN = str.maketrans({"\\": "\\\\", "|": "\\|", "<": "&lt;", "\n": " "})


def render(result: Result, form: str, width: int | None = None) -> str:
    """The result in one of FORMATS; ``width`` is the number of columns of the terminal, for ``table``."""
    if form == "table":
        return _table(result, width)
    if form not in _WRITERS:
        raise InputError(f"there is no format {form!r}; there are {', '.join(FORMATS)}.")
    return _WRITERS[form](result)


def _words(term: Term | None) -> str:
    """A term for a reader: a prefixed name, or the words of a literal."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        spaces = [prefix for prefix, space in PREFIXES.items() if term.value.startswith(space)]
        prefix = max(spaces, key=lambda name: len(PREFIXES[name]), default=None)
        return f"{prefix}:{term.value.removeprefix(PREFIXES[prefix])}" if prefix else term.value
    return term.value if isinstance(term, ox.Literal) else str(term)


def _plain(term: Term | None) -> str:
    return "" if term is None else str(term) if isinstance(term, ox.Triple) else term.value


def _table(result: Result, width: int | None) -> str:
    from rich.console import Console  # slow to import and needed on a terminal only
    from rich.table import Column, Table
    from rich.text import Text

    # A number cut short by an ellipsis would be another number: what does not fit goes on in the next line.
    table = Table(*(Column(name, overflow="fold") for name in result.columns))
    for row in result.rows:
        table.add_row(*(Text(_words(term)) for term in row))
    console = Console(file=io.StringIO(), width=width, highlight=False)
    with console.capture() as captured:
        console.print(table)
    return captured.get()


def _json(result: Result) -> str:
    """SPARQL 1.1 Query Results JSON; triples of a CONSTRUCT as rows."""
    if result.form == "ASK":
        answer: dict[str, Any] = {"head": {}, "boolean": _plain(result.rows[0][0]) == "true"}
    else:
        rows = [
            {name: _member(term) for name, term in zip(result.columns, row, strict=True) if term is not None}
            for row in result.rows
        ]
        answer = {"head": {"vars": list(result.columns)}, "results": {"bindings": rows}}
    return json.dumps(answer, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _member(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if not isinstance(term, ox.Literal):
        return {"type": "bnode", "value": _plain(term)}
    member = {"type": "literal", "value": term.value}
    if term.language:
        return member | {"xml:lang": term.language}
    plain = term.datatype.value == PREFIXES["xsd"] + "string"
    return member if plain else member | {"datatype": term.datatype.value}


def _csv(result: Result) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows([_plain(term) for term in row] for row in result.rows)
    return text.getvalue()


def _tsv(result: Result) -> str:
    """SPARQL 1.1 TSV: terms as in Turtle, so that types and languages are kept."""
    lines = ["\t".join(f"?{name}" for name in result.columns)]
    lines += ["\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) for row in result.rows]
    return "\n".join(lines) + "\n"


def _markdown(result: Result) -> str:
    def line(cells: list[str]) -> str:
        return f"| {' | '.join(cell.translate(_MARKDOWN) for cell in cells)} |"

    rows = [line([_words(term) for term in row]) for row in result.rows]
    return "\n".join([line(list(result.columns)), "|" + " --- |" * len(result.columns), *rows]) + "\n"


def _html(result: Result) -> str:
    """A table of its own, escaped, IRIs of the web as links."""

    def cell(term: Term | None) -> str:
        words = html.escape(_words(term))
        web = isinstance(term, ox.NamedNode) and term.value.startswith(("http://", "https://"))
        return f'<td><a href="{html.escape(_plain(term))}">{words}</a></td>' if web else f"<td>{words}</td>"

    head = "".join(f"<th>{html.escape(name)}</th>" for name in result.columns)
    rows = "\n".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in result.rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n"


def _turtle(result: Result) -> str:
    """The triples of a CONSTRUCT or DESCRIBE."""
    if result.form != "CONSTRUCT":
        raise InputError("turtle holds triples: ask with CONSTRUCT, or a query whose rows stand for facts.")
    triples = [ox.Triple(*row) for row in result.rows]  # type: ignore[arg-type]  # the engine gave them as triples
    used = {name: space for name, space in ALL_PREFIXES.items() if any(space in str(triple) for triple in triples)}
    text = (ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=used) or b"").decode()
    lines = text.splitlines(keepends=True)
    heads = sorted(line for line in lines if line.startswith("@prefix"))  # the engine writes them in any order
    return "".join([*heads, *(line for line in lines if not line.startswith("@prefix"))])


_WRITERS: dict[str, Callable[[Result], str]] = {
    "json": _json,
    "csv": _csv,
    "tsv": _tsv,
    "markdown": _markdown,
    "html": _html,
    "turtle": _turtle,
}
FORMATS = ("table", *_WRITERS)
