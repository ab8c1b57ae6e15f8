"""Commands that ask the built graph in SPARQL."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from policyscape.cli.options import language_option, out_option
from policyscape.errors import InputError

__all__ = ["queries", "query"]


@click.command()
@click.argument("query")
@out_option
@click.option("--format", "form", help="table, json, csv, tsv or markdown; a table on a terminal, else json.")
@click.option("--param", "params", multiple=True, help="Bind a variable: --param country=place/jp")
def query(query: str, out: Path, form: str | None, params: tuple[str, ...]) -> None:
    """Ask the built graph: a query file, the name of a query of the library, or - for standard input.

    \b
    policyscape query allocations-largest
    policyscape query - --format csv < question.rq
    """
    from policyscape.ontology import load_ontology
    from policyscape.query import find_query, render, run_query
    from policyscape.store import open_store

    text = sys.stdin.read() if query == "-" else find_query(query).text
    store = open_store(out / "store")
    result = run_query(store, text, load_ontology(), dict(_pair(param) for param in params))
    chosen = form or ("table" if sys.stdout.isatty() else "json")
    click.echo(render(result, chosen, shutil.get_terminal_size().columns), nl=False)


def _pair(param: str) -> tuple[str, str]:
    name, equals, value = param.partition("=")
    if not equals:
        raise InputError(f"--param takes name=value, not {param!r}.")
    return name, value


@click.command()
@click.argument("words", nargs=-1)
@language_option
def queries(words: tuple[str, ...], language: str) -> None:
    """List the queries of the library, or those whose name, title or question hold all the words."""
    from policyscape.query import list_queries

    for found in list_queries():
        title = found.titles.get(language, "")
        held = f"{found.name} {title} {found.questions.get(language, '')}".casefold()
        if all(word.casefold() in held for word in words):
            click.echo(f"{found.theme + '/' if found.theme else ''}{found.name}\t{title}")
