"""Commands that ask the built graph in SPARQL."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policyscape.cli.options import endpoint_option, language_option, out_option
from policyscape.errors import InputError, PolicyscapeError

if TYPE_CHECKING:
    from policyscape.query import Parameter, Query

__all__ = ["explain", "queries", "query"]

_SHOWN_VALUES = 12


class _Asking(click.Command):
    """The command ``query``, with an option for each parameter of the query that is asked for."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta["parameters"] = _declared(args)
        return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        return [*super().get_params(ctx), *(_option(one) for one in ctx.meta.get("parameters", ()))]


def _declared(args: Iterable[str]) -> tuple[Parameter, ...]:
    """The parameters of the first query that the arguments name; none where they name none."""
    from policyscape.query import find_query

    for arg in args:
        if not arg.startswith("-"):
            try:
                return find_query(arg).parameters
            except InputError:  # the value of an option, or a name that the command will refuse
                continue
    return ()


def _option(parameter: Parameter) -> click.Option:
    default = ", ".join(_short(term) for term in parameter.defaults) or "any"
    label = parameter.labels.get("en", parameter.name)
    names = [f"--{parameter.name.replace('_', '-')}", f"--{parameter.name}", f"of_{parameter.name}"]
    return click.Option(
        list(dict.fromkeys(names)),
        multiple=True,
        metavar=_kind(parameter).upper(),
        help=f"{label.capitalize()}.  [default: {default}]",
    )


def _kind(parameter: Parameter) -> str:
    """What to write for a parameter: an entity of which class, a code of which list, else the kind alone."""
    return f"{parameter.kind} {parameter.of}" if parameter.kind in ("entity", "code", "class") else parameter.kind


def _short(term: object) -> str:
    from policyscape.namespaces import CONCEPT, ID, PS

    value = str(getattr(term, "value", term))
    return next((value.removeprefix(str(space)) for space in (ID, CONCEPT, PS) if value.startswith(str(space))), value)


@click.command(cls=_Asking)
@click.argument("query")
@out_option
@endpoint_option
@click.option("--format", "form", help="table, json, csv, tsv, markdown, html, turtle or bibtex; else table or json.")
@click.option("--evidence", is_flag=True, help="Add to each row where in which document its facts were read.")
@click.option("--cite", "citation", help="Export with the sources: markdown or bibtex.")
@language_option
@click.option("--param", "params", multiple=True, help="Bind a variable of your own query: --param country=place/jp")
def query(
    query: str,
    out: Path,
    endpoint: str | None,
    form: str | None,
    evidence: bool,
    citation: str | None,
    language: str,
    params: tuple[str, ...],
    **options: tuple[str, ...],
) -> None:
    """Ask the built graph: a query file, the name of a query of the library, or - for standard input.

    Each parameter of the query is an option of its name: policyscape query NAME --help shows them. Entities are given
    by id (place/jp), by name in either language, or as an IRI; several values by repeating the option; any opens it.

    \b
    policyscape query budget-by-phase --country Japan --year 2022
    policyscape query - --format csv < question.rq
    """
    from policyscape.ontology import load_ontology
    from policyscape.query import asker, deliver, execute, find_query, hints, parse_query, prepare
    from policyscape.store import open_graph

    asked = parse_query(sys.stdin.read()) if query == "-" else find_query(query)
    values = {name.removeprefix("of_"): list(given) for name, given in options.items() if given}
    values |= _values_of(params)
    store, ontology = open_graph(out / "store", endpoint), load_ontology()
    text = prepare(asked, values, ontology, asker(store))
    result = execute(store, text)
    for hint in hints(text, ontology, asker(store)) if not result.rows else ():
        click.echo(f"Nothing found: {hint}", err=True)
    form = form or ("table" if sys.stdout.isatty() else "json")
    told = deliver(
        *(result, text, lambda more: execute(store, more), form),
        evidence=evidence,
        citation=citation,
        language=language,
        width=shutil.get_terminal_size().columns,
    )
    click.echo(told, nl=False)


@click.command()
@click.argument("query")
@out_option
@endpoint_option
@language_option
@click.option("--param", "params", multiple=True, help="A parameter or a variable: --param country=place/jp")
def explain(query: str, out: Path, endpoint: str | None, language: str, params: tuple[str, ...]) -> None:
    """Say in words what a query asks (a file, a name of the library or -), and how many triples each pattern has."""
    from policyscape.ontology import load_ontology
    from policyscape.query import asker, explain, find_query, parse_query, prepare
    from policyscape.store import open_graph

    asked = parse_query(sys.stdin.read()) if query == "-" else find_query(query)
    ask, ontology = asker(open_graph(out / "store", endpoint)), load_ontology()
    if question := asked.questions.get(language):
        click.echo(question)
    text = prepare(asked, _values_of(params), ontology, ask)
    click.echo(explain(text, ontology, ask, language))


def _values_of(params: tuple[str, ...]) -> dict[str, list[str]]:
    """The values of ``--param``, by name."""
    values: dict[str, list[str]] = {}
    for name, value in map(_pair, params):
        values.setdefault(name, []).append(value)
    return values


def _pair(param: str) -> tuple[str, str]:
    name, equals, value = param.partition("=")
    if not equals:
        raise InputError(f"--param takes name=value, not {param!r}.")
    return name, value


@click.command()
@click.argument("words", nargs=-1)
@language_option
@out_option
@endpoint_option
def queries(words: tuple[str, ...], language: str, out: Path, endpoint: str | None) -> None:
    """List the queries of the library, or those that hold all the words; the name of one shows it with its parameters.

    \b
    policyscape queries budget
    policyscape queries budget-by-phase
    """
    from policyscape.query import library

    if len(words) == 1 and (named := [one for one in library() if words[0] in (one.name, f"{one.theme}/{one.name}")]):
        _describe(named[0], language, out, endpoint)
        return
    for found in library():
        title = found.titles.get(language, "")
        held = f"{found.theme}/{found.name} {title} {found.questions.get(language, '')}".casefold()
        if all(word.casefold() in held for word in words):
            click.echo(f"{found.theme}/{found.name}\t{title}")


def _describe(query: Query, language: str, out: Path, endpoint: str | None) -> None:
    """One query: what it asks, its columns, and each parameter with its default and the values it can take."""
    click.echo(f"{query.theme}/{query.name}\t{query.titles.get(language, '')}")
    click.echo(query.questions.get(language, ""))
    click.echo(f"columns: {' '.join(query.columns)}")
    for parameter in query.parameters:
        default = ", ".join(map(_short, parameter.defaults)) or "any"
        label = parameter.labels.get(language, "")
        click.echo(f"--{parameter.name.replace('_', '-')}\t{label} ({_kind(parameter)}; default {default})")
        values = _values(parameter, language, out, endpoint)
        for value, label, uses in values[:_SHOWN_VALUES]:
            click.echo(f"    {value}\t{label}{f' ({uses})' if uses else ''}".rstrip())
        if len(values) > _SHOWN_VALUES:
            click.echo(f"    … {len(values) - _SHOWN_VALUES} more")


def _values(parameter: Parameter, language: str, out: Path, endpoint: str | None) -> list[tuple[str, str, int]]:
    from policyscape.ontology import load_ontology
    from policyscape.query import allowed_values, asker
    from policyscape.store import open_graph

    def ask(text: str) -> Any:
        return asker(open_graph(out / "store", endpoint))(text)

    try:
        return allowed_values(parameter, load_ontology(), ask, language)
    except PolicyscapeError:
        if endpoint:
            raise
        return []  # no graph was built: what the ontology and the query say is shown all the same
