"""Commands that take documents into the record and out of it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from policyscape.cli.options import language_option, record_option, say

__all__ = ["add", "remove"]

_format = click.option("--format", "form", type=click.Choice(["text", "json"]), help="Text on a terminal, else json.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--title", required=True, help="The document's own title, in Japanese.")
@click.option("--title-en", help="Its title in English.")
@click.option("--publisher", required=True, help="The publisher's name, or its id in the record, as org/meti.")
@click.option("--date", required=True, help="When it was published: 2025, 2025-06 or 2025-06-01.")
@click.option("--id", "id_", help="Its id in the record; else made of the file's name.")
@record_option
@language_option
@_format
def add(
    file: Path,
    title: str,
    title_en: str | None,
    publisher: str,
    date: str,
    id_: str | None,
    record: Path,
    language: str,
    form: str | None,
) -> None:
    """Take a document (text, Markdown, HTML or PDF) into the record: its facts, and the entities it names.

    The other documents are not read and keep what they have. A file that changed takes the place of what it was.

    \b
    policyscape add plan.pdf --title 海洋計画 --title-en "Ocean Plan" --publisher 内閣府 --date 2031-04
    policyscape add report.html --id report-2031 --title 白書 --publisher org/meti --date 2031 --format json
    """
    from policyscape.intake import Metadata
    from policyscape.intake import add as run
    from policyscape.intake.account import added_json, added_text
    from policyscape.ontology import load_ontology

    added = run(file, Metadata(title, publisher, date, title_en), record, id_)
    if not added.facts:
        say(f"Warning: {added.document.id} gave no fact; is it a policy document in Japanese?")
    if _chosen(form) == "json":
        click.echo(json.dumps(added_json(added), ensure_ascii=False, sort_keys=True))
    else:
        click.echo("\n".join(added_text(added, load_ontology(), language)))


@click.command()
@click.argument("document")
@click.option("--dry-run", is_flag=True, help="Tell what would go, and change nothing.")
@record_option
@language_option
@_format
def remove(document: str, dry_run: bool, record: Path, language: str, form: str | None) -> None:
    """Remove a document from the record with all that hangs only on it: its facts, and entities only it names.

    What a file of entities declares stays, as do entities that other documents name.

    \b
    policyscape remove plan-2031 --dry-run
    policyscape remove plan-2031 --format json > removed.json
    """
    from policyscape.intake import remove as run
    from policyscape.intake.account import removed_json, removed_text
    from policyscape.ontology import load_ontology

    removed = run(document, record, dry_run)
    if _chosen(form) == "json":
        click.echo(json.dumps(removed_json(removed, dry_run), ensure_ascii=False, sort_keys=True))
    else:
        click.echo("\n".join(removed_text(removed, load_ontology(), language, dry_run)))


def _chosen(form: str | None) -> str:
    return form or ("text" if sys.stdout.isatty() else "json")
