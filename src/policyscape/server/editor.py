"""The editor in the browser: its page, with the terms that it completes."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response

from policyscape.namespaces import BASE
from policyscape.ontology import Ontology
from policyscape.server.pages import language_of, page, themes, words
from policyscape.server.service import ALL_PREFIXES, Service

__all__ = ["editor"]

_DOWNLOADS = {
    "text/csv": ("CSV", "csv"),
    "text/tab-separated-values": ("TSV", "tsv"),
    "application/sparql-results+json": ("JSON", "json"),
    "application/sparql-results+xml": ("XML", "xml"),
    "text/turtle": ("Turtle", "ttl"),
    "application/ld+json": ("JSON-LD", "jsonld"),
    "application/n-triples": ("N-Triples", "nt"),
}
_WORDS = ("running", "rows", "triples", "shown", "isTrue", "isFalse", "empty", "unreachable")


async def editor(request: Request) -> Response:
    """The page of the editor; ``?query=`` is run when it opens."""
    service: Service = request.app.state.service
    language = language_of(request)
    said = words()[language]
    settings = {
        "language": language,
        "base": BASE,
        "prefixes": ALL_PREFIXES,
        "terms": list(_terms(service.ontology, language)),
        "themes": themes(language),
        "words": {name: said[name] for name in _WORDS},
        "endings": {media: ending for media, (_, ending) in _DOWNLOADS.items()},
    }
    downloads = [(media, name) for media, (name, _) in _DOWNLOADS.items()]
    return page(request, "editor.html", settings=settings, downloads=downloads)


def _terms(ontology: Ontology, language: str) -> Iterator[dict[str, str]]:
    """What completion offers beside entities: how it is written, and its label."""
    for name in (*sorted(ontology.classes), *sorted(ontology.properties)):
        yield {"text": f"ps:{name}", "label": ontology.label(name, language)}
    for name in sorted(ontology.codes):
        yield {"text": f"<{BASE}concept/{name}>", "label": ontology.label(name, language)}
    for prefix in sorted(ALL_PREFIXES):
        yield {"text": f"{prefix}:", "label": ALL_PREFIXES[prefix]}
