"""The query library as a web API: the queries, the values of their parameters, their answers in several formats."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from policyscape.query import Parameter, Query
from policyscape.server.formats import choose, content_type
from policyscape.server.library import Library
from policyscape.server.limits import RefusalError, too_large
from policyscape.server.openapi import RESULTS, describe_api
from policyscape.server.pages import LANGUAGES
from policyscape.server.reading import Parameters, one, url_parameters
from policyscape.server.service import Service

__all__ = ["hints", "openapi", "queries", "query", "results", "told_parameter", "told_query", "values"]

_OWN = ("format", "evidence", "cite", "lang")
_CITED = {"markdown": "text/markdown", "bibtex": "application/x-bibtex"}


def _library(request: Request) -> Library:
    library: Library = request.app.state.library
    return library


async def queries(request: Request) -> Response:
    """All queries, or those that hold the words of ``q``."""
    words = one(url_parameters(request), "q") or ""
    return JSONResponse([told_query(found) for found in _library(request).find(words)])


async def query(request: Request) -> Response:
    """One query with its text."""
    found = _library(request).get(request.path_params["name"])
    return JSONResponse({**told_query(found), "text": found.text})


async def values(request: Request) -> Response:
    """The values that a parameter can take in this graph."""
    language = _language(url_parameters(request))
    listed = await _library(request).values(request.path_params["name"], request.path_params["parameter"], language)
    return JSONResponse([{"value": value, "label": label, "uses": uses} for value, label, uses in listed])


async def hints(request: Request) -> Response:
    """Why a query that is valid finds nothing."""
    text = one(url_parameters(request), "query")
    if text is None:
        raise RefusalError(400, "there is no parameter 'query'; give one SPARQL query.")
    return JSONResponse(await _library(request).why_empty(text))


async def results(request: Request) -> Response:
    """The answer of a query in the format of ``format=`` or of the Accept header."""
    service: Service = request.app.state.service
    parameters = url_parameters(request)
    cited, evidence = one(parameters, "cite"), one(parameters, "evidence") or "false"
    if evidence not in ("true", "false"):
        raise RefusalError(400, f"evidence is true or false, not {evidence!r}.")
    media = _CITED.get(cited or "") or _format(one(parameters, "format"), request.headers.get("accept"))
    given: dict[str, list[str]] = {}
    for name, value in parameters:
        if name not in _OWN:
            given.setdefault(name, []).append(value)
    options = {"evidence": evidence == "true", "citation": cited, "language": _language(parameters)}
    told = await _library(request).deliver(request.path_params["name"], given, RESULTS[media], **options)
    body = told.encode()
    if len(body) > service.limits.result:
        raise too_large(service.limits)
    return Response(body, headers={"Content-Type": content_type(media), "Vary": "Accept"})


def _language(parameters: Parameters) -> str:
    language = one(parameters, "lang") or "en"
    if language not in LANGUAGES:
        raise RefusalError(400, f"there is no language {language!r}; there are {', '.join(LANGUAGES)}.")
    return language


def _format(name: str | None, accept: str | None) -> str:
    if name is not None:
        for media, form in RESULTS.items():
            if form == name:
                return media
        raise RefusalError(400, f"there is no format {name!r}; there are {', '.join(dict.fromkeys(RESULTS.values()))}.")
    media_liked = choose(accept, RESULTS)
    if media_liked is None:
        raise RefusalError(406, f"the answer can be had as {', '.join(RESULTS)}.")
    return media_liked


async def openapi(request: Request) -> Response:
    """The description of this API."""
    return JSONResponse(describe_api(_library(request), request.app.state.service))


def told_query(found: Query) -> dict[str, object]:
    """A query as JSON, without its text."""
    return {
        "name": found.name,
        "theme": found.theme,
        "titles": dict(found.titles),
        "questions": dict(found.questions),
        "columns": list(found.columns),
        "parameters": [told_parameter(parameter) for parameter in found.parameters],
    }


def told_parameter(parameter: Parameter) -> dict[str, object]:
    """A parameter as JSON; no default means any value."""
    return {
        "name": parameter.name,
        "kind": parameter.kind,
        "of": parameter.of,
        "labels": dict(parameter.labels),
        "defaults": [str(getattr(term, "value", term)) for term in parameter.defaults],
    }
