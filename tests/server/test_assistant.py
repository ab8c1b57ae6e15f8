"""The server for assistants, asked by the client of its own SDK over standard input and output."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import factory as f
from mcp import Client, StdioServerParameters

Answer = TypeVar("Answer")


def ask(out: Path, use: Callable[[Client], Awaitable[Answer]], *options: str) -> Answer:
    arguments = ["-c", "from policyscape.cli import main; main()", "mcp", "--out", str(out), *options]

    async def run() -> Answer:
        async with Client(StdioServerParameters(command=sys.executable, args=arguments)) as client:
            return await use(client)

    return asyncio.run(run())


async def call(client: Client, tool: str, **arguments: Any) -> tuple[bool, str]:
    """Whether a tool failed, and what it said."""
    result = await client.call_tool(tool, arguments)
    return bool(result.is_error), "\n".join(getattr(part, "text", "") for part in result.content)


def test_the_tools_say_what_they_are_for(out: Path) -> None:
    async def use(client: Client) -> dict[str, str | None]:
        return {tool.name: tool.description for tool in (await client.list_tools()).tools}

    tools = ask(out, use)
    assert {"find_queries", "query_values", "run_query", "run_sparql", "search_entities", "show"} <= set(tools)
    assert all(tools.values())


def test_an_assistant_finds_its_way_from_a_word_to_a_cited_fact(out: Path) -> None:
    async def use(client: Client) -> tuple[Any, ...]:
        return (
            await call(client, "search_entities", words="lighthouse programme"),
            await call(client, "show", identifier=f.PROGRAMME),
            await call(client, "show", identifier="fact/d0e694fcc8bdc851"),
        )

    (_, found), (_, programme), (_, fact) = ask(out, use)
    assert json.loads(found)["id"] == f.PROGRAMME
    told = json.loads(programme)
    assert told["label"] == "Lighthouse Programme"
    (allocation,) = [one for one in told["facts"] if one["class"] == "allocation"]
    assert allocation["amount"] == "JPY 500,000,000,000"
    assert allocation["citation"].startswith("Harbour report, line 2 (https://w3id.org/policyscape/fact/")
    assert json.loads(fact)["evidence"][0]["citation"].startswith("Harbour report, line 2, characters")


def test_the_library_and_sparql_answer_within_the_limits(out: Path) -> None:
    async def use(client: Client) -> tuple[Any, ...]:
        return (
            await call(client, "find_queries", words="budgets phase"),
            await call(client, "query_values", name="budget-by-phase", parameter="country"),
            await call(client, "run_query", name="budget-by-phase", parameters={"year": 2021, "country": "Japan"}),
            await call(client, "run_query", name="budget-by-phase", parameters={"year": 2021}, cite=True),
            await call(client, "run_sparql", query="SELECT (COUNT(*) AS ?n) { ?x a ps:Programme }"),
            await call(client, "run_sparql", query="SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"),
            await call(client, "run_sparql", query="SELECT ?x { ?x a ps:Program }"),
            await call(client, "run_query", name="budget-by-phase", parameters={"country": "Japn"}),
            await call(client, "show", identifier="policy/none"),
            await call(client, "run_sparql", query="ASK { SERVICE <http://127.0.0.1:1/> { } }"),
            await call(client, "ontology_terms", words="allocation"),
        )

    answers = ask(out, use, "--seconds", "2")
    found, values, table, cited, count, exploded, mistaken, misspelt, missing, service, terms = answers
    assert '"name": "budget-by-phase"' in found[1]
    assert "place/jp" in values[1]
    assert table[1].startswith("| programme |")
    assert "灯台事業" in table[1]
    assert "Harbour report" in cited[1]
    assert count == (False, "n\r\n3\r\n")
    assert exploded[0]
    assert "stopped after 2 seconds" in exploded[1]
    assert mistaken[0]
    assert "did you mean ps:Programme" in mistaken[1]
    assert misspelt[0]
    assert "did you mean Japan" in misspelt[1]
    assert missing[0]
    assert "search_entities finds ids" in missing[1]
    assert service[0]
    assert "SERVICE is off" in service[1]
    assert "Allocation" in terms[1]
