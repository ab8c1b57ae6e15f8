"""The pages beside the explorer: which part of the page's data each of them shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain

from policyscape.page.data import PageData, with_links
from policyscape.page.layout import Layout
from policyscape.records import Entity, Fact

__all__ = ["CHARTS", "DRAWN", "chart_data"]

CHARTS = ("budgets", "technologies", "hubs", "timeline")
"""Names of the pages: ``viz/charts/<name>.js`` draws, ``<name>.html`` is written."""

DRAWN = ("budgets", "hubs", "timeline")
"""Those Vega-Lite draws; the matrix of technologies is a table already, whose cells are links."""


def chart_data(name: str, data: PageData) -> PageData:
    """The facts one page shows, what they speak of, and the places these lie in; no words of documents."""
    entities = {entity.id: entity for entity in data.entities}
    facts = tuple(fact for fact in data.facts if _is_shown(name, fact, entities))
    named = {id_ for fact in facts for id_ in _ids(fact)} & entities.keys()
    countries = {country for id_ in named if (country := entities[id_].country)} & entities.keys()
    kept = with_links(named | countries, entities)
    used = {entity.id: entity for entity in data.entities if entity.id in kept}
    return replace(
        data,
        entities=tuple(used.values()),
        facts=facts,
        edges=(),
        measures={},
        layout=Layout(),
        passages={},
        mentions=(),
    )


def _is_shown(name: str, fact: Fact, entities: Mapping[str, Entity]) -> bool:
    types = {entities[id_].type for id_ in _ids(fact) if id_ in entities}
    if name == "budgets":
        return fact.type == "Allocation"
    if name == "technologies":
        return "Technology" in types and fact.country is not None
    if name == "hubs":
        return bool(types & {"Hub", "ResearchInfrastructure"})
    return fact.type in ("Event", "Succession")


def _ids(fact: Fact) -> Iterator[str]:
    many = (value if isinstance(value, tuple) else (value,) for value in fact.roles.values())
    strings = (one for one in chain.from_iterable(many) if isinstance(one, str))
    return chain(strings, [fact.country] if fact.country else [])
