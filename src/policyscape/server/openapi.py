"""The OpenAPI description of the web API: one operation for each query of the library, with its own parameters."""

from __future__ import annotations

from typing import Any

from policyscape import __version__
from policyscape.query import CITATIONS, Parameter, Query, allowed_values
from policyscape.query.text import Term
from policyscape.server.formats import CSV, GRAPHS, HTML, JSON, ROWS, TEXT, TSV
from policyscape.server.library import Library
from policyscape.server.service import Service

__all__ = ["RESULTS", "describe_api"]

RESULTS = {
    "application/sparql-results+json": "json",
    JSON: "json",
    CSV: "csv",
    TSV: "tsv",
    "text/markdown": "markdown",
    HTML: "html",
    "text/turtle": "turtle",
    "application/x-bibtex": "bibtex",
}
"""What an answer of the library can be had in, and what ``deliver`` calls it."""

_NUMBERS = ("integer", "year", "limit")
_FAULTS = {
    "400": "A parameter that does not fit; the message says what would.",
    "404": "No such thing.",
    "406": "The Accept header takes none of the formats.",
    "422": "The result is larger than the server gives.",
    "503": "The query was stopped at the limit of its time or memory, or the server is busy.",
}


def describe_api(library: Library, service: Service) -> dict[str, Any]:
    """The description as JSON."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Policyscape",
            "version": __version__,
            "description": "Questions on innovation policy, asked of the knowledge graph.",
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        "paths": {**_fixed(), **{_path(query): _results(query, service) for query in library.queries.values()}},
    }


def _fixed() -> dict[str, Any]:
    words = _parameter("q", {"type": "string"}, "Words that the name, title or question hold.")
    language = _parameter("lang", {"type": "string", "enum": ["ja", "en"]}, "The language of the labels.")
    name = _parameter("name", {"type": "string", "minLength": 1}, "The name of a query.", "path")
    role = _parameter("parameter", {"type": "string", "minLength": 1}, "The name of a parameter.", "path")
    text = _parameter("query", {"type": "string"}, "A SPARQL query; prefixes are supplied.") | {"required": True}
    graphs = [_parameter(one, _many(), "The dataset.") for one in ("default-graph-uri", "named-graph-uri")]
    rows = [*ROWS, *GRAPHS]
    return {
        "/api/queries": _get("All queries of the library.", [words], [JSON]),
        "/api/queries/{name}": _get("One query.", [name], [JSON]),
        "/api/queries/{name}/values/{parameter}": _get("What a parameter can be.", [name, role, language], [JSON]),
        "/search": _get("Entities by any of their names.", [words, language], [HTML, JSON]),
        "/sparql": _get("Any question, by the SPARQL 1.1 Protocol.", [text, *graphs], rows) | {"post": _post(rows)},
        "/api/hints": _get("Why a valid query finds nothing.", [text], [JSON]),
        "/health": _get("Whether queries are answered.", [], [JSON]),
    }


def _post(rows: list[str]) -> dict[str, Any]:
    form = {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}
    content = {
        "application/x-www-form-urlencoded": {"schema": form},
        "application/sparql-query": {"schema": {"type": "string"}},
    }
    faults = ("403", "413", "415")
    operation = _operation("Any question, sent in the body.", [], rows, faults)
    return operation | {"requestBody": {"required": True, "content": content}}


def _path(query: Query) -> str:
    return f"/api/queries/{query.name}/results"


def _results(query: Query, service: Service) -> dict[str, Any]:
    parameters = [_of_query(parameter, service) for parameter in query.parameters]
    forms = {"type": "string", "enum": list(dict.fromkeys(RESULTS.values()))}
    format_ = _parameter("format", forms, "The format, if the Accept header is not to say it.")
    options = [format_, *_options()]
    found = _get(query.questions.get("en", query.name), [*parameters, *options], list(RESULTS))
    found["get"] |= {"operationId": query.name, "summary": query.titles.get("en", query.name), "tags": [query.theme]}
    return found


def _options() -> list[dict[str, Any]]:
    """What every answer can have beside its parameters."""
    cited = {"type": "string", "enum": list(CITATIONS)}
    return [
        _parameter("evidence", {"type": "boolean"}, "Add to each row where in which document its facts were read."),
        _parameter("cite", cited, "Export the answer with its sources."),
        _parameter("lang", {"type": "string", "enum": ["ja", "en"]}, "The language of evidence and sources."),
    ]


def _of_query(parameter: Parameter, service: Service) -> dict[str, Any]:
    """A parameter with the values it can take where the ontology lists them; ``any`` leaves it open."""
    schema: dict[str, Any] = {"type": "integer" if parameter.kind in _NUMBERS else "string"}
    if parameter.kind in ("code", "class", "relation"):
        schema["enum"] = ["any", *(value for value, *_ in allowed_values(parameter, service.ontology, _nothing))]
    default = f" Default: {', '.join(str(getattr(one, 'value', one)) for one in parameter.defaults)}."
    text = parameter.labels.get("en", parameter.name) + (default if parameter.defaults else " Default: any.")
    return _parameter(parameter.name, schema, text)


def _nothing(_: str) -> tuple[tuple[Term | None, ...], ...]:
    """The graph, where only the ontology is asked."""
    return ()


def _get(text: str, parameters: list[dict[str, Any]], media: list[str]) -> dict[str, Any]:
    return {"get": _operation(text, parameters, media, ())}


def _operation(text: str, parameters: list[dict[str, Any]], media: list[str], more: tuple[str, ...]) -> dict[str, Any]:
    told: dict[str, Any] = {one: {} for one in (TEXT, JSON, HTML)}
    faults = _FAULTS | dict.fromkeys(more, "Refused; the message says why.")
    return {
        "description": text,
        "parameters": parameters,
        "responses": {
            "200": {"description": "The answer.", "content": {one: {} for one in media}},
            **{status: {"description": why, "content": told} for status, why in faults.items()},
        },
    }


def _parameter(name: str, schema: dict[str, Any], text: str, where: str = "query") -> dict[str, Any]:
    found = {"name": name, "in": where, "description": text, "schema": schema}
    return found | {"required": True} if where == "path" else found


def _many() -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string", "format": "uri"}}
