"""Commands that check the ontology, or the record against the documents."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policyscape.cli.options import record_option, say
from policyscape.errors import EXIT_FAULTS, CheckError

__all__ = ["check"]


@click.group()
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
@record_option
def check_record(corpus: Path, record: Path) -> None:
    """Prove that the statement files are what the documents and the rules give, and that all evidence holds.

    Documents that are not in the folder are named and passed over.
    """
    from policyscape.build import extract_corpus
    from policyscape.extraction.files import stale_files
    from policyscape.records import read_source_documents

    extraction = extract_corpus(corpus, say, record)
    missing = sorted(set(read_source_documents(record / "documents.jsonl")) - set(extraction.documents))
    if missing:
        say(f"not at hand, so not checked: {', '.join(missing)}")
    stale = stale_files(extraction, record)
    if stale:
        click.echo(f"Error: not current: {', '.join(stale)}; run policyscape build --corpus {corpus}.", err=True)
        sys.exit(EXIT_FAULTS)
    click.echo("the record is current")
