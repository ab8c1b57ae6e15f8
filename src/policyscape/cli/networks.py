"""Commands that rank the entities of a network and explain how they hang together."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policyscape.cli.options import endpoint_option, language_option, out_option

__all__ = ["network", "path"]


@click.command()
@click.argument("projection", default="typed")
@out_option
@endpoint_option
@click.option("--measure", default="betweenness", show_default=True, help="The measure to rank by.")
@click.option("--top", type=click.IntRange(min=1), default=20, show_default=True, help="How many entities.")
@language_option
@click.option("--format", "form", help="table, csv, json, markdown, or the network as graphml or gexf.")
@click.option("--period", help="Only ties of these years, as 2020-2025.")
@click.option("--country", multiple=True, help="Only ties of this country, as place/jp.")
@click.option("--modality", multiple=True, help="Ties that are decided (the default), planned, proposed, estimated.")
@click.option("--document", multiple=True, help="Only ties this document states.")
@click.option("--currency", help="Amounts in this currency, as USD.")
@click.option("--fold-successors", is_flag=True, help="Put in a predecessor's place what succeeded it.")
@click.option("--robust", is_flag=True, help="Add how each rank changes with the evidence.")
@click.option("--section", help="Instead of a ranking: communities, brokers, links, change or gaps, as Markdown.")
def network(
    projection: str,
    out: Path,
    endpoint: str | None,
    measure: str,
    top: int,
    language: str,
    form: str | None,
    period: str | None,
    country: tuple[str, ...],
    modality: tuple[str, ...],
    document: tuple[str, ...],
    currency: str | None,
    fold_successors: bool,
    robust: bool,
    section: str | None,
) -> None:
    """Rank the entities of a network of the built graph, or hand the network on.

    \b
    policyscape network collaboration --measure pagerank --top 10 --robust
    policyscape network typed --period 2020-2025 --country place/jp --format gexf > japan.gexf
    policyscape network collaboration --section communities
    """
    from policyscape.network.analysis import analyse
    from policyscape.network.listing import FORMATS, listing
    from policyscape.network.measures import MEASURES
    from policyscape.network.projections import find_projection
    from policyscape.network.robustness import robustness
    from policyscape.network.sections import section_text
    from policyscape.network.selecting import choose, make_selection, require_ties
    from policyscape.store import open_graph

    chosen = choose("format", form or ("table" if sys.stdout.isatty() else "json"), FORMATS)
    declared, measure = find_projection(projection), choose("measure", measure, MEASURES)
    store = open_graph(out / "store", endpoint)
    selection = make_selection(store, period, country, modality, document, currency, fold_successors)
    analysis = analyse(store, declared, selection, ["betweenness"] if section else [measure], sampled=bool(section))
    require_ties(store, analysis)
    if section:
        click.echo(section_text(store, analysis, section, language), nl=False)
        return
    found = robustness(analysis)[measure] if robust else None
    click.echo(listing(analysis, measure, chosen, language, top, found), nl=False)


@click.command()
@click.argument("first")
@click.argument("second")
@out_option
@endpoint_option
@language_option
@click.option("--top", type=click.IntRange(min=1), default=3, show_default=True, help="How many shortest paths.")
@click.option("--format", "form", help="text, json or markdown; text on a terminal, else json.")
def path(first: str, second: str, out: Path, endpoint: str | None, language: str, top: int, form: str | None) -> None:
    """Explain how two entities (ids or names) hang together: the shortest paths, each hop with its evidence.

    \b
    policyscape path org/jst org/nedo
    """
    from policyscape.network.explain import FORMATS, explain
    from policyscape.network.selecting import choose
    from policyscape.store import open_graph

    chosen = choose("format", form or ("text" if sys.stdout.isatty() else "json"), FORMATS)
    click.echo(explain(open_graph(out / "store", endpoint), first, second, language, top, chosen), nl=False)
