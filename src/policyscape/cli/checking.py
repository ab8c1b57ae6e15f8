"""Commands that check a copy, the ontology, or the record against the documents."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policyscape.cli.options import record_option, say
from policyscape.errors import EXIT_FAULTS, CheckError

__all__ = ["check"]


class _Checks(click.Group):
    """A group whose first word may also be a path: then it is a copy that is to be checked."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        known = args[0] in self.commands
        return super().resolve_command(ctx, args if known else ["copy", *args])


@click.group(cls=_Checks)
def check() -> None:
    """Check a copy that was handed over, the ontology, or the record against the documents.

    \b
    policyscape check japan.jsonld
    policyscape check out
    """


@check.command("copy")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--manifest", type=click.Path(path_type=Path), help="The manifest, if not the one beside the copy.")
@click.option("--since", type=click.Path(path_type=Path), help="An earlier release, whose ids must live on or rest.")
def check_copy(path: Path, manifest: Path | None, since: Path | None) -> None:
    """Prove offline that a file or folder is whole, conforms to the shapes and answers the sample queries.

    \b
    policyscape check japan.jsonld
    policyscape check out --since out-2025-10
    """
    from policyscape.handover.changes import compare_paths, faults_of_ids
    from policyscape.handover.check import check_copy as run

    for proof in run(path, manifest):
        click.echo(proof)
    if since:
        faults = faults_of_ids(compare_paths(since, path))
        if faults:
            raise CheckError(f"{len(faults)} ids of {since} did not keep what they promised.", faults)
        click.echo(f"every id of {since} lives on with its meaning or has a tombstone")


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
