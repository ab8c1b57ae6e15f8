"""A resource with citations: what an assistant can quote, as plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policyscape.namespaces import BASE
from policyscape.server.pages import words

__all__ = ["cited"]

Link = Mapping[str, str]
_MOST = 200


def cited(content: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The content of a resource's page without its addresses, each fact with the sentence that cites its places."""
    facts = [fact for _, several in content["facts"] for fact in several]
    found = {
        "iri": content["iri"],
        "label": content["title"],
        "classes": _texts(content["types"]),
        "names": [name["text"] for name in content["names"]],
        "properties": {prop["text"]: _texts(values) for prop, values in content["statements"]},
        "related": {prop["text"]: _texts(values) for prop, values in content["relations"]},
        "facts": [_fact(fact, language) for fact in facts[:_MOST]],
        "evidence": [_evidence(place, language) for place in content["evidence"]],
    }
    if len(facts) > _MOST:
        found["note"] = f"{len(facts) - _MOST} more facts are not listed; ask for them with run_sparql."
    return {key: value for key, value in found.items() if value}


def _texts(links: list[Link]) -> list[str]:
    return [link["text"] for link in links]


def _fact(fact: Mapping[str, Any], language: str) -> dict[str, Any]:
    place = ", ".join(_place(page, line, language) for line, page in fact["places"].items())
    told = {
        "id": fact["href"].removeprefix("/"),
        "label": fact["text"],
        "class": fact["class"]["text"],
        "modality": fact["modality"]["text"] if fact["modality"] else "",
        "country": fact["country"]["text"] if fact["country"] else "",
        "amount": fact["amount"],
        "year": fact["year"],
        "citation": f"{fact['document']['text']}, {place} ({BASE}{fact['href'].removeprefix('/')})",
    }
    return {key: value for key, value in told.items() if value}


def _evidence(place: Mapping[str, Any], language: str) -> dict[str, str]:
    said = words()[language]
    document = place["inDocument"]["text"] if place["inDocument"] else ""
    span = said["characters"].format(start=place["startOffset"], end=place["endOffset"])
    parts = [document, _place(place["page"], place["line"], language), place["heading"], span]
    told = {"citation": ", ".join(part for part in parts if part), "words": place["quote"]}
    return {key: value for key, value in told.items() if value}


def _place(page: str | None, line: str | None, language: str) -> str:
    said = words()[language]
    parts = [said["page"].format(n=page)] if page else []
    return ", ".join([*parts, *([said["line"].format(n=line)] if line else [])])
