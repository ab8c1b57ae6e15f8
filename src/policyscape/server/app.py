"""The application: which address is answered by what, and how a request that fails is told."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from policyscape.server import api, library_pages, site
from policyscape.server.editor import editor
from policyscape.server.formats import HTML, JSON, TEXT, choose, content_type
from policyscape.server.library import Library
from policyscape.server.limits import RefusalError
from policyscape.server.middleware import AccessLog, Headers, KnownHost
from policyscape.server.pages import page
from policyscape.server.protocol import sparql
from policyscape.server.service import Service

__all__ = ["create_app"]

_PLACE = re.compile(r"line (\d+), column (\d+)")


def create_app(
    service: Service, *, hosts: Sequence[str] = (), origins: Sequence[str] = (), log_queries: bool = False
) -> Starlette:
    """The ASGI application.

    ``hosts`` are the names by which it may be called, any where there are none: a page of another site whose name was
    made to point to this machine is not answered. ``origins`` are sites whose scripts may read the answers.
    """

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        warming = asyncio.create_task(service.names())  # the first reader need not wait for them
        yield
        warming.cancel()
        await asyncio.gather(warming, return_exceptions=True)
        await service.pool.close()

    middleware = [Middleware(AccessLog, log_queries=log_queries), Middleware(Headers)]
    if hosts:
        middleware.append(Middleware(KnownHost, hosts=hosts))
    if origins:
        middleware.append(Middleware(CORSMiddleware, allow_origins=list(origins), allow_methods=["GET", "POST"]))
    app = Starlette(
        routes=[
            Route("/", site.home),
            Route("/sparql", sparql, methods=["GET", "POST"], name="sparql"),
            Route("/search", site.search),
            Route("/ontology", site.ontology),
            Route("/.well-known/void", site.void),
            Route("/health", site.health),
            Route("/static/{name}", site.static),
            Route("/editor", editor),
            Route("/queries", library_pages.queries),
            Route("/queries/{name}", library_pages.query),
            Route("/api", api.openapi),
            Route("/openapi.json", api.openapi),
            Route("/api/hints", api.hints),
            Route("/api/queries", api.queries),
            Route("/api/queries/{name}", api.query),
            Route("/api/queries/{name}/results", api.results),
            Route("/api/queries/{name}/values/{parameter}", api.values),
            Route("/{path:path}", site.build_page),
        ],
        middleware=middleware,
        exception_handlers={RefusalError: _refused, HTTPException: _http_error},
        lifespan=lifespan,
    )
    app.state.service = service
    app.state.library = Library(service)
    return app


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusalError)
    return _told(request, error.status, str(error), error.headers)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    allowed = (error.headers or {}).get("allow") or (error.headers or {}).get("Allow")
    message = f"{request.method} is not allowed here; there are {allowed}." if allowed else f"{error.detail}."
    return _told(request, error.status_code, message, error.headers or {})


def _told(request: Request, status: int, message: str, headers: Mapping[str, str]) -> Response:
    """The sentence of an error as text, as JSON with its place in the query, or as a page."""
    media = choose(request.headers.get("accept"), [TEXT, JSON, "application/sparql-results+json", HTML]) or TEXT
    more = {**headers, "Vary": "Accept"}
    if media == HTML:
        response: Response = page(request, "message.html", status, heading=status, message=message, near=[])
        response.headers.update(more)
        return response
    if media == TEXT:
        return Response(message + "\n", status, {**more, "Content-Type": content_type(TEXT)})
    place = _PLACE.search(message)
    where = {"line": int(place[1]), "column": int(place[2])} if place else {}
    return JSONResponse({"status": status, "message": message, **where}, status, more)
