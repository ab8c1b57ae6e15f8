"""What happens to every request: it is logged without its query, and its answer keeps other sites out."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection

from starlette.datastructures import Headers as RequestHeaders
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["AccessLog", "Headers", "KnownHost"]

_LOG = logging.getLogger("policyscape.access")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class AccessLog:
    """One line for each request: method, path, status, bytes, milliseconds; the query only where asked for."""

    def __init__(self, app: ASGIApp, log_queries: bool = False) -> None:
        self._app = app
        self._log_queries = log_queries

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and log it when it is answered."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        start, status, size, body = time.perf_counter(), 500, 0, bytearray()

        async def sent(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            size += len(message.get("body", b""))
            await send(message)

        async def received() -> Message:
            message = await receive()
            body.extend(message.get("body", b""))
            return message

        try:
            await self._app(scope, received if self._log_queries else receive, sent)
        finally:
            spent = (time.perf_counter() - start) * 1000
            asked = f"{scope['query_string'].decode('latin-1')} {body.decode('utf-8', 'replace')}".strip()
            more = f" {asked!r}" if self._log_queries and asked else ""
            _LOG.info("%s %r %d %d %.0fms%s", scope["method"], scope["path"], status, size, spent, more)


class Headers:
    """Adds the headers that keep scripts, frames and other sites out; a page of the build has its own policy."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add to the headers of its answer."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", _POLICY)
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "no-referrer")
            await send(message)

        await self._app(scope, receive, sent if scope["type"] == "http" else send)


class KnownHost:
    """Answers only requests that call the server by one of its names."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or tell what the server is called."""
        if scope["type"] == "http":
            host = RequestHeaders(scope=scope).get("host", "").lower()
            name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
            if name not in self._hosts:
                refusal = PlainTextResponse(f"this server is called {', '.join(sorted(self._hosts))}.\n", 421)
                return await refusal(scope, receive, send)
        return await self._app(scope, receive, send)
