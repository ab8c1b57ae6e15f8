"""The SPARQL 1.1 Protocol at /sparql: queries by GET and by POST, in all formats; updates are refused."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from policyscape.server.description import describe_service
from policyscape.server.formats import GRAPHS, HTML, ROWS, choose, content_type
from policyscape.server.limits import RefusalError
from policyscape.server.reading import Parameters, body_of, media_of, one, parameters_of, url_parameters
from policyscape.server.service import Service

__all__ = ["sparql"]

_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_READ_ONLY = "this server is read-only; the graph is changed by a build, not by an update."


async def sparql(request: Request) -> Response:
    """Answer a request of the protocol; without parameters, describe the service."""
    service: Service = request.app.state.service
    if request.method in ("GET", "HEAD"):
        parameters = url_parameters(request)
        if not parameters:
            return await _introduce(request, service)
    else:
        parameters = await _posted(request, service.limits.body)
    return await _answer(request, service, parameters)


async def _posted(request: Request, most: int) -> Parameters:
    media = media_of(request)
    if media == _UPDATE:
        raise RefusalError(403, _READ_ONLY)
    if media not in (_FORM, _QUERY):
        said = f"{media!r}" if media else "nothing"
        raise RefusalError(415, f"the Content-Type says {said}; send {_FORM} or {_QUERY}.")
    body = await body_of(request, most)
    if media == _FORM:
        return [*parameters_of(body), *url_parameters(request)]
    try:
        return [("query", body.decode("utf-8")), *url_parameters(request)]
    except UnicodeDecodeError as error:
        raise RefusalError(400, f"the query is not UTF-8: {error}.") from error


async def _answer(request: Request, service: Service, parameters: Parameters) -> Response:
    if any(name == "update" for name, _ in parameters):
        raise RefusalError(403, _READ_ONLY)
    text = one(parameters, "query")
    if text is None:
        raise RefusalError(400, "there is no parameter 'query'; give one SPARQL query.")
    accept = request.headers.get("accept")
    rows, graph = choose(accept, ROWS), choose(accept, GRAPHS)
    if rows is None and graph is None:
        raise _unacceptable([*ROWS, *GRAPHS])
    answer = await service.sparql(
        text,
        rows=rows,
        graph=graph,
        default_graphs=_graphs(parameters, "default-graph-uri", "named-graph-uri"),
        named_graphs=_graphs(parameters, "named-graph-uri", "default-graph-uri"),
    )
    if answer.outcome == "unacceptable":
        raise _unacceptable(GRAPHS if answer.message == "graph" else ROWS)
    return Response(answer.body, headers={"Content-Type": content_type(answer.media), "Vary": "Accept"})


def _graphs(parameters: Parameters, name: str, other: str) -> tuple[str, ...] | None:
    """The graphs of one parameter; none where only the other one stands, None where neither does."""
    found = tuple(value for key, value in parameters if key == name)
    return found if found or any(key == other for key, _ in parameters) else None


def _unacceptable(offers: Iterable[str]) -> RefusalError:
    names = ", ".join(dict.fromkeys(offers))
    return RefusalError(406, f"the answer can be had in none of the types of the Accept header; there are {names}.")


async def _introduce(request: Request, service: Service) -> Response:
    """The service description where RDF is asked for, the editor in a browser."""
    media = choose(request.headers.get("accept"), [*GRAPHS, HTML])
    if media == HTML:
        return RedirectResponse("/editor", 303, headers={"Vary": "Accept"})
    if media is None:
        raise _unacceptable([*GRAPHS, HTML])
    body = await describe_service(service, str(request.url_for("sparql")), media)
    return Response(body, headers={"Content-Type": content_type(media), "Vary": "Accept"})
