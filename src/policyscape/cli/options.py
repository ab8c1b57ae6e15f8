"""Options that several commands share, and how a command tells its steps."""

from __future__ import annotations

from pathlib import Path

import click

from policyscape.paths import GRAPH

__all__ = ["corpus_option", "endpoint_option", "language_option", "out_option", "record_option", "say"]


_OUT = Path("out")

out_option = click.option(
    "--out", type=click.Path(path_type=Path), default=_OUT, show_default=True, help="The folder of the build."
)
endpoint_option = click.option("--endpoint", metavar="URL", help="Ask this SPARQL server instead of the build.")
corpus_option = click.option("--corpus", type=click.Path(path_type=Path), help="Show the words: the documents' folder.")
record_option = click.option(
    "--record", type=click.Path(path_type=Path), default=GRAPH, help="The record, if not the project's own."
)
language_option = click.option("--language", type=click.Choice(["ja", "en"]), default="en", show_default=True)


def say(step: str) -> None:
    """A step of a long command, on stderr."""
    click.echo(step, err=True)
