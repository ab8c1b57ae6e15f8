"""Starting and ending the server."""

from __future__ import annotations

import ipaddress
import logging
import socket
from collections.abc import Callable, Sequence

import uvicorn

from policyscape.errors import InputError
from policyscape.server.app import create_app
from policyscape.server.service import Service

__all__ = ["is_loopback", "serve"]

_CONNECTIONS = 512
_LONGEST_ADDRESS = 2**18  # a query in an address may be long; what is longer is sent by POST


def serve(
    service: Service,
    host: str,
    port: int,
    say: Callable[[str], None],
    *,
    origins: Sequence[str] = (),
    log_queries: bool = False,
) -> None:
    """Serve until SIGTERM or SIGINT, then answer what was begun; InputError where the address cannot be had.

    ``say`` is told the address, and a warning where other machines can reach it. Port 0 takes any that is free.
    """
    listening = _listen(host, port)
    port = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    if not is_loopback(host):
        say(
            f"Warning: with --host {host} every machine that reaches this one can ask the graph, and nothing asks it "
            "who it is; put a proxy with access control before it, or leave --host out."
        )
    hosts = ["127.0.0.1", "localhost", "[::1]", shown] if is_loopback(host) else []
    app = create_app(service, hosts=hosts, origins=origins, log_queries=log_queries)
    say(f"serving {service.out} at http://{shown}:{port}/ (Ctrl-C ends it)")
    _log_to_stderr()
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,  # it would hold the queries
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        h11_max_incomplete_event_size=_LONGEST_ADDRESS,
        timeout_graceful_shutdown=int(service.limits.seconds) + 1,
    )
    uvicorn.Server(config).run(sockets=[listening])


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Only where the protocol is named does asyncio send small answers at once; otherwise each waits for 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(_CONNECTIONS)
    except (OSError, OverflowError) as error:
        listening.close()
        raise InputError(f"{host} port {port} cannot be had ({error}); give another with --port or --host.") from error
    return listening


def _log_to_stderr() -> None:
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.INFO)
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
