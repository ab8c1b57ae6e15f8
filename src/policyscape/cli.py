"""The command line: thin over the stages, tables on a terminal, JSON in a pipe, logs on stderr."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from policyscape import __version__
from policyscape.errors import EXIT_FAULTS, CheckError, InputError, PolicyscapeError
from policyscape.paths import GRAPH

__all__ = ["main"]

OUT = Path("out")
_SHOWN_FAULTS = 20


class _Group(click.Group):
    """Turns the project's errors into one line on stderr and their exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CheckError as error:
            click.echo(f"Error: {error}", err=True)
            for fault in error.faults[:_SHOWN_FAULTS]:
                click.echo(f"  {fault}", err=True)
            if more := len(error.faults) - _SHOWN_FAULTS:
                click.echo(f"  … and {more} more" if more > 0 else "", err=True, nl=more > 0)
            ctx.exit(error.exit_code)
        except PolicyscapeError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(error.exit_code)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Policyscape: a knowledge graph of the innovation policy landscape."""


out_option = click.option(
    "--out", type=click.Path(path_type=Path), default=OUT, show_default=True, help="The folder of the build."
)


def _say(step: str) -> None:
    click.echo(step, err=True)


@main.command()
@out_option
@click.option("--corpus", type=click.Path(path_type=Path), help="Read the documents of this folder first.")
@click.option("--layers", help="Keep only facts of these layers, as rule,mapping.")
@click.option("--questions", type=click.Path(path_type=Path), help="A folder of competency questions to score.")
@click.option("--record", type=click.Path(path_type=Path), default=GRAPH, help="The record, if not the project's own.")
@click.option("--networks/--no-networks", default=True, show_default=True, help="Write the network report as well.")
def build(
    out: Path, corpus: Path | None, layers: str | None, questions: Path | None, record: Path, networks: bool
) -> None:
    """Build graph, store, measures, page and report from the record.

    \b
    policyscape build
    policyscape build --corpus documents/ --layers rule,mapping
    """
    from policyscape.build import build as run

    built = run(out, corpus, _layers(layers), questions, _say, record, networks=networks)
    _say(f"built {out}: {len(built.record.facts)} facts and mentions, {len(built.dataset)} triples")


def _layers(words: str | None) -> frozenset[str] | None:
    from policyscape.ontology import load_ontology

    if words is None:
        return None
    known = {code.removeprefix("layer/") for code in load_ontology().codes if code.startswith("layer/")}
    asked = frozenset(word.strip() for word in words.split(","))
    if unknown := sorted(asked - known):
        raise InputError(f"there is no layer {unknown[0]!r}; there are {', '.join(sorted(known))}.")
    return asked


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def extract(files: tuple[Path, ...]) -> None:
    """Read any documents and print the facts found, one JSON object a line.

    \b
    policyscape extract report.txt > facts.jsonl
    """
    from policyscape.extraction.corpus import Extractor
    from policyscape.reading import read

    extraction = Extractor().read_all([read(path) for path in files])
    for entity in extraction.discovered:
        click.echo(json.dumps(entity.as_json(), ensure_ascii=False, sort_keys=True))
    for facts in extraction.facts.values():
        for fact in facts:
            click.echo(json.dumps(fact.as_json(), ensure_ascii=False, sort_keys=True))
    for warning in extraction.warnings:
        _say(warning)


@main.command()
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


@main.command()
@click.argument("words", nargs=-1)
@click.option("--language", type=click.Choice(["ja", "en"]), default="en", show_default=True)
def queries(words: tuple[str, ...], language: str) -> None:
    """List the queries of the library, or those whose name, title or question hold all the words."""
    from policyscape.query import list_queries

    for found in list_queries():
        title = found.titles.get(language, "")
        held = f"{found.name} {title} {found.questions.get(language, '')}".casefold()
        if all(word.casefold() in held for word in words):
            click.echo(f"{found.theme + '/' if found.theme else ''}{found.name}\t{title}")


@main.command()
@click.argument("projection", default="typed")
@out_option
@click.option("--measure", default="betweenness", show_default=True, help="The measure to rank by.")
@click.option("--top", default=20, show_default=True, help="How many entities.")
@click.option("--language", type=click.Choice(["ja", "en"]), default="en", show_default=True)
@click.option("--format", "form", help="table, csv, json, markdown, or the network as graphml or gexf.")
@click.option("--period", help="Only ties of these years, as 2020-2025.")
@click.option("--country", multiple=True, help="Only ties of this country, as place/jp.")
@click.option("--modality", multiple=True, help="Ties that are decided (the default), planned, proposed, estimated.")
@click.option("--document", multiple=True, help="Only ties this document states.")
@click.option("--currency", help="Amounts in this currency, as USD.")
@click.option("--fold-successors", is_flag=True, help="Put in a predecessor's place what succeeded it.")
@click.option("--robust", is_flag=True, help="Add how each rank changes with the evidence.")
def network(
    projection: str,
    out: Path,
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
) -> None:
    """Rank the entities of a network of the built graph, or hand the network on.

    \b
    policyscape network collaboration --measure pagerank --top 10 --robust
    policyscape network typed --period 2020-2025 --country place/jp --format gexf > japan.gexf
    """
    from policyscape.network.analysis import analyse
    from policyscape.network.listing import FORMATS, listing
    from policyscape.network.measures import MEASURES
    from policyscape.network.projections import find_projection
    from policyscape.network.robustness import robustness
    from policyscape.network.selecting import choose, make_selection
    from policyscape.store import open_store

    chosen = choose("format", form or ("table" if sys.stdout.isatty() else "json"), FORMATS)
    declared, measure = find_projection(projection), choose("measure", measure, MEASURES)
    store = open_store(out / "store")
    selection = make_selection(store, period, country, modality, document, currency, fold_successors)
    analysis = analyse(store, declared, selection, [measure])
    found = robustness(analysis)[measure] if robust else None
    click.echo(listing(analysis, measure, chosen, language, top, found), nl=False)


@main.command()
@click.argument("first")
@click.argument("second")
@out_option
@click.option("--language", type=click.Choice(["ja", "en"]), default="en", show_default=True)
@click.option("--top", default=3, show_default=True, help="How many paths of the shortest length.")
@click.option("--format", "form", help="text, json or markdown; text on a terminal, else json.")
def path(first: str, second: str, out: Path, language: str, top: int, form: str | None) -> None:
    """Explain how two entities (ids or names) hang together: the shortest paths, each hop with its evidence.

    \b
    policyscape path org/jst org/nedo
    """
    from policyscape.network.explain import FORMATS, explain
    from policyscape.network.selecting import choose
    from policyscape.store import open_store

    chosen = choose("format", form or ("text" if sys.stdout.isatty() else "json"), FORMATS)
    click.echo(explain(open_store(out / "store"), first, second, language, top, chosen), nl=False)


corpus_option = click.option("--corpus", type=click.Path(path_type=Path), help="Show the words: the documents' folder.")
record_option = click.option(
    "--record", type=click.Path(path_type=Path), default=GRAPH, help="The record, if not the project's own."
)


@main.command()
@click.argument("name")
@corpus_option
@record_option
def show(name: str, corpus: Path | None, record: Path) -> None:
    """Print all that the record says of an entity (id or name) or a fact (id): text on a terminal, else JSON lines.

    \b
    policyscape show org/jst
    policyscape show J-PEAKS --corpus documents/
    """
    from policyscape.graph import read_record
    from policyscape.ontology import load_ontology
    from policyscape.readable import Readable
    from policyscape.showing import find_shown
    from policyscape.sources import Sources

    known = read_record(record)
    entities, facts = find_shown(known, name)
    readable = Readable(known, load_ontology(), Sources(corpus, known.documents) if corpus else None)
    if sys.stdout.isatty():
        click.echo("\n".join([*map(readable.entity, entities), *map(readable.fact, facts)]))
        return
    for row in [*(entity.as_json() for entity in entities), *map(readable.as_json, facts)]:
        click.echo(json.dumps(row, ensure_ascii=False, sort_keys=True))


@main.command()
@click.option("--document", help="Only facts of this document.")
@click.option("--below", default=0.85, show_default=True, help="Ask about facts less sure than this.")
@corpus_option
@record_option
def review(document: str | None, below: float, corpus: Path | None, record: Path) -> None:
    """Judge the facts that are not sure, and entities of near names, one after the other.

    Each answer is written to graph/judgements/ at once; builds respect it, and deleting its line undoes it.

    \b
    policyscape review --corpus documents/
    policyscape review --document crds-2025-sti --below 0.9
    """
    from policyscape.graph import read_record
    from policyscape.ontology import load_ontology
    from policyscape.review import Judge
    from policyscape.review import review as run
    from policyscape.sources import Sources

    known = read_record(record)
    _refuse_unknown_document(document, known.documents)
    sources = Sources(corpus, known.documents) if corpus else None
    decisions = run(known, load_ontology(), Judge(record), sources, document, below)
    _say(f"{decisions} decisions written to {record / 'judgements'}; policyscape build takes them up.")


@main.command()
@click.option("--corpus", type=click.Path(path_type=Path), required=True, help="The folder of the documents.")
@click.option("--document", help="Only this document, with its sections.")
@record_option
def coverage(corpus: Path, document: str | None, record: Path) -> None:
    """List what gave facts and what gave none: shares by section, figures and tables, and the blocks left over.

    \b
    policyscape coverage --corpus documents/ --document crds-2025-sti
    """
    from policyscape.coverage import coverage as cover
    from policyscape.coverage_listing import listing
    from policyscape.graph import read_record
    from policyscape.sources import Sources

    known = read_record(record)
    _refuse_unknown_document(document, known.documents)
    sources = Sources(corpus, known.documents)
    for name in [document] if document else sorted(known.documents):
        found = cover(sources.document(name), (fact for fact in known.facts if fact.document == name))
        click.echo(listing(found, gaps=document is not None))


def _refuse_unknown_document(name: str | None, known: Iterable[str]) -> None:
    if name is not None and name not in known:
        raise InputError(f"the record has no document {name!r}; it has {', '.join(sorted(known))}.")


@main.group()
def check() -> None:
    """Check the ontology, or the record against the documents."""


@check.command("ontology")
def check_ontology() -> None:
    """Lint the ontology and let HermiT judge it."""
    from policyscape.lint import lint_ontology
    from policyscape.paths import ONTOLOGY
    from policyscape.reasoner import reason

    findings = lint_ontology(ONTOLOGY)
    verdict = reason()
    faults = [f"{f.file}: {f.term}: {f.message}" for f in findings]
    faults += [f"{name} can have no member." for name in verdict.unsatisfiable]
    faults += [] if verdict.consistent else ["the ontology contradicts itself."]
    if faults:
        raise CheckError(f"the ontology has {len(faults)} faults.", faults)
    click.echo("the ontology is consistent and the lint finds nothing")


@check.command("record")
@click.option("--corpus", type=click.Path(path_type=Path), required=True, help="The folder of the documents.")
def check_record(corpus: Path) -> None:
    """Prove that the statement files are what the documents and the rules give, and that all evidence holds."""
    from policyscape.build import extract_corpus
    from policyscape.extraction.corpus import stale_files

    stale = stale_files(extract_corpus(corpus, _say))
    if stale:
        click.echo(f"Error: not current: {', '.join(stale)}; run policyscape build --corpus {corpus}.", err=True)
        sys.exit(EXIT_FAULTS)
    click.echo("the record is current")
