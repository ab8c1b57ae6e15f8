"""Commands on the record: what it says of a thing, what is unsure, what was not read."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from policyscape.cli.options import corpus_option, record_option, say
from policyscape.errors import InputError

__all__ = ["coverage", "review", "show"]


@click.command()
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


@click.command()
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
    say(f"{decisions} decisions written to {record / 'judgements'}; policyscape build takes them up.")


@click.command()
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
