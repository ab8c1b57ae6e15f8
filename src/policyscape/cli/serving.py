"""Commands that answer others: the web server and the server for assistants."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from policyscape.cli.options import out_option, say

if TYPE_CHECKING:
    from policyscape.server.service import Service

__all__ = ["mcp", "serve"]

_Command = TypeVar("_Command", bound=Callable[..., None])


_limit_options: tuple[Callable[[_Command], _Command], ...] = (
    click.option("--seconds", default=10.0, show_default=True, type=click.FloatRange(min=0.1), help="Time of a query."),
    click.option("--result-mb", default=32, show_default=True, type=click.IntRange(1), help="Size of a result."),
    click.option("--memory-mb", default=2048, show_default=True, type=click.IntRange(512), help="Memory of a query."),
    click.option("--at-once", default=4, show_default=True, type=click.IntRange(1), help="Queries side by side."),
    click.option("--queue", default=64, show_default=True, type=click.IntRange(0), help="Queries that may wait."),
    click.option("--allow-service", is_flag=True, help="Let queries ask other servers with SERVICE."),
)


def _bounded(command: _Command) -> _Command:
    """Add the options for what one query may cost."""
    for option in reversed(_limit_options):
        command = option(command)
    return command


@click.command()
@out_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@_bounded
@click.option("--allow-origin", "origins", multiple=True, help="A site whose scripts may read the answers (CORS).")
@click.option("--log-queries", is_flag=True, help="Write the text of queries into the access log.")
def serve(out: Path, host: str, port: int, origins: tuple[str, ...], log_queries: bool, **limits: Any) -> None:
    """Serve the built graph on this machine: SPARQL, an editor, the pages, one for every IRI, the query library.

    \b
    policyscape serve
    policyscape serve --port 8080 --seconds 30
    """
    from policyscape.server.running import serve as run

    run(_service(out, **limits), host, port, say, origins=origins, log_queries=log_queries)


@click.command()
@out_option
@_bounded
def mcp(out: Path, **limits: Any) -> None:
    """Let an assistant ask the built graph: a server of the Model Context Protocol on standard input and output.

    \b
    {"mcpServers": {"policyscape": {"command": "policyscape", "args": ["mcp", "--out", "/where/it/is/out"]}}}
    """
    import asyncio

    from policyscape.server.assistant import run

    asyncio.run(run(_service(out, **limits)))


def _service(
    out: Path, seconds: float, result_mb: int, memory_mb: int, at_once: int, queue: int, allow_service: bool
) -> Service:
    from policyscape.server.limits import Limits
    from policyscape.server.service import Service

    limits = Limits(seconds, result_mb * 2**20, at_once=at_once, queue=queue, memory=memory_mb * 2**20)
    return Service(out, limits, allow_service)
