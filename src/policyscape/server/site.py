"""The pages for readers: start, search, the pages of the build, the ontology, and one for every IRI."""

from __future__ import annotations

import asyncio
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from policyscape.errors import RecordError
from policyscape.namespaces import BASE, PS
from policyscape.paths import VIZ
from policyscape.server.description import describe_dataset
from policyscape.server.formats import GRAPHS, HTML, JSON, choose, content_type, graph_named, graph_text
from policyscape.server.limits import RefusalError
from policyscape.server.links import Links
from policyscape.server.messages import Question
from policyscape.server.names import Named
from policyscape.server.pages import language_of, page, words
from policyscape.server.resource import find_resource, triples
from policyscape.server.resource_page import ResourcePage
from policyscape.server.service import ALL_PREFIXES, Service

__all__ = ["build_page", "health", "home", "ontology", "resource", "search", "static", "void"]

_SCRIPTS = ("editor.js", "completion.js", "highlight.js", "result.js")
_STATIC = {"server.css": "text/css", "editor.css": "text/css"} | dict.fromkeys(_SCRIPTS, "text/javascript")
_DOWNLOADS = {".html": HTML, ".ttl": "text/turtle", ".trig": "application/trig", ".md": "text/markdown"}
_PAGES = ("explorer", "ontology", "budgets", "technologies", "hubs", "timeline", "report/network")
_ONTOLOGY = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH graph:ontology { ?s ?p ?o } }"
_VARY = {"Vary": "Accept"}


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


async def home(request: Request) -> Response:
    """The start page."""
    service = _service(request)
    pages = [name for name in _PAGES if (service.out / f"{name}.html").is_file()]
    things = len(await service.names())
    return page(request, "home.html", pages=pages, things=things, endpoint=str(request.url_for("sparql")))


async def search(request: Request) -> Response:
    """The entities that are called what ``q`` says, as a page or as JSON."""
    service, words_asked = _service(request), request.query_params.get("q", "")
    hits = await asyncio.to_thread((await service.names()).search, words_asked)
    language = language_of(request)
    if choose(request.headers.get("accept"), [HTML, JSON]) == JSON or request.query_params.get("format") == "json":
        return JSONResponse([_hit(service, hit, language) for hit in hits], headers=_VARY)
    shown = [
        {"path": hit.path, "label": hit.label, "kind": _kind(service, hit, language), "others": hit.names[:4]}
        for hit in hits
    ]
    return page(request, "search.html", q=words_asked, hits=shown)


def _hit(service: Service, hit: Named, language: str) -> dict[str, object]:
    kind = _kind(service, hit, language)
    return {"iri": hit.iri, "labels": hit.labels, "type": hit.type, "kind": kind, "names": hit.names}


def _kind(service: Service, hit: Named, language: str) -> str:
    try:
        return service.ontology.label(hit.type.removeprefix(str(PS)), language)
    except RecordError:  # a class that the ontology of this version does not have
        return hit.type


async def resource(request: Request) -> Response:
    """What the graph says of ``https://w3id.org/policyscape/<path>``: a page, or RDF where RDF is asked for."""
    service, path = _service(request), request.path_params["path"]
    media = graph_named(request.query_params.get("format"))
    media = media or choose(request.headers.get("accept"), [HTML, *GRAPHS])
    if media is None:
        raise RefusalError(406, f"this can be had as {HTML}, {', '.join(GRAPHS)}.")
    found = await find_resource(service, BASE + path)
    if found is None:
        return await _missing(request, service, path, media)
    if media != HTML:
        body = graph_text(triples(found), media, ALL_PREFIXES)
        return Response(body, headers={"Content-Type": content_type(media), **_VARY})
    links = Links(await service.names(), service.ontology, language_of(request))
    return page(request, "resource.html", **ResourcePage(found, links).content())


async def _missing(request: Request, service: Service, path: str, media: str) -> Response:
    """404 with the things whose names are spelt alike."""
    near = await asyncio.to_thread((await service.names()).nearest, path.rsplit("/", 1)[-1])
    said = words()[language_of(request)]
    if media == HTML:
        message = f"{said['missingIri']} {BASE}{path}"
        return page(request, "message.html", 404, heading=said["missing"], message=message, near=near)
    hint = f"; did you mean {', '.join(one.path for one in near)}?" if near else "."
    raise RefusalError(404, f"the graph says nothing of {BASE}{path}{hint}")


async def build_page(request: Request) -> Response:
    """A file that the build made: ``/explorer``, ``/explorer.html``, ``/policyscape.ttl``, ``/report/report.md``."""
    service, name = _service(request), request.path_params["path"]
    built = _built(service.out)
    path = built.get(name) or built.get(f"{name}.html")
    return _file(path, _DOWNLOADS[path.suffix]) if path else await resource(request)


def _built(out: Path) -> dict[str, Path]:
    """What may be downloaded of a build, by address; what a request names is looked up here and on no disk."""
    found = [*out.iterdir(), *(out / "report").glob("*")]
    return {path.relative_to(out).as_posix(): path for path in found if path.suffix in _DOWNLOADS}


def _file(path: Path, media: str) -> Response:
    """A file of the build; its pages say themselves, by hashes, which scripts and styles are theirs."""
    return FileResponse(
        path, headers={"Content-Type": content_type(media), "Content-Security-Policy": "frame-ancestors 'none'"}
    )


async def ontology(request: Request) -> Response:
    """The ontology: its documentation, or its RDF where RDF is asked for."""
    service = _service(request)
    media = graph_named(request.query_params.get("format"))
    media = media or choose(request.headers.get("accept"), [HTML, *GRAPHS])
    if media is None:
        raise RefusalError(406, f"this can be had as {HTML}, {', '.join(GRAPHS)}.")
    if media == HTML:
        path = service.out / "ontology.html"
        if not path.is_file():
            raise RefusalError(404, "this build has no documentation of the ontology; ask for it as Turtle.")
        return _file(path, HTML)
    answer = await service.ask(Question(_ONTOLOGY, graph=media))
    return Response(answer.body, headers={"Content-Type": content_type(media), **_VARY})


async def void(request: Request) -> Response:
    """The description of the dataset."""
    media = choose(request.headers.get("accept"), GRAPHS)
    if media is None:
        raise RefusalError(406, f"this can be had as {', '.join(GRAPHS)}.")
    body = await describe_dataset(_service(request), str(request.url_for("sparql")), media)
    return Response(body, headers={"Content-Type": content_type(media), **_VARY})


async def health(request: Request) -> Response:
    """Whether queries are answered: 200 or 503."""
    await _service(request).ask(Question("ASK { ?s a ?o }"))
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


async def static(request: Request) -> Response:
    """The styles and scripts of these pages."""
    name = request.path_params["name"]
    if name not in _STATIC:
        raise RefusalError(404, f"there is no /static/{name}; there are {', '.join(_STATIC)}.")
    return FileResponse(VIZ / "server" / name, headers={"Content-Type": content_type(_STATIC[name])})
