"""Commands that make the graph or read documents."""

from __future__ import annotations

import json
from pathlib import Path

import click

from policyscape.cli.options import out_option, record_option, say
from policyscape.errors import InputError

__all__ = ["build", "extract"]


@click.command()
@out_option
@click.option("--corpus", type=click.Path(path_type=Path), help="Read the documents of this folder first.")
@click.option("--layers", help="Keep only facts of these layers, as rule,mapping.")
@click.option("--questions", type=click.Path(path_type=Path), help="A folder of competency questions to score.")
@record_option
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

    built = run(out, corpus, _layers(layers), questions, say, record, networks=networks)
    say(f"built {out}: {len(built.record.facts)} facts and mentions, {len(built.dataset)} triples")


def _layers(words: str | None) -> frozenset[str] | None:
    from policyscape.ontology import load_ontology

    if words is None:
        return None
    known = {code.removeprefix("layer/") for code in load_ontology().codes if code.startswith("layer/")}
    asked = frozenset(word.strip() for word in words.split(","))
    if unknown := sorted(asked - known):
        raise InputError(f"there is no layer {unknown[0]!r}; there are {', '.join(sorted(known))}.")
    return asked


@click.command()
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
        say(warning)
