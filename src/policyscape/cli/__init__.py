"""The command line: thin over the stages, tables on a terminal, JSON in a pipe, logs on stderr."""

from __future__ import annotations

from typing import Any

import click

from policyscape import __version__
from policyscape.cli import asking, building, checking, documents, handover, networks, prompting, records, serving
from policyscape.errors import CheckError, PolicyscapeError

__all__ = ["main"]

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


for _command in (
    building.build,
    building.extract,
    documents.add,
    documents.remove,
    asking.query,
    asking.queries,
    asking.explain,
    prompting.sparql,
    networks.network,
    networks.path,
    records.show,
    records.review,
    records.coverage,
    checking.check,
    serving.serve,
    serving.mcp,
    handover.export,
    handover.diff,
    handover.push,
):
    main.add_command(_command)
