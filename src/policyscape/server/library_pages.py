"""The query library for readers: the list of questions, and each with a form of its parameters and its answer."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from policyscape.namespaces import ID
from policyscape.query import Parameter
from policyscape.server.library import Library
from policyscape.server.links import Links
from policyscape.server.openapi import RESULTS
from policyscape.server.pages import LANGUAGES, language_of, page
from policyscape.server.reading import one, url_parameters
from policyscape.server.service import Service

__all__ = ["queries", "query"]

_LISTED = 500
_SHOWN = 500


async def queries(request: Request) -> Response:
    """All questions by theme, or those that hold the words of ``words``."""
    library: Library = request.app.state.library
    asked = request.query_params.get("words", "")
    groups = [(theme, list(found)) for theme, found in groupby(library.find(asked), key=lambda found: found.theme)]
    return page(request, "queries.html", groups=groups, asked=asked)


async def query(request: Request) -> Response:
    """One question: its form, and its answer with the parameters that the address gives or the defaults."""
    service: Service = request.app.state.service
    library: Library = request.app.state.library
    found, language = library.get(request.path_params["name"]), language_of(request)
    asked = [(name, value) for name, value in url_parameters(request) if name != "lang" and value]
    given, evidence = [pair for pair in asked if pair[0] != "evidence"], ("evidence", "true") in asked
    form = [await _field(library, found.name, parameter, given, language) for parameter in found.parameters]
    values = {name: [value] for name, value in given}
    result = await library.run(found.name, values, evidence=evidence, language=language)
    why = [] if result.rows else await library.why_empty(found, values)
    links = Links(await service.names(), service.ontology, language)
    rows = [[links.of_term(term) for term in row] for row in result.rows[:_SHOWN]]
    return page(
        request,
        "query.html",
        found=found,
        form=form,
        columns=result.columns,
        rows=rows,
        more=max(0, len(result.rows) - _SHOWN),
        formats=list(dict.fromkeys(RESULTS.values())),
        given=urlencode(asked),
        evidence=evidence,
        why=why,
    )


async def _field(
    library: Library, query_name: str, parameter: Parameter, given: list[tuple[str, str]], language: str
) -> dict[str, Any]:
    """A field of the form: the values there are, and the one that is asked for."""
    values = await library.values(query_name, parameter.name, language)
    defaults = [str(getattr(term, "value", term)).removeprefix(str(ID)) for term in parameter.defaults]
    return {
        "name": parameter.name,
        "label": parameter.labels.get(language, parameter.name),
        "value": one(given, parameter.name) or "",
        "default": ", ".join(defaults),
        "values": values[:_LISTED],
        "languages": LANGUAGES,
    }
