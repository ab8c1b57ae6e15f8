"""The graph for assistants: an MCP server over standard input and output, with the limits of the web server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Literal, TypeAlias

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from policyscape import __version__
from policyscape.namespaces import BASE, ID, PS
from policyscape.server.api import told_query
from policyscape.server.citing import cited
from policyscape.server.library import Library
from policyscape.server.limits import RefusalError
from policyscape.server.links import Links
from policyscape.server.resource import find_resource
from policyscape.server.resource_page import ResourcePage
from policyscape.server.service import ALL_PREFIXES, Service

__all__ = ["create_assistant_server", "run"]

Language: TypeAlias = Literal["ja", "en"]
Format: TypeAlias = Literal["markdown", "csv", "tsv", "json"]
_MEDIA: Mapping[str, str] = {
    "json": "application/sparql-results+json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
_INSTRUCTIONS = f"""Policyscape is a knowledge graph of innovation policy read out of Japanese policy documents.
Every fact says where it was read (document, page, line), whether it is decided, planned, proposed or estimated
(modality), and for which country. Quote these with every figure; never add up amounts of different phase or scope.
Start with find_queries and run_query, which need no SPARQL; search_entities gives the ids that show and the parameters
of queries take. In run_sparql the prefixes are supplied: {", ".join(sorted(ALL_PREFIXES))}."""


def create_assistant_server(service: Service) -> MCPServer[None]:
    """The MCP server; its tools answer with text or JSON, and with the sentence of the error where they cannot."""

    @asynccontextmanager
    async def lifespan(_: MCPServer[None]) -> AsyncIterator[None]:
        try:
            yield
        finally:
            await service.pool.close()

    server = MCPServer(
        "policyscape",
        title="Policyscape",
        instructions=_INSTRUCTIONS,
        version=__version__,
        lifespan=lifespan,
        log_level="WARNING",  # below it stands what was asked
    )
    tools = _Tools(service)
    offered: tuple[Callable[..., Any], ...] = (
        *(tools.find_queries, tools.query_values, tools.run_query, tools.run_sparql),
        *(tools.search_entities, tools.show, tools.ontology_terms),
    )
    for tool in offered:
        server.add_tool(tool)
    return server


async def run(service: Service) -> None:
    """Serve on standard input and output until the input ends."""
    await create_assistant_server(service).run_stdio_async()


class _Tools:
    """The tools; what their docstrings say is what an assistant reads."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._library = Library(service)

    async def find_queries(self, words: str = "") -> list[dict[str, Any]]:
        """List the ready questions of the library whose title or question holds all the words, with their parameters.

        A parameter without default is open; `any` opens one that has a default.
        """
        return [told_query(found) for found in self._library.find(words)]

    async def query_values(self, name: str, parameter: str, language: Language = "en") -> list[dict[str, Any]]:
        """List what a parameter of a ready question can be, the most used first."""
        with _told():
            listed = await self._library.values(name, parameter, language)
        return [{"value": value, "label": label, "uses": uses} for value, label, uses in listed]

    async def run_query(
        self,
        name: str,
        parameters: dict[str, str | int | list[str]] | None = None,
        form: Format = "markdown",
        cite: bool = False,
        language: Language = "en",
    ) -> str:
        """Answer a ready question; parameters by name, entities by id (`place/jp`) or by name (`Japan`).

        With `cite` the answer is a Markdown table with numbered sources: document, page or line.
        """
        given = {key: _several(value) for key, value in (parameters or {}).items()}
        with _told():
            citation = "markdown" if cite else None
            return await self._library.deliver(name, given, form, citation=citation, language=language)

    async def run_sparql(self, query: str, form: Literal["json", "csv", "tsv"] = "csv") -> str:
        """Answer a SPARQL 1.1 query on the union of all graphs; a CONSTRUCT or DESCRIBE is answered as Turtle."""
        with _told():
            answer = await self._service.sparql(query, rows=_MEDIA[form], graph="text/turtle")
        return answer.body.decode()

    async def search_entities(self, words: str, language: Language = "en") -> list[dict[str, Any]]:
        """Find entities and documents by any of their names in Japanese or English; the nearest where none fits."""
        with _told():
            found = await asyncio.to_thread((await self._service.names()).search, words)
        kinds = [one.type.removeprefix(str(PS)) for one in found]
        return [
            {"id": one.iri.removeprefix(str(ID)), "label": one.label(language), "class": kind, "names": one.names}
            for one, kind in zip(found, kinds, strict=True)
        ]

    async def show(self, identifier: str, language: Language = "en") -> dict[str, Any]:
        """Show all that is said of an entity (`org/jst`), a fact (`fact/2f26…`) or an IRI, with citations."""
        with _told():
            iri = _iri(identifier)
            found = await find_resource(self._service, iri)
            if found is None:
                raise RefusalError(404, f"the graph says nothing of {iri}; search_entities finds ids by name.")
            links = Links(await self._service.names(), self._service.ontology, language)
        return cited(ResourcePage(found, links).content(), language)

    async def ontology_terms(self, words: str = "", language: Language = "en") -> list[dict[str, str]]:
        """List classes, properties and codes whose name, label or definition holds all the words."""
        ontology = self._service.ontology
        terms = [*ontology.classes.values(), *ontology.properties.values(), *ontology.codes.values()]
        wanted = words.casefold().split()
        return [
            {
                "term": term.name,
                "label": term.labels.get(language, ""),
                "means": term.definitions.get(language, ""),
            }
            for term in terms
            if all(word in f"{term.name} {term.labels} {term.definitions}".casefold() for word in wanted)
        ]


def _iri(identifier: str) -> str:
    """The IRI of an id, of the path of a fact or of an IRI."""
    if identifier.startswith(("http://", "https://")):
        return identifier
    inside = identifier.startswith(("fact/", "evidence/", "concept/", "graph/", "id/"))
    return (BASE if inside else str(ID)) + identifier


def _several(value: str | int | list[str]) -> list[str]:
    return value if isinstance(value, list) else [str(value)]


@contextmanager
def _told() -> Iterator[None]:
    """An assistant reads the sentence of a refusal as the answer of the tool."""
    try:
        yield
    except RefusalError as error:
        raise ToolError(str(error)) from error
